using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Review.Figures;

/// <summary>How many cards come up when.</summary>
/// <param name="Backlog">Due on a study day before the first.</param>
/// <param name="Days">Each study day from today on, those with none too.</param>
public sealed record DueForecast(int Backlog, IReadOnlyList<DueDay> Days)
{
    /// <summary>As far as it looks.</summary>
    public const int Length = 30;

    /// <summary>Counts cards by the study day of their due time.</summary>
    /// <param name="dueUtc">When each card is due; new and suspended ones left out.</param>
    /// <param name="calendar">The person's study days.</param>
    /// <param name="today">The first day.</param>
    /// <param name="days">How many days.</param>
    public static DueForecast Of(IEnumerable<DateTime> dueUtc, StudyCalendar calendar, DateOnly today, int days = Length)
    {
        var (counts, backlog) = (new int[days], 0);
        // By the days' first instants: asking the calendar for each of a million cards would be slow.
        DateTime[] starts = [.. Enumerable.Range(0, days + 1).Select(i => calendar.StartOf(today.AddDays(i)))];
        foreach (var due in dueUtc)
        {
            if (due < starts[0])
            {
                backlog++;
            }
            else if (due < starts[days])
            {
                var found = Array.BinarySearch(starts, due);
                counts[found < 0 ? ~found - 1 : Math.Max(found, Array.LastIndexOf(starts, due))]++;
            }
        }
        return new DueForecast(backlog, [.. counts.Select((count, i) => new DueDay(today.AddDays(i), count))]);
    }
}

/// <summary>The cards of one study day.</summary>
public readonly record struct DueDay(DateOnly Day, int Count);
