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

    public SessionSource Source { get; init; }

    /// <summary>The material that is read, of a reader's session.</summary>
    public int? SourceId { get; init; }

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

    /// <summary>When a break begins or ends by itself: the next instant at which this state no longer holds.</summary>
    public DateTime? NextChangeAt { get; init; }

    /// <summary>The last thing that a person is known to have done with the timer.</summary>
    public required DateTime LastActAt { get; init; }

    public DateTime? LastHeartbeatAt { get; init; }

    public IReadOnlyList<ActivityState> Activities { get; init; } = [];

    public required int Version { get; init; }

    public bool IsPaused => PausedAt is not null;

    public bool IsBreak => PauseReason == Sessions.PauseReason.Break;

    /// <summary>When the clock reaches its target if it runs on; null while it stands still or has none.</summary>
    public DateTime? EndsAt => TargetSeconds is { } target && !IsPaused ? StartedAt.AddSeconds(PausedSeconds + target) : null;

    /// <summary>What the session is about, without what the timer does not show.</summary>
    public required SessionAbout About { get; init; }

    /// <summary>The state of a session that runs.</summary>
    public static TimerState Of(StudySession session, DateTime nowUtc)
    {
        var timer = session.Timer ?? TimerPlan.Stopwatch;
        var net = session.NetSecondsAt(nowUtc);
        return new TimerState
        {
            SessionId = session.Id,
            About = session.About,
            Kind = session.Kind,
            Subject = session.Subject,
            DomainCode = session.DomainCode,
            Source = session.Source,
            SourceId = session.SourceId,
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
            NextChangeAt = PomodoroSchedule.NextChange(session, nowUtc),
            LastActAt = LastActOf(session, timer),
            LastHeartbeatAt = session.LastHeartbeatAt,
            Activities = [.. session.Activities.Select(a => new ActivityState(a.Id, a.Type, a.StartedAt, a.EndedAt, a.Count, a.Correct))],
            Version = session.Version,
        };
    }

    // Breaks of a Pomodoro begin, and may end, without anyone there.
    private static DateTime LastActOf(StudySession session, TimerPlan timer) => session.Pauses
        .SelectMany(p => p.Reason != Sessions.PauseReason.Break || timer.Mode != TimerMode.Pomodoro ? new[] { p.StartedAt, p.EndedAt ?? p.StartedAt }
            : p.EndedAt is { } end && !timer.AutoStartWork ? [end] : [])
        .Concat(session.Activities.Select(a => a.StartedAt))
        .Append(session.StartedAt!.Value)
        .Max();

}

public sealed record ActivityState(int Id, ActivityType Type, DateTime StartedAt, DateTime? EndedAt, int? Count, int? Correct);
