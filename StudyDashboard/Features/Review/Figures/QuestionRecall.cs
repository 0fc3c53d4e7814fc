using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Fsrs;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Review.Figures;

/// <summary>How probable the recall of each question's card is today.</summary>
public sealed class QuestionRecall(TimeProvider clock)
{
    /// <summary>By public id of the question, 0 to 1; a card that was never answered is left out. Reads on an open context.</summary>
    internal async Task<Dictionary<string, double>> OfAsync(StudyDbContext context, int studentId, CancellationToken cancellationToken)
    {
        var calendar = await context.CalendarOfAsync(studentId, cancellationToken);
        var today = calendar.DayOf(clock.NowUtc());
        var decks = (await context.Set<Deck>().AsNoTracking().Where(d => d.StudentId == studentId && d.DeletedAt == null).ToListAsync(cancellationToken))
            .ToDictionary(d => d.Id, d => new FsrsScheduler(d.Parameters));
        var cards = await context.Set<Card>().AsNoTracking()
            .Where(c => c.StudentId == studentId && c.DeletedAt == null && !c.IsSuspended && c.QuestionPubId != null && c.State != CardState.New)
            .Select(c => new { c.QuestionPubId, c.DeckId, c.State, c.Stability, c.LastReviewAt }).ToListAsync(cancellationToken);
        var recall = new Dictionary<string, double>();
        foreach (var card in cards)
        {
            if (decks.TryGetValue(card.DeckId, out var deck)
                && deck.Retrievability(new FsrsCard { State = card.State, Stability = card.Stability, LastReview = card.LastReviewAt }, today, calendar) is { } known)
            {
                recall[card.QuestionPubId!] = known;
            }
        }
        return recall;
    }
}
