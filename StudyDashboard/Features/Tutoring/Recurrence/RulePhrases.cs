using System.Globalization;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Recurrence;

/// <summary>The parts of a rule's sentence that name days and months.</summary>
internal static class RulePhrases
{
    private static readonly DayOfWeek[] Working = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    /// <summary>"on Tuesday and Thursday", "on the last day", "on the 2nd Monday", "in week 20 on Monday".</summary>
    public static string Days(RecurrenceRule rule, DateTime start)
    {
        var phrases = new List<string>();
        // What BYSETPOS chooses from is named without its "on".
        string On(string days) => rule.BySetPos.Count > 0 ? days : RecurrenceTexts.Say_On.With(days);
        if (rule.ByWeekNo.Count > 0)
        {
            phrases.Add(RecurrenceTexts.Say_In.With(List(rule.ByWeekNo.Select(w => Numbered(w, RecurrenceTexts.Say_Week, RecurrenceTexts.Say_WeekFromEnd, RecurrenceTexts.Say_LastWeek)))));
        }
        if (rule.ByYearDay.Count > 0)
        {
            phrases.Add(On(List(rule.ByYearDay.Select(d => Numbered(d, RecurrenceTexts.Say_YearDay, RecurrenceTexts.Say_YearDayFromEnd, RecurrenceTexts.Say_LastYearDay)))));
        }
        if (rule.ByMonthDay.Count > 0)
        {
            phrases.Add(On(List(rule.ByMonthDay.Select(MonthDay))));
        }
        if (rule.ByDay.Count > 0)
        {
            phrases.Add(rule.ByMonthDay.Count + rule.ByYearDay.Count > 0 ? RecurrenceTexts.Say_If.With(Weekdays(rule, limits: true)) : On(Weekdays(rule, limits: false)));
        }
        if (phrases.Count == 0 && Open(rule, start) is { } open)
        {
            phrases.Add(On(open));
        }
        return rule.BySetPos.Count == 0
            ? string.Join(' ', phrases)
            : RecurrenceTexts.Say_Positions.With(List(rule.BySetPos.Select(Position)), string.Join(' ', phrases));
    }

    /// <summary>"in September and October", where the days do not say it.</summary>
    public static string Months(RecurrenceRule rule) =>
        rule.ByMonth.Count == 0 ? "" : RecurrenceTexts.Say_In.With(List(rule.ByMonth.Select(CultureInfo.CurrentCulture.DateTimeFormat.GetMonthName)));

    /// <summary>What a rule takes from its start.</summary>
    private static string? Open(RecurrenceRule rule, DateTime start) => rule.Frequency switch
    {
        RecurrenceFrequency.Weekly => CultureInfo.CurrentCulture.DateTimeFormat.GetDayName(start.DayOfWeek),
        RecurrenceFrequency.Monthly => MonthDay(start.Day),
        RecurrenceFrequency.Yearly => rule.ByMonth.Count > 0 ? MonthDay(start.Day) : start.ToString(RecurrenceTexts.Say_DayOfYear, CultureInfo.CurrentCulture),
        _ => null,
    };

    private static string Weekdays(RecurrenceRule rule, bool limits) =>
        rule.ByDay.All(d => d.Ordinal == 0) && rule.ByDay.Select(d => d.Day).Order().SequenceEqual(Working)
            ? RecurrenceTexts.Say_WorkingDays
            : List(rule.ByDay.Select(d => Weekday(d, rule, limits)), limits ? RecurrenceTexts.Say_Or : RecurrenceTexts.Say_And);

    private static string Weekday(WeekdayNum day, RecurrenceRule rule, bool limits)
    {
        var name = CultureInfo.CurrentCulture.DateTimeFormat.GetDayName(day.Day);
        var ofYear = rule.Frequency == RecurrenceFrequency.Yearly && rule.ByMonth.Count == 0;
        return day.Ordinal == 0
            ? limits || rule.Frequency < RecurrenceFrequency.Monthly || rule.ByWeekNo.Count + rule.BySetPos.Count > 0 ? name : RecurrenceTexts.Say_Each.With(name)
            : (ofYear ? RecurrenceTexts.Say_OrdinalOfYear : RecurrenceTexts.Say_Ordinal).With(Position(day.Ordinal), name);
    }

    private static string MonthDay(int day) => Numbered(day, RecurrenceTexts.Say_MonthDay, RecurrenceTexts.Say_MonthDayFromEnd, RecurrenceTexts.Say_LastDay);

    private static string Position(int position) => Numbered(position, "{0}", RecurrenceTexts.Say_FromEnd, RecurrenceTexts.Say_Last);

    private static string Numbered(int number, string fromStart, string fromEnd, string last) =>
        number == -1 ? last : (number > 0 ? fromStart : fromEnd).With(Ordinal(Math.Abs(number)), Math.Abs(number));

    private static string Ordinal(int number) => (number % 10, number % 100) switch
    {
        (1, not 11) => RecurrenceTexts.Ordinal_1.With(number),
        (2, not 12) => RecurrenceTexts.Ordinal_2.With(number),
        (3, not 13) => RecurrenceTexts.Ordinal_3.With(number),
        _ => RecurrenceTexts.Ordinal_Other.With(number),
    };

    private static string List(IEnumerable<string> values, string? last = null)
    {
        string[] all = [.. values];
        return all.Length < 2 ? string.Concat(all) : (last ?? RecurrenceTexts.Say_And).With(string.Join(RecurrenceTexts.Say_Comma, all[..^1]), all[^1]);
    }
}
