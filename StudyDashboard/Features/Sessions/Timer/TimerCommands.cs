namespace StudyDashboard.Features.Sessions.Timer;

/// <summary>Start a timer, or the timer of a planned session.</summary>
public sealed record StartTimer
{
    public required SessionAbout About { get; init; }

    public TimerPlan Timer { get; init; } = TimerPlan.Stopwatch;

    public int? PlannedMinutes { get; init; }

    public string? Note { get; init; }

    /// <summary>What starts it: the timer, or the reader of a material (rules.md 12).</summary>
    public SessionSource Source { get; init; } = SessionSource.Timer;

    /// <summary>Id of the material.</summary>
    public int? SourceId { get; init; }

    /// <summary>Finish what runs now and start this.</summary>
    public bool Switch { get; init; }

    /// <summary>The planned session to start; what it is about is then its own.</summary>
    public int? PlannedSessionId { get; init; }

    /// <summary>A timer about the same as another session, counting up.</summary>
    public static StartTimer Like(StudySession session) =>
        new() { About = session.About, Timer = session.Timer ?? TimerPlan.Stopwatch, PlannedMinutes = session.PlannedMinutes };
}

/// <summary>How a session went. What is null stays as it is.</summary>
public sealed record FinishTimer(int? QuestionsAnswered = null, int? CorrectAnswers = null, int? SelfRating = null, string? Note = null, DateTime? EndedAt = null);

/// <summary>What to do with a span in which nobody was there.</summary>
public enum IdleAnswer
{
    /// <summary>It was study.</summary>
    Keep,

    /// <summary>Take it out; the clock runs on.</summary>
    DropAndContinue,

    /// <summary>The session ended when the span began.</summary>
    DropAndStop,
}
