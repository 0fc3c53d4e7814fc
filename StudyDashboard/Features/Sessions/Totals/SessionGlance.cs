namespace StudyDashboard.Features.Sessions.Totals;

/// <summary>The few sessions that a first screen needs: what runs, what waits, what this week was planned, what was done last.</summary>
public sealed record SessionGlance
{
    public static SessionGlance Empty { get; } = new();

    /// <summary>The session that holds the running slot, or null.</summary>
    public GlanceRow? Running { get; init; }

    /// <summary>Planned for today or before and not begun, oldest first, at most <see cref="GlanceReader.MostWaiting"/>.</summary>
    public IReadOnlyList<GlanceRow> Waiting { get; init; } = [];

    /// <summary>Everything planned for a day of this week that was not skipped: waiting, running or done.</summary>
    public IReadOnlyList<GlanceRow> PlannedThisWeek { get; init; } = [];

    /// <summary>The last finished ones, newest first, at most <see cref="GlanceReader.MostLatest"/>.</summary>
    public IReadOnlyList<GlanceRow> Latest { get; init; } = [];
}

/// <summary>A session in a line.</summary>
public sealed record GlanceRow
{
    public required int Id { get; init; }

    public required SessionKind Kind { get; init; }

    public required SessionStatus Status { get; init; }

    public string? Subject { get; init; }

    public DateTime? StartedAt { get; init; }

    public DateTime? EndedAt { get; init; }

    public DateOnly? StudyDay { get; init; }

    public int NetSeconds { get; init; }

    public int Answered { get; init; }

    public int Correct { get; init; }

    public int Cards { get; init; }

    public DateOnly? PlannedDay { get; init; }

    public TimeOnly? PlannedTime { get; init; }

    public int? PlannedMinutes { get; init; }

    /// <summary>What a person calls it: its subject, else its kind.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Name => Subject ?? SessionLabels.Of(Kind);
}
