namespace StudyDashboard.Features.Overview;

/// <summary>The days that the heatmap shows: a calendar year, or the 53 weeks up to this one.</summary>
/// <param name="First">First day shown.</param>
/// <param name="Last">Last day shown, inclusive.</param>
/// <param name="Year">The calendar year, or null for the last 53 weeks.</param>
public sealed record HeatWindow(DateOnly First, DateOnly Last, int? Year)
{
    /// <summary>Weeks shown when no year is asked for: the current one is the last.</summary>
    private const int Weeks = 53;

    /// <summary>
    /// The window for what was asked. Without a year, and with nothing in the last 53 weeks, it is the last year that has something:
    /// who imports an old log sees it.
    /// </summary>
    /// <param name="asked">A calendar year, or null.</param>
    /// <param name="today">The person's study day.</param>
    /// <param name="week">First day of the person's week.</param>
    /// <param name="lastStudied">The last day with anything, or null.</param>
    public static HeatWindow Of(int? asked, DateOnly today, DateOnly week, DateOnly? lastStudied)
    {
        var recent = new HeatWindow(week.AddDays(-7 * (Weeks - 1)), today, null);
        var year = asked is >= 1 and <= 9998 && asked < today.Year ? asked
            : asked is null && lastStudied < recent.First ? lastStudied?.Year
            : null;
        return year is { } y ? new HeatWindow(new DateOnly(y, 1, 1), new DateOnly(y, 12, 31), y) : recent;
    }

    /// <summary>The year before this window, as the address names it.</summary>
    public int Previous => Year is { } year ? year - 1 : Last.Year - 1;
}
