using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Classes.Leaderboards;

namespace StudyDashboard.Features.Goals;

/// <summary>
/// How far a class's weekly goals of minutes are reached, in percent, for its leaderboard: the mean over a student's goals, each at most 100;
/// goals of a part of the class's work, such as one subject, are left out.
/// Only timed minutes count there, so it divides them by the goal's target and does not take the goal's own value.
/// </summary>
internal sealed class ClassGoals : ILeaderboardFigure
{
    public LeaderboardMetric Metric => LeaderboardMetric.GoalPercent;

    public async Task<IReadOnlyDictionary<int, double>> ValuesAsync(StudyDbContext context, LeaderboardSpan span, CancellationToken cancellationToken)
    {
        var goals = await context.Set<Goal>().AsNoTracking()
            .Where(g => span.StudentIds.Contains(g.StudentId) && g.ClassId == span.ClassId && g.Metric == GoalMetric.Minutes && g.Period == GoalPeriod.Week
                && g.DeletedAt == null && g.Kind == null && g.Subject == null && g.DomainCode == null && g.PlanId == null
                && g.StartsOn <= span.To && (g.EndsOn == null || g.EndsOn >= span.From) && (g.ArchivedOn == null || g.ArchivedOn > span.From))
            .Select(g => new
            {
                g.StudentId,
                // Without a row nothing counted: that is nought percent.
                Target = context.Set<GoalProgress>().Where(p => p.GoalId == g.Id && p.FromDay >= span.From && p.FromDay <= span.To).Select(p => (double?)p.Target).FirstOrDefault(),
            }).ToListAsync(cancellationToken);
        var seconds = await context.Snapshots
            .Where(s => span.StudentIds.Contains(s.StudentId) && s.ClassId == span.ClassId && s.StudyDay >= span.From && s.StudyDay <= span.To)
            .GroupBy(s => s.StudentId).Select(g => new { g.Key, Seconds = g.Sum(s => s.TimedSeconds) }).ToDictionaryAsync(g => g.Key, g => g.Seconds, cancellationToken);
        return goals.GroupBy(g => g.StudentId).ToDictionary(
            g => g.Key, g => g.Average(goal => goal.Target is { } target and > 0 ? Math.Min(100, seconds.GetValueOrDefault(g.Key) / 60.0 / target * 100) : 0));
    }
}
