using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Recurrence;

/// <summary>
/// From a lesson's <c>session_frequency</c> and <c>recurring_pattern</c> to a series (product.md 9). Weekly and bi-weekly: on the days
/// named. Monthly: on the start's date or, with days, on the weekday of the start's ordinal, the fifth being the last. Months limit
/// both. Specific dates alone are the whole series, whatever the frequency; beside days, months or an end they are extra dates.
/// </summary>
public static class PatternReader
{
    private const string Field = "recurring_pattern";

    /// <summary>The series of a lesson.</summary>
    /// <param name="pattern">Null: the frequency alone.</param>
    /// <param name="frequency">How often.</param>
    /// <param name="start">The lesson's date and start time in wall time.</param>
    /// <param name="zone">Where that wall time is.</param>
    public static Outcome<RecurrenceSeries> Read(RecurringPattern? pattern, SessionFrequency frequency, DateTime start, TimeZoneInfo zone)
    {
        pattern ??= new RecurringPattern();
        if (Reason(pattern, frequency, start) is { } reason)
        {
            return Refusal.Invalid(new FieldError(Field, reason));
        }
        var dates = (pattern.SpecificDates ?? []).Select(d => d.ToDateTime(TimeOnly.FromDateTime(start)));
        if (frequency == SessionFrequency.OneTime || (pattern.HasDates && pattern.IsDatesOnly))
        {
            return new RecurrenceSeries(start, zone, null, additions: dates);
        }
        var rule = Rule(pattern, frequency, start) with
        {
            ByMonth = pattern.Months ?? [],
            Count = pattern.Count,
            Until = pattern.Until is { } until ? RuleUntil.EndOf(until, zone) : null,
        };
        return RuleChecks.Reason(rule) is { } fault ? Refusal.Invalid(new FieldError(Field, fault)) : new RecurrenceSeries(start, zone, rule, additions: dates);
    }

    /// <summary>Which of a month's weekdays a monthly lesson falls on: 1 to 4, or -1, the last.</summary>
    internal static int MonthlyOrdinal(DateTime start) => WeekdayNum.OrdinalOf(start) is < 5 and var ordinal ? ordinal : -1;

    private static RecurrenceRule Rule(RecurringPattern pattern, SessionFrequency frequency, DateTime start)
    {
        var ordinal = frequency == SessionFrequency.Monthly ? MonthlyOrdinal(start) : 0;
        return new RecurrenceRule(frequency == SessionFrequency.Monthly ? RecurrenceFrequency.Monthly : RecurrenceFrequency.Weekly)
        {
            Interval = frequency == SessionFrequency.BiWeekly ? 2 : 1,
            ByDay = [.. (pattern.Days ?? []).Select(d => new WeekdayNum(DayOf(d)!.Value, ordinal))],
        };
    }

    private static string? Reason(RecurringPattern pattern, SessionFrequency frequency, DateTime start) =>
        pattern.Days?.FirstOrDefault(d => DayOf(d) is null) is { } unknown ? RecurrenceTexts.Pattern_Day.With(unknown)
        : pattern.Months?.Any(m => m is < 1 or > 12) == true ? RecurrenceTexts.Pattern_Month
        : pattern.Count < 1 ? RecurrenceTexts.Pattern_Count
        : pattern.Count is not null && pattern.Until is not null ? RecurrenceTexts.Pattern_CountAndUntil
        : pattern.Until < DateOnly.FromDateTime(start) ? RecurrenceTexts.Pattern_Until
        : pattern.Until?.Year > 9998 || pattern.SpecificDates?.Any(d => d.Year > 9998) == true ? RecurrenceTexts.Pattern_TooLate
        : frequency == SessionFrequency.OneTime && !pattern.IsDatesOnly ? RecurrenceTexts.Pattern_OneTime
        : null;

    private static DayOfWeek? DayOf(string? name) =>
        Enum.GetValues<DayOfWeek>().Where(d => string.Equals(d.ToString(), name, StringComparison.OrdinalIgnoreCase)).Select(d => (DayOfWeek?)d).FirstOrDefault();
}
