namespace StudyDashboard.Features.Goals;

/// <summary>
/// How far a goal came in one period. Derived: a period in which nothing counted has no row. It stays when the period is over, and is
/// corrected when its facts change.
/// </summary>
public sealed record GoalProgress
{
    public required int GoalId { get; init; }

    /// <summary>First study day of the period.</summary>
    public required DateOnly FromDay { get; init; }

    /// <summary>Its last study day.</summary>
    public required DateOnly ToDay { get; init; }

    /// <summary>In the metric's unit: minutes, percent, a count.</summary>
    public required double Value { get; init; }

    /// <summary>What was to be reached: the terms of the period's last day.</summary>
    public required double Target { get; init; }

    /// <summary>The study day since which the target is reached, or null.</summary>
    public required DateOnly? ReachedOn { get; init; }
}
