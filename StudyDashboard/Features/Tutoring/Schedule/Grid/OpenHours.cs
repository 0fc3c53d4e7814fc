using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Features.Tutoring.Schedule.Grid;

/// <summary>When someone is usually there: on days of their weekly availability, by day. The rest is shaded.</summary>
public static class OpenHours
{
    private const int From = 8 * 60;
    private const int To = 20 * 60;

    /// <summary>The parts of a day that are shaded, as minutes of its wall clock.</summary>
    public static IReadOnlyList<(int From, int To)> Shaded(Profile viewer, DateOnly day) =>
        viewer.Preferences.Availability.ElementAtOrDefault((int)day.DayOfWeek) > 0 ? [(0, From), (To, DayLayout.Day)] : [(0, DayLayout.Day)];
}
