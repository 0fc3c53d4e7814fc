using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Sessions;

/// <content>The verbs of the running timer. Each takes the instant at which it happens; none reads a clock.</content>
public sealed partial class StudySession
{
    /// <summary>A timer that starts now.</summary>
    public static StudySession Start(
        int studentId, SessionAbout about, TimerPlan timer, int? plannedMinutes, StudyCalendar calendar, DateTime nowUtc,
        SessionSource source = SessionSource.Timer, int? sourceId = null)
    {
        var session = New(studentId, about, source, sourceId, calendar);
        session.PlannedMinutes = plannedMinutes;
        session.Begin(timer, calendar, nowUtc);
        return session;
    }

    /// <summary>Starts a planned session. It keeps its planned day, time and minutes (rules.md 14).</summary>
    /// <exception cref="InvalidOperationException">It is not planned.</exception>
    public void StartPlanned(TimerPlan timer, StudyCalendar calendar, DateTime nowUtc)
    {
        Require(Status == SessionStatus.Planned, "start");
        Source = SessionSource.Timer;
        Begin(timer, calendar, nowUtc);
    }

    /// <summary>Stops the clock until <see cref="Resume"/>.</summary>
    /// <exception cref="InvalidOperationException">It does not run, or is paused already.</exception>
    public void Pause(DateTime nowUtc, PauseReason reason = PauseReason.Pause, int? plannedSeconds = null)
    {
        Require(Status == SessionStatus.InProgress && OpenPause is null, "pause");
        var at = NotBeforeLastInstant(nowUtc);
        _pauses.Add(new SessionPause(at, null, reason, plannedSeconds));
        CurrentActivity?.End(at);
    }

    /// <summary>Lets the clock run again.</summary>
    /// <exception cref="InvalidOperationException">It is not paused.</exception>
    public void Resume(DateTime nowUtc)
    {
        Require(Status == SessionStatus.InProgress && OpenPause is not null, "resume");
        OpenPause!.Close(NotBeforeLastInstant(nowUtc));
    }

    /// <summary>Ends the session. An open pause ends with it (rules.md 15); a clock set back does not make time negative (rules.md 8).</summary>
    /// <exception cref="InvalidOperationException">It neither runs nor waits for its end to be settled.</exception>
    public void Finish(DateTime nowUtc)
    {
        Require(Status is SessionStatus.InProgress or SessionStatus.NeedsReview, "finish");
        var end = Status == SessionStatus.InProgress ? NotBeforeLastInstant(nowUtc) : Clock.Later(nowUtc, StartedAt!.Value);
        OpenPause?.Close(end);
        CurrentActivity?.End(end);
        Status = SessionStatus.Completed;
        SetSpan(StartedAt!.Value, end);
    }

    /// <summary>Ends the session at an instant that has passed; pauses and activities after it are trimmed (rules.md 15).</summary>
    /// <exception cref="InvalidOperationException">It neither runs nor waits for its end to be settled.</exception>
    /// <exception cref="ArgumentException">The end is before the start.</exception>
    public void FinishBack(DateTime endUtc)
    {
        Require(Status is SessionStatus.InProgress or SessionStatus.NeedsReview, "finish");
        OpenPause?.Close(Clock.Later(endUtc, OpenPause.StartedAt));
        CurrentActivity?.End(endUtc);
        foreach (var activity in _activities)
        {
            activity.Trim(endUtc);
        }
        Status = SessionStatus.Completed;
        SetSpan(StartedAt!.Value, endUtc);
    }

    /// <summary>Puts a started planned session back into the plan, as if it had not been started.</summary>
    /// <exception cref="InvalidOperationException">It does not run, or was not planned.</exception>
    public void ReturnToPlan()
    {
        Require(Status is SessionStatus.InProgress or SessionStatus.NeedsReview && PlannedDay is not null, "return to the plan");
        Status = SessionStatus.Planned;
        Source = SessionSource.Manual;
        (StartedAt, EndedAt, StudyDay, LastDay, Timer, LastHeartbeatAt) = (null, null, null, null, null, null);
        _pauses.Clear();
        _activities.Clear();
    }

    /// <summary>Marks a timer that nobody looks after. Its last heartbeat is the proposed end.</summary>
    /// <exception cref="InvalidOperationException">It does not run.</exception>
    public void Forget()
    {
        Require(Status == SessionStatus.InProgress, "be set aside");
        Status = SessionStatus.NeedsReview;
    }

    /// <summary>Takes a span out of the session: the answer "drop it" to the idle question.</summary>
    /// <exception cref="InvalidOperationException">It does not run.</exception>
    public void Drop(DateTime from, DateTime to)
    {
        Require(Status == SessionStatus.InProgress, "drop time");
        var span = new Interval(from, to).ClippedTo(new Interval(StartedAt!.Value, DateTime.MaxValue));
        var paused = _pauses.Select(p => new Interval(p.StartedAt, p.EndedAt ?? DateTime.MaxValue));
        _pauses.AddRange(span.Without(paused).Select(i => new SessionPause(i.Start, i.End, PauseReason.Gap)));
    }

    /// <summary>Notes an activity at an instant. One that goes on ends the one before it.</summary>
    /// <exception cref="InvalidOperationException">It does not run.</exception>
    public SessionActivity AddActivity(ActivityType type, DateTime nowUtc, int? count = null, int? correct = null, int? minutes = null)
    {
        Require(Status is SessionStatus.InProgress or SessionStatus.Completed, "take an activity");
        var at = Status == SessionStatus.InProgress ? NotBeforeLastInstant(nowUtc) : EndedAt ?? nowUtc;
        CurrentActivity?.End(at);
        var start = minutes is { } length ? Clock.Later(at.AddMinutes(-length), StartedAt ?? DateTime.MinValue) : at;
        DateTime? end = minutes is null && Status == SessionStatus.InProgress ? null : at;
        var activity = new SessionActivity(type, start, end, count, correct);
        _activities.Add(activity);
        return activity;
    }

    /// <summary>The activity that goes on now.</summary>
    public SessionActivity? CurrentActivity => _activities.LastOrDefault(a => a.EndedAt is null);

    /// <summary>Net seconds up to an instant, for a session that still runs.</summary>
    public int NetSecondsAt(DateTime nowUtc) => StartedAt is { } start && IsRunning
        ? new Interval(start, nowUtc).Without(_pauses.Select(p => new Interval(p.StartedAt, p.EndedAt ?? DateTime.MaxValue))).Sum(i => i.Seconds)
        : NetSeconds;

    /// <summary>The last instant stored with the session: no later event may come before it (rules.md 8).</summary>
    public DateTime NotBeforeLastInstant(DateTime nowUtc) => _pauses
        .SelectMany(p => new[] { p.StartedAt, p.EndedAt ?? p.StartedAt })
        .Append(StartedAt ?? DateTime.MinValue)
        .Append(nowUtc)
        .Max();

    private void Begin(TimerPlan timer, StudyCalendar calendar, DateTime nowUtc)
    {
        Status = SessionStatus.InProgress;
        Timer = timer.Clamped();
        TimeZone = calendar.Zone.Id;
        DayStartHour = calendar.DayStartHour;
        StartedAt = LastHeartbeatAt = nowUtc;
        StudyDay = LastDay = calendar.DayOf(nowUtc);
    }

    private void Require(bool legal, string verb)
    {
        if (!legal)
        {
            throw new InvalidOperationException($"A session that is {Status} cannot {verb}.");
        }
    }
}
