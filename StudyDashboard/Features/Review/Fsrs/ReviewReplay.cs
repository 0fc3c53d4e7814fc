using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Review.Fsrs;

/// <summary>An answer of a card's past.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Grade">How well.</param>
public readonly record struct PastReview(DateTime At, ReviewGrade Grade);

/// <summary>An answer with the card around it: what a row of the review log keeps.</summary>
/// <param name="Review">The answer.</param>
/// <param name="ElapsedDays">Study days since the one before; 0 for the first.</param>
/// <param name="Retrievability">How probable recall was; null for the first.</param>
/// <param name="Before">The card before.</param>
/// <param name="After">The card after.</param>
public readonly record struct ReplayedReview(PastReview Review, int ElapsedDays, double? Retrievability, FsrsCard Before, FsrsCard After);

/// <summary>Takes the answers of a card, in order of time, through the scheduler again: for imported logs and for new weights.</summary>
public static class ReviewReplay
{
    /// <summary>The card after all answers; <paramref name="start"/> when there are none.</summary>
    public static FsrsCard Replay(this FsrsScheduler scheduler, in FsrsCard start, IEnumerable<PastReview> reviews, StudyCalendar calendar, long cardId = 0)
    {
        var card = start;
        foreach (var review in reviews)
        {
            card = scheduler.Answer(card, review.Grade, review.At, calendar, cardId);
        }
        return card;
    }

    /// <summary>Each answer with what it did.</summary>
    public static IEnumerable<ReplayedReview> Steps(
        this FsrsScheduler scheduler, FsrsCard start, IEnumerable<PastReview> reviews, StudyCalendar calendar, long cardId = 0)
    {
        var card = start;
        foreach (var review in reviews)
        {
            var after = scheduler.Answer(card, review.Grade, review.At, calendar, cardId);
            yield return new ReplayedReview(review, card.ElapsedDays(review.At, calendar), scheduler.Retrievability(card, review.At, calendar), card, after);
            card = after;
        }
    }
}
