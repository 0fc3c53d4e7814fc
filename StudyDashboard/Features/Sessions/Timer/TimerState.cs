namespace StudyDashboard.Features.Sessions.Timer;

/// <summary>
/// The running timer as a page needs it: instants only. The browser draws the clock from them, so that nothing has to be sent while
/// it runs.
/// </summary>
public sealed record TimerState
{
    public required int SessionId { get; init; }

    public required SessionKind Kind { get; init; }

    public string? Subject { get; init; }

    public string? DomainCode { get; init; }

    public string Note { get; init; } = "";

    public required DateTime StartedAt { get; init; }

    /// <summary>Seconds of the pauses that have ended.</summary>
    public required int PausedSeconds { get; init; }

    /// <summary>Since when the clock stands still, or null.</summary>
    public DateTime? PausedAt { get; init; }

    public PauseReason? PauseReason { get; init; }

    /// <summary>When the break that goes on is meant to end.</summary>
    public DateTime? BreakEndsAt { get; init; }

    public required TimerPlan Timer { get; init; }

    public int? PlannedMinutes { get; init; }

    /// <summary>Round of a Pomodoro, from 1.</summary>
    public int Round { get; init; }

    /// <summary>Net seconds at which the clock's countdown reaches zero, counted like the clock itself; null when it counts up.</summary>
    public int? TargetSeconds { get; init; }

    public DateTime? LastHeartbeatAt { get; init; }

    public IReadOnlyList<ActivityState> Activities { get; init; } = [];

    public required int Version { get; init; }

    public bool IsPaused => PausedAt is not null;

    /// <summary>The state of a session that runs.</summary>
    public static TimerState Of(StudySession session, DateTime nowUtc)
    {
        var timer = session.Timer ?? TimerPlan.Stopwatch;
        var net = session.NetSecondsAt(nowUtc);
        return new TimerState
        {
            SessionId = session.Id,
            Kind = session.Kind,
            Subject = session.Subject,
            DomainCode = session.DomainCode,
            Note = session.Note,
            StartedAt = session.StartedAt!.Value,
            PausedSeconds = (int)((session.OpenPause?.StartedAt ?? nowUtc) - session.StartedAt.Value).TotalSeconds - net,
            PausedAt = session.OpenPause?.StartedAt,
            PauseReason = session.OpenPause?.Reason,
            BreakEndsAt = session.OpenPause?.PlannedEnd,
            Timer = timer,
            PlannedMinutes = session.PlannedMinutes,
            Round = timer.Mode == TimerMode.Pomodoro ? PomodoroSchedule.RoundOf(session) : 0,
            TargetSeconds = timer.Mode switch
            {
                TimerMode.Countdown => 60 * session.PlannedMinutes,
                TimerMode.Pomodoro => net - PomodoroSchedule.WorkedSeconds(session, nowUtc) + (60 * timer.WorkMinutes),
                _ => null,
            },
            LastHeartbeatAt = session.LastHeartbeatAt,
            Activities = [.. session.Activities.Select(a => new ActivityState(a.Id, a.Type, a.StartedAt, a.EndedAt, a.Count, a.Correct))],
            Version = session.Version,
        };
    }
}

public sealed record ActivityState(int Id, ActivityType Type, DateTime StartedAt, DateTime? EndedAt, int? Count, int? Correct);
