namespace StudyDashboard.Features.Overview;

/// <summary>
/// The shades of the heatmap: quartiles of the person's own days above zero in the window (rules.md section 9, heat), by nearest
/// rank: the quartile is the smallest value that a quarter (half, three quarters) of the days do not exceed.
/// </summary>
public sealed record HeatScale(int First, int Second, int Third)
{
    /// <summary>The scale of a window.</summary>
    /// <param name="values">The values of its days; those that are not above zero do not count.</param>
    public static HeatScale Of(IEnumerable<int> values)
    {
        var days = values.Where(v => v > 0).Order().ToArray();
        return days.Length == 0 ? new HeatScale(0, 0, 0) : new HeatScale(At(1), At(2), At(3));

        int At(int quarter) => days[((days.Length * quarter) + 3) / 4 - 1];
    }

    /// <summary>0 for a day without anything, else 1 (lowest quarter) to 4 (highest).</summary>
    public int LevelOf(int value) => value <= 0 ? 0 : value <= First ? 1 : value <= Second ? 2 : value <= Third ? 3 : 4;
}
