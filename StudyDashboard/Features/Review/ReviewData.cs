using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Archive;

namespace StudyDashboard.Features.Review;

/// <summary>
/// The review log. The deletion of the person's row takes it along. A deleted session does not leave, its answers do, for the cards were
/// answered: such a row names no session, as after the purge.
/// </summary>
internal sealed class ReviewData : IPersonalData
{
    public Task ExportAsync(PersonalArchive archive, StudyDbContext context, int personId, CancellationToken cancellationToken) =>
        archive.AddAsync("review_log", "One answer to one card a row, with the session of its sitting; none when that was deleted.", () => context.Set<ReviewLogEntry>()
            .AsNoTracking().Where(e => e.StudentId == personId && e.VoidedAt == null).OrderBy(e => e.ReviewedAt).ThenBy(e => e.Id)
            .Select(e => new ArchivedReview
            {
                CardId = e.CardKey, ReviewedAt = e.ReviewedAt, Grade = e.Grade, DurationMs = e.DurationMs,
                SessionId = context.Sessions.Where(s => s.Id == e.SessionId && s.DeletedAt == null).Select(s => (int?)s.Id).FirstOrDefault(),
            }).AsAsyncEnumerable(), cancellationToken);

    public Task EraseAsync(StudyDbContext context, int personId, CancellationToken cancellationToken) => Task.CompletedTask;
}
