using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Goals;
using StudyDashboard.Features.Goals.Progress;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Webhooks;

/// <summary>Tells webhooks of goals that were reached: by study, and by what was counted by hand.</summary>
internal sealed class ReachedGoals : IGoalConsequence
{
    public async Task FollowAsync(StudyDbContext context, int studentId, DateTime nowUtc, CancellationToken cancellationToken)
    {
        if (await WebhookOutbox.OfAsync(context, studentId, nowUtc, cancellationToken) is { } outbox)
        {
            await AddAsync(outbox, context, cancellationToken);
        }
    }

    /// <summary>Adds the periods of goals that are reached on the context and not saved as such.</summary>
    public static async Task AddAsync(WebhookOutbox outbox, StudyDbContext context, CancellationToken cancellationToken)
    {
        var reached = !outbox.Wants(WebhookEvent.GoalReached) ? [] : context.ChangeTracker.Entries<GoalProgress>()
            .Where(e => e.State == EntityState.Added || (e.State == EntityState.Modified && e.Property(p => p.ReachedOn).OriginalValue is null))
            .Select(e => e.Entity).Where(p => p.ReachedOn is not null).ToList();
        if (reached.Count == 0)
        {
            return;
        }
        var ids = reached.Select(p => p.GoalId).ToHashSet();
        var goals = await context.Set<Goal>().AsNoTracking().Where(g => ids.Contains(g.Id)).ToDictionaryAsync(g => g.Id, cancellationToken);
        foreach (var period in reached.OrderBy(p => p.GoalId).ThenBy(p => p.FromDay))
        {
            var goal = goals[period.GoalId];
            outbox.Add(WebhookEvent.GoalReached, new GoalReachedData(
                goal.Id, goal.Title, Words<GoalMetric>.Of(goal.Metric), Words<GoalPeriod>.Of(goal.Period), period.FromDay, period.ToDay,
                Math.Round(period.Value, 2, MidpointRounding.AwayFromZero), period.Target, period.ReachedOn!.Value));
        }
    }
}
