namespace StudyDashboard.Features.Sessions;

/// <summary>A span of a session in which the timer stood still. Open while <see cref="EndedAt"/> is null.</summary>
public sealed class SessionPause
{
    private SessionPause()
    {
    }

    internal SessionPause(DateTime startedAt, DateTime? endedAt, PauseReason reason, int? plannedSeconds = null) =>
        (StartedAt, EndedAt, Reason, PlannedSeconds) = (startedAt, endedAt, reason, plannedSeconds);

    public int Id { get; private set; }

    public int SessionId { get; private set; }

    public DateTime StartedAt { get; private set; }

    public DateTime? EndedAt { get; private set; }

    public PauseReason Reason { get; private set; }

    /// <summary>How long a break is meant to be, in seconds; null for a plain pause.</summary>
    public int? PlannedSeconds { get; private set; }

    /// <summary>When a break is meant to end.</summary>
    public DateTime? PlannedEnd => PlannedSeconds is { } seconds ? StartedAt.AddSeconds(seconds) : null;

    internal void Close(DateTime atUtc) => EndedAt = atUtc < StartedAt ? StartedAt : atUtc;
}
