using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Quizzes;
using StudyDashboard.Features.Quizzes.Api;
using StudyDashboard.Features.Quizzes.Runs;
using StudyDashboard.Features.Rewards.Achievements;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Api;
using StudyDashboard.Features.Sessions.Recorder;

namespace StudyDashboard.Features.Webhooks;

/// <summary>
/// Tells webhooks of sessions, of the quizzes that they came from and of what followed from them. It stands after all that derive, whose rows it finds on the context before
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
            AddQuizzes(outbox, derivation, cause);
            await ReachedGoals.AddAsync(outbox, derivation.Context, cancellationToken);
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

    // The quiz that the fact came from is on the context only in the transaction that finishes it: a fact that is restored finishes nothing.
    private static void AddQuizzes(WebhookOutbox outbox, Derivation derivation, DerivationCause cause)
    {
        foreach (var fact in outbox.Wants(WebhookEvent.QuizFinished) ? cause.Sessions.Where(s => s.Source == SessionSource.Quiz && !cause.CountedBefore.Contains(s)) : [])
        {
            if (derivation.Context.Set<QuizSession>().Local.FirstOrDefault(q => q.Id == fact.SourceId && q.Status == QuizStatus.Done) is { } quiz)
            {
                outbox.Add(WebhookEvent.QuizFinished, QuizRowWire.Of(quiz));
            }
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
