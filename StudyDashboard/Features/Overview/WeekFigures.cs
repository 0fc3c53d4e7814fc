using System.Text.Json.Serialization;
using StudyDashboard.Features.Sessions.Totals;

namespace StudyDashboard.Features.Overview;

/// <summary>A week, planned against done.</summary>
/// <param name="Days">Its seven days, from the person's first weekday on.</param>
public sealed record WeekFigures(IReadOnlyList<WeekDay> Days)
{
    [JsonIgnore]
    public int DoneSeconds => Days.Sum(d => d.DoneSeconds);

    [JsonIgnore]
    public int PlannedSeconds => Days.Sum(d => d.PlannedSeconds);

    /// <summary>The week that begins on a day.</summary>
    /// <param name="first">First day of the week.</param>
    /// <param name="days">The day totals, by day.</param>
    /// <param name="planned">What was planned for these days and not skipped, whether it was begun since or not.</param>
    public static WeekFigures Of(DateOnly first, IReadOnlyDictionary<DateOnly, AnalyticsDay> days, IEnumerable<GlanceRow> planned)
    {
        var minutes = planned.GroupBy(p => p.PlannedDay!.Value).ToDictionary(g => g.Key, g => g.Sum(p => p.PlannedMinutes ?? 0));
        return new WeekFigures([.. Enumerable.Range(0, 7).Select(first.AddDays).Select(day =>
            new WeekDay(day, days.GetValueOrDefault(day)?.NetSeconds ?? 0, 60 * minutes.GetValueOrDefault(day)))]);
    }
}

/// <summary>One day of a week.</summary>
public sealed record WeekDay(DateOnly Day, int DoneSeconds, int PlannedSeconds);
