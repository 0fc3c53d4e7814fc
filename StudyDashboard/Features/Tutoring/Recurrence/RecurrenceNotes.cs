using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Recurrence;

/// <summary>What a person should know of a rule before saving it.</summary>
public enum RecurrenceNote
{
    /// <summary>A day past the 28th: months without it have no lesson. The last day of the month is the way out.</summary>
    SkipsShortMonths,

    /// <summary>29 February: only leap years have a lesson.</summary>
    OnlyLeapYears,

    /// <summary>The fifth of a weekday: most months have none. The last of its kind is the way out.</summary>
    SkipsMonthsWithoutFifth,

    /// <summary>The start does not match the rule, so the first lesson is later.</summary>
    StartDoesNotMatch,

    /// <summary>Nothing ever matches.</summary>
    Never,
}

/// <summary>Finds what to warn of; invalid dates are skipped and not counted (RFC 5545, 3.3.10).</summary>
public static class RecurrenceNotes
{
    public static IReadOnlyList<RecurrenceNote> Of(RecurrenceSeries series)
    {
        if (series.Rule is not { } rule)
        {
            return [];
        }
        if (series.RuleStartFrom(DateTime.MinValue) is null)
        {
            return [RecurrenceNote.Never];
        }
        var notes = new List<RecurrenceNote>();
        if (rule.BySetPos.Count == 0)
        {
            AddSkipped(notes, rule, series.Start);
        }
        if (!series.IsOfRule(series.Start))
        {
            notes.Add(RecurrenceNote.StartDoesNotMatch);
        }
        return notes;
    }

    public static string TextOf(RecurrenceNote note) => note switch
    {
        RecurrenceNote.SkipsShortMonths => RecurrenceTexts.Note_ShortMonths,
        RecurrenceNote.OnlyLeapYears => RecurrenceTexts.Note_LeapYears,
        RecurrenceNote.SkipsMonthsWithoutFifth => RecurrenceTexts.Note_Fifth,
        RecurrenceNote.StartDoesNotMatch => RecurrenceTexts.Note_Start,
        _ => RecurrenceTexts.Note_Never,
    };

    private static void AddSkipped(List<RecurrenceNote> notes, RecurrenceRule rule, DateTime start)
    {
        var (days, months) = Open(rule, start);
        var late = rule.Frequency < RecurrenceFrequency.Monthly ? [] : days.Where(d => Math.Abs(d) > 28).ToList();
        var skipped = late.Where(d => months.Any(m => DateTime.DaysInMonth(2025, m) < Math.Abs(d))).ToList();
        if (skipped.Count > 0)
        {
            notes.Add(skipped.All(d => d == 29) && months.All(m => m == 2) ? RecurrenceNote.OnlyLeapYears : RecurrenceNote.SkipsShortMonths);
        }
        if (rule.ByDay.Any(d => Math.Abs(d.Ordinal) == 5) && (rule.Frequency == RecurrenceFrequency.Monthly || rule.ByMonth.Count > 0))
        {
            notes.Add(RecurrenceNote.SkipsMonthsWithoutFifth);
        }
    }

    /// <summary>The days of the month and the months that a rule names or takes from its start.</summary>
    private static (IReadOnlyList<int> Days, IReadOnlyList<int> Months) Open(RecurrenceRule rule, DateTime start)
    {
        var open = rule.ByMonthDay.Count + rule.ByDay.Count + rule.ByWeekNo.Count + rule.ByYearDay.Count == 0;
        var months = rule.ByMonth.Count > 0 ? rule.ByMonth
            : open && rule.Frequency == RecurrenceFrequency.Yearly ? [start.Month]
            : [.. Enumerable.Range(1, 12)];
        return (open ? [start.Day] : rule.ByMonthDay, months);
    }
}
