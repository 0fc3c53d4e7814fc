using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Goals;
using StudyDashboard.Features.Rewards.Achievements;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Api;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Webhooks;

/// <summary>
/// Tells webhooks of sessions and of what followed from them. It stands after all that derive, whose rows it finds on the context before
/// they are saved. A rebuild tells nothing: nothing happened.
/// </summary>
internal sealed class WebhookConsequence : ISessionConsequence
{
    /// <summary>Most sessions of one command that are told one by one: an import and its undo touch thousands at once.</summary>
    public const int MostSessions = 200;

    public async Task<IReadOnlyList<StudyNotice>> DeriveAsync(Derivation derivation, CancellationToken cancellationToken)
    {
        if (derivation.Cause is { } cause && await WebhookOutbox.OfAsync(derivation.Context, derivation.StudentId, cause.At, cancellationToken) is { } outbox)
        {
            AddSessions(outbox, cause);
            await AddGoalsAsync(outbox, derivation, cancellationToken);
            AddAchievements(outbox, derivation);
        }
        return [];
    }

    private static void AddSessions(WebhookOutbox outbox, DerivationCause cause)
    {
        if (cause.Verb == ChangeVerb.Import || cause.Sessions.Count > MostSessions)
        {
            return;
        }
        foreach (var session in cause.Sessions.OrderBy(s => s.StartedAt).ThenBy(s => s.Id))
        {
            var (before, now) = (cause.CountedBefore.Contains(session), session.Status == SessionStatus.Completed && session.DeletedAt is null);
            WebhookEvent? what = (before, now) switch
            {
                (false, true) => WebhookEvent.SessionFinished,
                (true, true) => WebhookEvent.SessionChanged,
                (true, false) => WebhookEvent.SessionDeleted,
                _ => null,
            };
            if (what is { } told && outbox.Wants(told))
            {
                outbox.Add(told, SessionWire.Of(session, cause.At));
            }
        }
    }

    private static async Task AddGoalsAsync(WebhookOutbox outbox, Derivation derivation, CancellationToken cancellationToken)
    {
        var reached = !outbox.Wants(WebhookEvent.GoalReached) ? [] : derivation.Context.ChangeTracker.Entries<GoalProgress>()
            .Where(e => e.State == EntityState.Added || (e.State == EntityState.Modified && e.Property(p => p.ReachedOn).OriginalValue is null))
            .Select(e => e.Entity).Where(p => p.ReachedOn is not null).ToList();
        if (reached.Count == 0)
        {
            return;
        }
        var ids = reached.Select(p => p.GoalId).ToHashSet();
        var goals = await derivation.Context.Set<Goal>().AsNoTracking().Where(g => ids.Contains(g.Id)).ToDictionaryAsync(g => g.Id, cancellationToken);
        foreach (var period in reached.OrderBy(p => p.GoalId).ThenBy(p => p.FromDay))
        {
            var goal = goals[period.GoalId];
            outbox.Add(WebhookEvent.GoalReached, new GoalReachedData(
                goal.Id, goal.Title, Words<GoalMetric>.Of(goal.Metric), Words<GoalPeriod>.Of(goal.Period), period.FromDay, period.ToDay,
                Math.Round(period.Value, 2, MidpointRounding.AwayFromZero), period.Target, period.ReachedOn!.Value));
        }
    }

    private static void AddAchievements(WebhookOutbox outbox, Derivation derivation)
    {
        foreach (var reached in derivation.Context.ChangeTracker.Entries<Achievement>().Where(e => e.State == EntityState.Added).Select(e => e.Entity).OrderBy(a => a.Code, StringComparer.Ordinal).ToList())
        {
            outbox.Add(WebhookEvent.AchievementReached, new AchievementReachedData(reached.Code, reached.ReachedOn));
        }
    }
}
