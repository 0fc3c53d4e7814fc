using System.Text.Json.Serialization;

namespace StudyDashboard.Features.Rewards;

/// <summary>Where a student stands in points.</summary>
/// <param name="Today">Points of today.</param>
/// <param name="Total">All points.</param>
public sealed record PointsStanding(int Today, int Total)
{
    /// <summary>Points at which each level begins.</summary>
    public static IReadOnlyList<int> Levels { get; } = [20, 50, 100, 250, 500, 1000, 2500, 5000, 10_000];

    /// <summary>How many of the thresholds are reached, 0 to 9 (rules.md section 9, points' levels).</summary>
    [JsonIgnore]
    public int Level => Levels.Count(threshold => Total >= threshold);

    /// <summary>Points at which the next level begins, or null at the last one.</summary>
    [JsonIgnore]
    public int? NextAt => Level < Levels.Count ? Levels[Level] : null;

    /// <summary>Points at which this level began.</summary>
    [JsonIgnore]
    public int LevelFrom => Level == 0 ? 0 : Levels[Level - 1];
}
