using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Archive;

namespace StudyDashboard.Features.Review;

/// <summary>The review log. The deletion of the person's row takes it along.</summary>
internal sealed class ReviewData : IPersonalData
{
    public Task ExportAsync(PersonalArchive archive, StudyDbContext context, int personId, CancellationToken cancellationToken) =>
        archive.AddAsync("review_log", "One answer to one card a row, with the session of its sitting.", () => context.Set<ReviewLogEntry>().AsNoTracking()
            .Where(e => e.StudentId == personId).OrderBy(e => e.ReviewedAt).ThenBy(e => e.Id)
            .Select(e => new { CardId = e.CardKey, e.ReviewedAt, e.Grade, e.DurationMs, e.SessionId }).AsAsyncEnumerable(), cancellationToken);

    public Task EraseAsync(StudyDbContext context, int personId, CancellationToken cancellationToken) => Task.CompletedTask;
}
