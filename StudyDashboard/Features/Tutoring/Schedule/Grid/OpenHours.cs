using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Tutoring.Requests;

namespace StudyDashboard.Features.Tutoring.Schedule.Grid;

/// <summary>When someone is usually there: a tutor's offered hours or, without those, by day on the days of the weekly availability. The rest is shaded.</summary>
public static class OpenHours
{
    private const int From = 8 * 60;
    private const int To = 20 * 60;

    /// <summary>The parts of a day that are shaded, as minutes of its wall clock.</summary>
    public static IReadOnlyList<(int From, int To)> Shaded(Profile viewer, IReadOnlyList<OfferedHours> offered, DateOnly day)
    {
        IEnumerable<(int From, int To)> open = offered.Count > 0
            ? offered.Where(h => h.Day == day.DayOfWeek).Select(h => (Minutes(h.From), Minutes(h.To))).OrderBy(h => h.Item1)
            : viewer.Preferences.Availability.ElementAtOrDefault((int)day.DayOfWeek) > 0 ? [(From, To)] : [];
        var (shaded, at) = (new List<(int, int)>(), 0);
        foreach (var (from, to) in open.Append((DayLayout.Day, DayLayout.Day)))
        {
            if (from > at)
            {
                shaded.Add((at, from));
            }
            at = Math.Max(at, to);
        }
        return shaded;
    }

    private static int Minutes(TimeOnly time) => (int)time.ToTimeSpan().TotalMinutes;
}
