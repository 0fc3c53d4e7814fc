namespace StudyDashboard.Features.Tutoring.Recurrence;

/// <summary>
/// The arithmetic of the proleptic Gregorian calendar on day numbers (<see cref="DateOnly.DayNumber"/>: 0 is Monday 1 January of
/// the year 1). Weekdays count from Monday, 0 to 6.
/// </summary>
internal static class Gregorian
{
    public static int FromMonday(DayOfWeek day) => ((int)day + 6) % 7;

    public static int WeekdayOf(int day) => day % 7;

    /// <summary>The day number of 1 January.</summary>
    public static int FirstOfYear(int year)
    {
        var before = year - 1;
        return (before * 365) + (before / 4) - (before / 100) + (before / 400);
    }

    public static int DaysInYear(int year) => DateTime.IsLeapYear(year) ? 366 : 365;

    /// <summary>The day number of the first day of a week.</summary>
    /// <param name="day">A day of the week.</param>
    /// <param name="weekStart">The weekday on which weeks begin, from Monday.</param>
    public static int FirstOfWeek(int day, int weekStart) => day - ((day - weekStart + 7) % 7);

    /// <summary>
    /// The first day of week 1: the first week with at least four of its days in the year (RFC 5545, 3.3.10, BYWEEKNO; ISO 8601
    /// when weeks begin on Monday).
    /// </summary>
    public static int FirstOfWeekOne(int year, int weekStart)
    {
        var newYear = FirstOfYear(year);
        var week = newYear - ((WeekdayOf(newYear) - weekStart + 7) % 7);
        return newYear - week <= 3 ? week : week + 7;
    }

    /// <summary>How many numbered weeks a year has: 52 or 53.</summary>
    public static int WeeksInYear(int year, int weekStart) => (FirstOfWeekOne(year + 1, weekStart) - FirstOfWeekOne(year, weekStart)) / 7;
}
