namespace StudyDashboard.Features.Tutoring.Recurrence;

/// <summary>
/// From a series to a lesson's <c>recurring_pattern</c> and <c>session_frequency</c>, where these can say its rule: reading them
/// gives the same starts. Otherwise the pattern is null and the frequency the nearest (product.md 9). Exceptions are no part of it.
/// </summary>
public static class PatternWriter
{
    /// <summary>The pattern and the frequency of a series.</summary>
    public static (RecurringPattern? Pattern, SessionFrequency Frequency) Write(RecurrenceSeries series)
    {
        if (series.Rule is not { } rule)
        {
            return (series.Additions.Count > 0 && AtItsTime(series) ? new RecurringPattern(SpecificDates: Dates(series)) : null, SessionFrequency.OneTime);
        }
        var nearest = rule.Frequency < RecurrenceFrequency.Monthly ? SessionFrequency.Weekly : SessionFrequency.Monthly;
        if (!AtItsTime(series) || Frequency(rule, series.Start) is not { } frequency)
        {
            return (null, nearest);
        }
        // Dates beside nothing else are read as the whole series.
        return Pattern(series, rule, frequency) is var pattern && pattern is { HasDates: true, IsDatesOnly: true } ? (null, frequency) : (pattern, frequency);
    }

    private static RecurringPattern Pattern(RecurrenceSeries series, RecurrenceRule rule, SessionFrequency frequency)
    {
        IEnumerable<DayOfWeek> days = rule.ByDay.Count > 0 || frequency == SessionFrequency.Monthly ? rule.ByDay.Select(d => d.Day) : [series.Start.DayOfWeek];
        return new RecurringPattern(
            NullIfEmpty(days.Select(d => d.ToString())),
            NullIfEmpty(rule.ByMonth),
            NullIfEmpty(Dates(series)),
            rule.Until is { } until ? LastDay(until.LastLocal(series.Zone), series.Start) : null,
            rule.Count);
    }

    /// <summary>The frequency that says a rule; null when none does.</summary>
    private static SessionFrequency? Frequency(RecurrenceRule rule, DateTime start) => rule switch
    {
        { BySetPos.Count: > 0 } => null,
        { Frequency: RecurrenceFrequency.Weekly, Interval: 1 } => SessionFrequency.Weekly,
        { Frequency: RecurrenceFrequency.Weekly, Interval: 2 } when rule.WeekStart == DayOfWeek.Monday => SessionFrequency.BiWeekly,
        { Frequency: RecurrenceFrequency.Monthly, Interval: 1 } when OnItsDate(rule, start) || OnItsOrdinal(rule, start) => SessionFrequency.Monthly,
        _ => null,
    };

    private static bool OnItsDate(RecurrenceRule rule, DateTime start) =>
        rule.ByDay.Count == 0 && (rule.ByMonthDay.Count == 0 || (rule.ByMonthDay.Count == 1 && rule.ByMonthDay[0] == start.Day));

    private static bool OnItsOrdinal(RecurrenceRule rule, DateTime start) =>
        rule.ByMonthDay.Count == 0 && rule.ByDay.All(d => d.Ordinal == PatternReader.MonthlyOrdinal(start));

    private static bool AtItsTime(RecurrenceSeries series) => series.Additions.All(a => a.TimeOfDay == series.Start.TimeOfDay);

    /// <summary>The last day on which the time of day still lies before the end.</summary>
    private static DateOnly LastDay(DateTime end, DateTime start) =>
        DateOnly.FromDateTime(end.TimeOfDay < start.TimeOfDay ? end.AddDays(-1) : end);

    private static IReadOnlyList<DateOnly> Dates(RecurrenceSeries series) => [.. series.Additions.Select(DateOnly.FromDateTime)];

    private static IReadOnlyList<T>? NullIfEmpty<T>(IEnumerable<T> values) => values.ToList() is { Count: > 0 } list ? list : null;
}
