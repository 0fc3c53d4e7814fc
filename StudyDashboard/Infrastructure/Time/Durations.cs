using System.Globalization;

namespace StudyDashboard.Infrastructure.Time;

/// <summary>Lengths of time as people read them.</summary>
public static class Durations
{
    /// <summary>Seconds as hours and minutes, <c>1:05</c>; the rest of a minute is cut off.</summary>
    public static string Format(int seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}:{seconds / 60 % 60:00}");

    /// <summary>Seconds as a running clock shows them, <c>0:24:17</c>.</summary>
    public static string FormatClock(int seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}");
}
