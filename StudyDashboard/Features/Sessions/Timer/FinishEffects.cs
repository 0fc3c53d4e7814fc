using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Sessions.Recorder;

namespace StudyDashboard.Features.Sessions.Timer;

/// <summary>What followed from ending a session, told the same however often it is asked (rules.md 13).</summary>
public sealed class FinishEffects(IDbContextFactory<StudyDbContext> contexts)
{
    /// <summary>The effects of a command that may have ended the session: what it has just come to, or what was noted when it had ended before.</summary>
    public async Task<SessionEffects> OfAsync(Recording<StudySession> recorded, CancellationToken cancellationToken) =>
        recorded.ChangeId is null ? await OfAsync(recorded.Value, cancellationToken) : Of(recorded.Value, recorded.Notices);

    /// <summary>The effects that were noted when the session ended; none for a session that no timer ended, or after 30 days.</summary>
    public async Task<SessionEffects> OfAsync(StudySession session, CancellationToken cancellationToken)
    {
        var named = $",{session.Id},";
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        // A start that switches ends the session that ran, too.
        var noted = await context.SessionChanges.AsNoTracking()
            .Where(c => c.StudentId == session.StudentId && c.At >= session.EndedAt && c.UndoneAt == null)
            .Where(c => c.Verb == ChangeVerb.Finish || c.Verb == ChangeVerb.Start)
            .Where(c => c.SessionIds.Contains(named))
            .OrderBy(c => c.Id).Select(c => c.Notices)
            .FirstOrDefaultAsync(cancellationToken);
        return Of(session, noted is null ? [] : JsonSerializer.Deserialize<List<StudyNotice>>(noted)!);
    }

    private static SessionEffects Of(StudySession session, IReadOnlyList<StudyNotice> notices)
    {
        var own = notices.Where(n => n.SessionId is null || n.SessionId == session.Id).ToList();
        return new SessionEffects(
            own.Sum(n => n.PointsAwarded ?? 0),
            [.. own.Select(n => n.GoalId).OfType<int>().Distinct()],
            [.. own.Select(n => n.Achievement).OfType<string>().Distinct()]);
    }
}

/// <summary>What followed from ending a session.</summary>
/// <param name="Points">Points that it earned then.</param>
/// <param name="Goals">Ids of the goals whose progress moved.</param>
/// <param name="Achievements">Codes of the achievements reached.</param>
public sealed record SessionEffects(int Points, IReadOnlyList<int> Goals, IReadOnlyList<string> Achievements);
