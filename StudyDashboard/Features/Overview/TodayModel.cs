namespace StudyDashboard.Features.Overview;

/// <summary>What Today shows, read at once.</summary>
public sealed record TodayModel
{
    public required DateOnly Today { get; init; }

    /// <summary>Wall-clock hour of the person, for the greeting.</summary>
    public required int Hour { get; init; }

    public required int NetSecondsToday { get; init; }

    public required int StreakDays { get; init; }
}
