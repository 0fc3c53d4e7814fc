using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Archive;

namespace StudyDashboard.Features.Notices;

/// <summary>What a person was told. The deletion of the person's row takes it along; what others were told of the person goes here.</summary>
internal sealed class NoticesData : IPersonalData
{
    public Task ExportAsync(PersonalArchive archive, StudyDbContext context, int personId, CancellationToken cancellationToken) =>
        archive.AddAsync("notices", "Reminders and news of changes that you were told, or will be.", () => context.Set<Notice>().AsNoTracking()
            .Where(n => n.PersonId == personId).OrderBy(n => n.Id)
            .Select(n => new { n.Kind, n.Channel, n.State, n.Title, n.Body, n.DueAt, n.SentAt, n.ReadAt }).AsAsyncEnumerable(), cancellationToken);

    public async Task EraseAsync(StudyDbContext context, int personId, CancellationToken cancellationToken)
    {
        var mention = string.Create(CultureInfo.InvariantCulture, $",{personId},");
        await context.Set<Notice>().Where(n => n.PersonId != personId && n.Mentions.Contains(mention)).ExecuteDeleteAsync(cancellationToken);
    }
}
