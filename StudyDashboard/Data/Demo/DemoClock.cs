using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Data.Demo;

/// <summary>When and where the demo is: in the zone of the machine that shows it, since whoever looks at it sits there.</summary>
internal static class DemoClock
{
    private const int DayStartHour = 4;

    public static string Zone { get; } = TimeZoneInfo.Local.HasIanaId ? TimeZoneInfo.Local.Id : "Etc/UTC";

    public static DateOnly TodayAt(DateTime nowUtc) => StudyCalendar.For(Zone, DayStartHour).DayOf(nowUtc);
}
