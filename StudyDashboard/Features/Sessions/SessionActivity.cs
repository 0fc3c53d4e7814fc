namespace StudyDashboard.Features.Sessions;

/// <summary>Something done within a session: read, solved, watched, ... with what it counted.</summary>
public sealed class SessionActivity
{
    private SessionActivity()
    {
    }

    internal SessionActivity(ActivityType type, DateTime startedAt, DateTime? endedAt, int? count, int? correct) =>
        (Type, StartedAt, EndedAt, Count, Correct) = (type, startedAt, endedAt, count, correct);

    public int Id { get; private set; }

    public int SessionId { get; private set; }

    public ActivityType Type { get; private set; }

    public DateTime StartedAt { get; private set; }

    /// <summary>Null for an activity that is a mark in time, or one that still goes on.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>Pages, exercises, cards, ...: whatever the activity counts. Not negative.</summary>
    public int? Count { get; private set; }

    /// <summary>How many of <see cref="Count"/> were right.</summary>
    public int? Correct { get; private set; }

    /// <summary>Length in whole minutes, once it has ended.</summary>
    public int? Minutes => EndedAt is { } end ? (int)(end - StartedAt).TotalMinutes : null;

    internal void End(DateTime atUtc) => EndedAt ??= atUtc < StartedAt ? StartedAt : atUtc;

    internal void Trim(DateTime lastUtc) =>
        (StartedAt, EndedAt) = (StartedAt > lastUtc ? lastUtc : StartedAt, EndedAt > lastUtc ? lastUtc : EndedAt);

    internal void SetCounts(int? count, int? correct) => (Count, Correct) = (count, correct);
}
