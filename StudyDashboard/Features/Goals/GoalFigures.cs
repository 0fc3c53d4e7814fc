using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Classes;
using StudyDashboard.Features.Goals.Progress;

namespace StudyDashboard.Features.Goals;

/// <summary>What came of goals in a range of days, for reports.</summary>
public static class GoalFigures
{
    /// <summary>The periods of a student's goals that end in a range, or go on at its end, oldest first; nothing of deleted goals.</summary>
    /// <param name="context">To read from.</param>
    /// <param name="studentId">The student.</param>
    /// <param name="from">First study day.</param>
    /// <param name="to">Last study day.</param>
    /// <param name="today">The student's study day now.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<IReadOnlyList<GoalInRange>> GoalsInRangeAsync(
        this StudyDbContext context, int studentId, DateOnly from, DateOnly to, DateOnly today, CancellationToken cancellationToken)
    {
        var month = from.AddDays(1 - from.Day);
        var goals = await context.Set<Goal>().AsNoTrackingWithIdentityResolution().Where(g => g.StudentId == studentId && g.DeletedAt == null && g.StartsOn <= to)
            // What the skip budget of the first month covers hangs on all of that month.
            .Include(g => g.Terms).Include(g => g.Pauses).Include(g => g.Progress.Where(p => p.FromDay <= to && p.ToDay >= month)).AsSingleQuery()
            .OrderBy(g => g.Id).ToListAsync(cancellationToken);
        var last = to < today ? to : today;
        var classes = await context.ClassNamesAsync(goals.Select(g => g.ClassId), cancellationToken);
        return
        [
            .. goals.SelectMany(goal =>
            {
                var draft = GoalDraft.Of(goal, last);
                return GoalHistory.Of(goal, today).Periods.Where(p => p.From <= last && p.To >= from && (p.To <= to || p.Outcome == GoalOutcome.Open || last == to))
                    .Reverse().Select(p => new GoalInRange(goal.Id, GoalLabels.NameOf(draft, classes), draft, p));
            }),
        ];
    }
}

/// <summary>One period of one goal.</summary>
public sealed record GoalInRange(int GoalId, string Name, GoalDraft Goal, GoalPast Period);
