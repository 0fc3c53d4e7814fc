using System.Globalization;

namespace StudyDashboard.Features.Accounts.Settings;

/// <summary>Weekdays as a person reads them.</summary>
public static class Weekdays
{
    /// <summary>The seven days in order from a first one.</summary>
    public static IEnumerable<DayOfWeek> From(DayOfWeek first) => Enumerable.Range(0, 7).Select(i => (DayOfWeek)(((int)first + i) % 7));

    public static string NameOf(DayOfWeek day) => CultureInfo.CurrentCulture.DateTimeFormat.GetDayName(day);
}
