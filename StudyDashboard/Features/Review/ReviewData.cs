using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Review.Archive;
using StudyDashboard.Features.Review.Cards;

namespace StudyDashboard.Features.Review;

/// <summary>
/// Decks, cards and the review log. The deletion of the person's row takes it along. A deleted session does not leave, its answers do, for the cards were
/// answered: such a row names no session, as after the purge.
/// </summary>
internal sealed class ReviewData : IPersonalData
{
    public async Task ExportAsync(PersonalArchive archive, StudyDbContext context, int personId, CancellationToken cancellationToken)
    {
        await archive.AddAsync("decks", "Your decks of cards and how each is scheduled.", () => context.Set<Deck>().AsNoTracking()
            .Where(d => d.StudentId == personId && d.DeletedAt == null).OrderBy(d => d.Id).AsAsyncEnumerable().Select(ArchivedDeck.Of), cancellationToken);
        await archive.AddAsync("cards", "Your cards, where each stands and where it came from.", () => context.Set<Card>().AsNoTracking().Include(c => c.Sources)
            .Where(c => c.StudentId == personId && c.DeletedAt == null).OrderBy(c => c.Id).AsAsyncEnumerable().Select(ArchivedCard.Of), cancellationToken);
        await archive.AddAsync("review_log", "One answer to one card a row, with the session of its sitting; none when that was deleted.", () => context.Set<ReviewLogEntry>()
            .AsNoTracking().Where(e => e.StudentId == personId && e.VoidedAt == null).OrderBy(e => e.ReviewedAt).ThenBy(e => e.Id)
            .Select(e => new
            {
                Entry = e,
                SessionId = context.Sessions.Where(s => s.Id == e.SessionId && s.DeletedAt == null).Select(s => (int?)s.Id).FirstOrDefault(),
            }).AsAsyncEnumerable().Select(r => Row(r.Entry, r.SessionId)), cancellationToken);
    }

    public Task EraseAsync(StudyDbContext context, int personId, CancellationToken cancellationToken) => Task.CompletedTask;

    private static ArchivedReview Row(ReviewLogEntry entry, int? sessionId) => new()
    {
        CardId = entry.CardKey, ReviewedAt = entry.ReviewedAt, Grade = entry.Grade, DurationMs = entry.DurationMs, SessionId = sessionId, Source = entry.Source,
        StateBefore = entry.StateBefore, IntervalBefore = entry.IntervalBefore, ElapsedDays = entry.ElapsedDays,
        Before = entry.Before is { } before ? ScheduleText.Of(before) : null, After = entry.After is { } after ? ScheduleText.Of(after) : null,
    };
}
