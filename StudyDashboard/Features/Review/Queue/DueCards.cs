using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Fsrs;

namespace StudyDashboard.Features.Review.Queue;

/// <summary>The cards that may be asked, in the one form of the condition that the queue's indexes know.</summary>
internal static class DueCards
{
    /// <summary>Neither deleted, suspended nor buried on that day.</summary>
    public static IQueryable<Card> AskableOf(this StudyDbContext context, int studentId, DateOnly today) => context.Set<Card>().AsNoTracking()
        .Where(c => c.StudentId == studentId && c.DeletedAt == null && !c.IsSuspended && (c.BuriedUntil == null || c.BuriedUntil <= today));

    /// <summary>On steps or in review, due before an instant.</summary>
    public static IQueryable<Card> DueBefore(this IQueryable<Card> cards, DateTime utc) =>
        cards.Where(c => (c.State == CardState.Learning || c.State == CardState.Review || c.State == CardState.Relearning) && c.Due < utc);
}
