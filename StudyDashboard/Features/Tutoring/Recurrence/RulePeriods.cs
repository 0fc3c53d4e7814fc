namespace StudyDashboard.Features.Tutoring.Recurrence;

/// <summary>
/// The periods of a rule, numbered from the one that holds the start, INTERVAL thought of. Any one can be filled with its days
/// without the ones before it: that is how an old series costs no more than a young one.
/// </summary>
internal abstract class RulePeriods(int start)
{
    /// <summary>31 December 9998; later days are never asked for, so no sum can overflow.</summary>
    public static readonly int Horizon = new DateOnly(9998, 12, 31).DayNumber;

    /// <summary>The start's day number. A period may begin before it.</summary>
    public int Start { get; } = start;

    /// <summary>The periods of a rule, with what it leaves open taken from its start.</summary>
    public static RulePeriods Of(RecurrenceRule rule, DateTime start) => rule.Frequency switch
    {
        RecurrenceFrequency.Daily => new DailyPeriods(rule, start),
        RecurrenceFrequency.Weekly => new WeeklyPeriods(rule, start),
        RecurrenceFrequency.Monthly => new MonthlyPeriods(rule, start),
        _ => new YearlyPeriods(rule, start),
    };

    /// <summary>How many times the work of a plain month it is to fill one period of a rule; roughly, so that work can be counted.</summary>
    public static int WeightOf(RecurrenceRule rule) =>
        (rule.Frequency == RecurrenceFrequency.Yearly ? 6 + (6 * rule.ByWeekNo.Count) + (rule.ByYearDay.Count / 8) + (rule.ByMonth.Count == 0 ? rule.ByDay.Count(d => d.Ordinal != 0) : 0) : 1)
        + (rule.BySetPos.Count * 2) + (rule.ByDay.Count / 4);

    /// <summary>The first period that does not end before a day at or after the start.</summary>
    public abstract int IndexAtOrAfter(int day);

    /// <summary>Fills a period's days.</summary>
    /// <param name="index">The period's number, from 0.</param>
    /// <param name="days">Overwritten.</param>
    /// <returns>The day number that <paramref name="days"/> counts from; above <see cref="Horizon"/> when the calendar ends before.</returns>
    public abstract int Fill(int index, ref DaySet days);

    protected static int DayNumberOf(DateTime date) => (int)(date.Ticks / TimeSpan.TicksPerDay);

    /// <summary>How many whole intervals cover a distance.</summary>
    protected static int Intervals(int distance, int interval) => (int)(((long)distance + interval - 1) / interval);
}
