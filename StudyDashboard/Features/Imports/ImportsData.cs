using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Archive;

namespace StudyDashboard.Features.Imports;

/// <summary>Past imports. The deletion of the person's row takes them along.</summary>
internal sealed class ImportsData : IPersonalData
{
    public Task ExportAsync(PersonalArchive archive, StudyDbContext context, int personId, CancellationToken cancellationToken) =>
        archive.AddAsync("imports", "Files that came in, and whether they were taken back.", () => context.Set<ImportRun>().AsNoTracking()
            .Where(r => r.StudentId == personId).OrderBy(r => r.Id)
            .Select(r => new { r.Id, r.Kind, r.FileName, r.At, r.Created, r.Skipped, r.Refused, r.UndoneAt }).AsAsyncEnumerable(), cancellationToken);

    public Task EraseAsync(StudyDbContext context, int personId, CancellationToken cancellationToken) => Task.CompletedTask;
}
