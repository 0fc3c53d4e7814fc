using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Choices;

namespace StudyDashboard.Features.Notices.Post;

/// <summary>What both posts ask of the outbox.</summary>
internal static class Outbox
{
    /// <summary>Most rows taken up at once.</summary>
    public const int Batch = 50;

    /// <summary>The next rows by the instant at which they want to be looked at: those that are due, and the one that is next.</summary>
    public static async Task<IReadOnlyList<OutboxEntry>> NextAsync(StudyDbContext context, bool mail, CancellationToken cancellationToken) =>
        await context.Set<Notice>().Where(n => n.NextAt != null && (n.Channel == NoticeChannel.Email) == mail).OrderBy(n => n.NextAt)
            .Select(n => new OutboxEntry(n.Id, n.PersonId, n.NextAt!.Value)).Take(Batch).ToListAsync(cancellationToken);

    /// <summary>Of these things, those of which a line stands in the person's list already.</summary>
    public static async Task<HashSet<(string About, DateTime DueAt)>> ListedAsync(
        StudyDbContext context, int personId, IReadOnlyCollection<string> abouts, CancellationToken cancellationToken) =>
        [.. (await context.Set<Notice>().Where(n => n.PersonId == personId && abouts.Contains(n.About) && n.ListedAt != null)
            .Select(n => new { n.About, n.DueAt }).ToListAsync(cancellationToken)).Select(n => (n.About, n.DueAt))];
}

/// <summary>A row that wants to be looked at, and when.</summary>
internal sealed record OutboxEntry(int Id, int PersonId, DateTime NextAt);
