using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure.Duties;
using StudyDashboard.Infrastructure.Live;

namespace StudyDashboard.Features.Sessions.Timer.Forgotten;

/// <summary>
/// What the server does about running timers each minute: it notes whose person is there, writes the breaks of a Pomodoro that have
/// become due, and sets aside the timers that nobody looks after.
/// </summary>
public sealed class TimerUpkeep(
    SessionRecorder recorder, IDbContextFactory<StudyDbContext> contexts, Presence presence, ServerRuns runs)
{
    /// <summary>Server uptime without a heartbeat after which a timer is forgotten.</summary>
    public static TimeSpan ForgottenAfter { get; } = TimeSpan.FromHours(3);

    public async Task RunAsync(DateTime asOfUtc, CancellationToken cancellationToken)
    {
        await BeatAsync(presence.CallRoll(), asOfUtc, cancellationToken);
        foreach (var session in await RunningAsync(cancellationToken))
        {
            if (await IsForgottenAsync(session, asOfUtc, cancellationToken))
            {
                await ForgetAsync(session, cancellationToken);
            }
            else if (PomodoroSchedule.Advance(session, asOfUtc))
            {
                await AdvanceAsync(session, cancellationToken);
            }
        }
    }

    // Not through the recorder: a heartbeat is no change of the session, counts no version and is no news to anyone.
    private async Task BeatAsync(IReadOnlySet<int> present, DateTime asOfUtc, CancellationToken cancellationToken)
    {
        if (present.Count == 0)
        {
            return;
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(WriteTransactions.NoStudent, cancellationToken);
        await context.Sessions
            .Where(s => s.Status == SessionStatus.InProgress && s.DeletedAt == null && present.Contains(s.StudentId) && s.LastHeartbeatAt < asOfUtc)
            .ExecuteUpdateAsync(update => update.SetProperty(s => s.LastHeartbeatAt, asOfUtc), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<StudySession>> RunningAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Sessions.AsNoTrackingWithIdentityResolution()
            .Where(s => s.Status == SessionStatus.InProgress && s.DeletedAt == null)
            .Include(s => s.Pauses).AsSplitQuery().ToListAsync(cancellationToken);
    }

    private async Task<bool> IsForgottenAsync(StudySession session, DateTime asOfUtc, CancellationToken cancellationToken)
    {
        var last = session.LastHeartbeatAt ?? session.StartedAt!.Value;
        return asOfUtc - last >= ForgottenAfter
            && Uptime.Seconds(await runs.SinceAsync(last, asOfUtc, cancellationToken), last, asOfUtc) >= ForgottenAfter.TotalSeconds;
    }

    private Task ForgetAsync(StudySession seen, CancellationToken cancellationToken) =>
        ChangeAsync(seen, ChangeVerb.Forget, (session, _) =>
        {
            // A heartbeat may have come in between.
            if (session.LastHeartbeatAt == seen.LastHeartbeatAt)
            {
                session.Forget();
            }
        }, cancellationToken);

    private Task AdvanceAsync(StudySession seen, CancellationToken cancellationToken) =>
        ChangeAsync(seen, ChangeVerb.Pause, (session, now) => PomodoroSchedule.Advance(session, now), cancellationToken);

    private Task ChangeAsync(StudySession seen, ChangeVerb verb, Action<StudySession, DateTime> change, CancellationToken cancellationToken) =>
        recorder.RecordAsync<int>(seen.StudentId, verb, async book =>
        {
            if (await book.FindAsync(seen.Id, cancellationToken: cancellationToken) is { IsRunning: true } session)
            {
                change(session, book.NowUtc);
            }
            return seen.Id;
        }, cancellationToken);
}
