namespace StudyDashboard.Features.Sessions;

/// <summary>What kind of learning a session was. On the wire: <c>session_type</c>.</summary>
public enum SessionKind
{
    Theory,
    Practice,
    Test,

    /// <summary>Re-reading. Cards are always <see cref="VocabularyReview"/> (rules.md 16).</summary>
    Review,
    Scenario,
    ContentStudy,
    VocabularyReview,
    Conversation,
    Lesson,
}

/// <summary>Where a session stands.</summary>
public enum SessionStatus
{
    Planned,
    InProgress,
    Completed,
    Skipped,

    /// <summary>A forgotten timer, outside all totals until a person settles its end.</summary>
    NeedsReview,
}

/// <summary>What created a session.</summary>
public enum SessionSource
{
    Timer,
    Manual,
    Quiz,
    Scenario,
    Material,
    Review,
    Lesson,
    Import,
}

/// <summary>How the timer runs.</summary>
public enum TimerMode
{
    /// <summary>Counts up.</summary>
    Stopwatch,

    /// <summary>Counts down from the planned minutes and then shows the overtime.</summary>
    Countdown,

    /// <summary>Work, short break, work, ... and a long break after the last round.</summary>
    Pomodoro,

    /// <summary>Counts up; each pause is a break whose length follows from the work before it.</summary>
    Flowtime,
}

/// <summary>Why the timer stood still.</summary>
public enum PauseReason
{
    Pause,

    /// <summary>A break of a Pomodoro or of Flowtime.</summary>
    Break,

    /// <summary>Time dropped by the answer to the idle question, or a gap between merged sessions.</summary>
    Gap,
}

/// <summary>What a student does within a session.</summary>
public enum ActivityType
{
    Read,
    Solve,
    Watch,
    Note,
    Flashcards,
    Test,
    Assignment,
    Conversation,
}
