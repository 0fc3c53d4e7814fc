namespace StudyDashboard.Features.Overview;

/// <summary>The days that the heatmap shows: a calendar year, or the 53 weeks up to this one.</summary>
/// <param name="First">First day shown.</param>
/// <param name="Last">Last day shown, inclusive.</param>
/// <param name="Year">The calendar year, or null for the last 53 weeks.</param>
/// <param name="Earlier">The year to go back to: the latest before this window that has something, or else the one before.</param>
public sealed record HeatWindow(DateOnly First, DateOnly Last, int? Year, int Earlier)
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
    /// <param name="studied">The days with anything, oldest first.</param>
    public static HeatWindow Of(int? asked, DateOnly today, DateOnly week, IReadOnlyList<DateOnly> studied)
    {
        var first = week.AddDays(-7 * (Weeks - 1));
        var last = LastBefore(today.AddDays(1));
        var year = asked is >= 1 and <= 9998 && asked < today.Year ? asked
            : asked is null && last < first ? last.Value.Year
            : null;
        return year is { } y
            ? new HeatWindow(new DateOnly(y, 1, 1), new DateOnly(y, 12, 31), y, LastBefore(new DateOnly(y, 1, 1))?.Year ?? y - 1)
            : new HeatWindow(first, today, null, LastBefore(first)?.Year ?? today.Year - 1);

        DateOnly? LastBefore(DateOnly day) => studied.Where(d => d < day).Select(d => (DateOnly?)d).LastOrDefault();
    }
}
