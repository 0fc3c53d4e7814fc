namespace StudyDashboard.Features.Sessions.Archive;

/// <summary>
/// A session as it leaves with a person and comes in again: the columns of the archive's <c>sessions</c>. Those without
/// <see langword="required"/> are not in every archive.
/// </summary>
public sealed record ArchivedSession
{
    public required int Id { get; init; }

    public required SessionKind SessionType { get; init; }

    public required SessionStatus Status { get; init; }

    public string? Subject { get; init; }

    public string? Language { get; init; }

    public int? ClassId { get; init; }

    public int? PlanId { get; init; }

    public string? DomainCode { get; init; }

    public required SessionSource Source { get; init; }

    public int? SourceId { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public DateOnly? PlannedDay { get; init; }

    public TimeOnly? PlannedTime { get; init; }

    public int? PlannedMinutes { get; init; }

    public required string TimeZone { get; init; }

    public required int DayStartHour { get; init; }

    public DateTime? StartedAt { get; init; }

    public DateTime? EndedAt { get; init; }

    public DateOnly? StudyDay { get; init; }

    public int GrossSeconds { get; init; }

    public int NetSeconds { get; init; }

    public bool NetIsGiven { get; init; }

    public int QuestionsAnswered { get; init; }

    public int CorrectAnswers { get; init; }

    public int CardsReviewed { get; init; }

    public int? SelfRating { get; init; }

    public string? Note { get; init; }

    public TimerPlan? Timer { get; init; }

    public DateTime? LastHeartbeatAt { get; init; }

    public string? ImportKey { get; init; }

    /// <summary>Whether a person changed what an import had brought: then it stays as it is when more of its reviews come in.</summary>
    public bool Edited { get; init; }
}

/// <summary>A row of the archive's <c>session_pauses</c>.</summary>
public sealed record ArchivedPause
{
    public required int SessionId { get; init; }

    public required DateTime StartedAt { get; init; }

    public DateTime? EndedAt { get; init; }

    public required PauseReason Reason { get; init; }

    public int? PlannedSeconds { get; init; }
}

/// <summary>A row of the archive's <c>session_hours</c>.</summary>
public sealed record ArchivedHour
{
    public required int SessionId { get; init; }

    public required DateOnly StudyDay { get; init; }

    public required int Hour { get; init; }

    public required int NetSeconds { get; init; }
}

/// <summary>A row of the archive's <c>session_activities</c>.</summary>
public sealed record ArchivedActivity
{
    public required int SessionId { get; init; }

    public required ActivityType ActivityType { get; init; }

    public required DateTime StartedAt { get; init; }

    public DateTime? EndedAt { get; init; }

    public int? Count { get; init; }

    public int? Correct { get; init; }
}
