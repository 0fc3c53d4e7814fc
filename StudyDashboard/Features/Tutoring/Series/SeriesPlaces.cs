using StudyDashboard.Features.Tutoring.Recurrence;

namespace StudyDashboard.Features.Tutoring.Series;

/// <summary>
/// Which place of a changed series each place of the old one becomes: the one on the same day, or else the nearest that is free and at
/// most <see cref="NearDays"/> away. So a lesson that was moved, cancelled or deleted by itself keeps its place when the series changes.
/// </summary>
internal static class SeriesPlaces
{
    private const int NearDays = 3;

    /// <summary>The new place of each old one; an old place that has none is not in the answer.</summary>
    public static Dictionary<DateTime, Occurrence> Match(IEnumerable<DateTime> old, IReadOnlyList<Occurrence> occurrences)
    {
        var found = new Dictionary<DateTime, Occurrence>();
        var free = new SortedDictionary<int, List<Occurrence>>();
        foreach (var occurrence in occurrences)
        {
            var day = DayOf(occurrence.Local);
            (free.TryGetValue(day, out var list) ? list : free[day] = []).Add(occurrence);
        }
        var waiting = old.Distinct().Order().ToList();
        waiting.RemoveAll(place => Take(place, DayOf(place)));
        foreach (var place in waiting)
        {
            for (var away = 1; away <= NearDays && !Take(place, DayOf(place) + away) && !Take(place, DayOf(place) - away); away++)
            {
            }
        }
        return found;

        bool Take(DateTime place, int day)
        {
            if (!free.TryGetValue(day, out var list) || list.Count == 0)
            {
                return false;
            }
            found[place] = list[0];
            list.RemoveAt(0);
            return true;
        }
    }

    private static int DayOf(DateTime local) => DateOnly.FromDateTime(local).DayNumber;
}
