using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Sessions.Timer;

/// <summary>
/// The rounds of a Pomodoro, as a pure function of the stored instants: whoever looks, whenever, sees the same breaks begin at the
/// same second, also when nobody looked in between.
/// </summary>
public static class PomodoroSchedule
{
    /// <summary>Writes the breaks that have become due up to an instant, and ends those that end by themselves.</summary>
    /// <returns>Whether there was anything to write.</returns>
    public static bool Advance(StudySession session, DateTime nowUtc)
    {
        var advanced = false;
        while (session is { IsRunning: true, Timer: { Mode: TimerMode.Pomodoro } plan } && Step(session, plan, nowUtc))
        {
            advanced = true;
        }
        return advanced;
    }

    /// <summary>When the next break begins or ends by itself, or null when nothing will happen by itself.</summary>
    public static DateTime? NextChange(StudySession session, DateTime nowUtc)
    {
        if (session is not { IsRunning: true, Timer: { Mode: TimerMode.Pomodoro } plan })
        {
            return null;
        }
        return session.OpenPause is { } pause ? EndsByItself(session, plan, pause) ? pause.PlannedEnd : null : WorkEnd(session, plan, nowUtc);
    }

    /// <summary>The round of work that runs, or after which the break is; 1 or more.</summary>
    public static int RoundOf(StudySession session) => session.OpenPause?.Reason == PauseReason.Break ? Breaks(session) : Breaks(session) + 1;

    /// <summary>When the work of this round is done if the clock runs on, or null while it stands still.</summary>
    public static DateTime? WorkEnd(StudySession session, TimerPlan plan, DateTime nowUtc) =>
        session.OpenPause is null ? nowUtc.AddSeconds((60 * plan.WorkMinutes) - WorkedSeconds(session, nowUtc)) : null;

    /// <summary>Net seconds of this round's work.</summary>
    public static int WorkedSeconds(StudySession session, DateTime nowUtc)
    {
        var roundStart = session.Pauses.Where(p => p.Reason == PauseReason.Break && p.EndedAt is not null).Select(p => p.EndedAt!.Value)
            .Append(session.StartedAt!.Value).Max();
        return new Interval(roundStart, nowUtc)
            .Without(session.Pauses.Select(p => new Interval(p.StartedAt, p.EndedAt ?? DateTime.MaxValue))).Sum(i => i.Seconds);
    }

    private static bool Step(StudySession session, TimerPlan plan, DateTime nowUtc)
    {
        if (session.OpenPause is { } pause)
        {
            if (!EndsByItself(session, plan, pause) || pause.PlannedEnd > nowUtc)
            {
                return false;
            }
            session.Resume(pause.PlannedEnd!.Value);
            return true;
        }
        if (WorkEnd(session, plan, nowUtc) is not { } due || due > nowUtc)
        {
            return false;
        }
        var isLong = (Breaks(session) + 1) % plan.Rounds == 0;
        session.Pause(due, PauseReason.Break, 60 * (isLong ? plan.LongBreakMinutes : plan.ShortBreakMinutes));
        return true;
    }

    // A long break is an end: the next set of rounds begins when the person says so.
    private static bool EndsByItself(StudySession session, TimerPlan plan, SessionPause pause) =>
        plan.AutoStartWork && pause.Reason == PauseReason.Break && !IsLong(session, plan);

    private static int Breaks(StudySession session) => session.Pauses.Count(p => p.Reason == PauseReason.Break);

    private static bool IsLong(StudySession session, TimerPlan plan) => Breaks(session) % plan.Rounds == 0;
}
