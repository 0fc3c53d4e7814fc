using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recurrence;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Series;

/// <summary>
/// Moves a series with one of its lessons: to another time of day, another zone and, where the rule can say it, another day. A weekly
/// rule of several days moves only the day of that lesson: who drags Thursday to Friday keeps Tuesday.
/// </summary>
internal static class RuleShift
{
    /// <summary>The series as it is when a lesson of it goes from one time to another.</summary>
    /// <param name="series">What moves.</param>
    /// <param name="from">Where the lesson was.</param>
    /// <param name="to">Where it goes.</param>
    public static Outcome<RecurrenceSeries> Apply(RecurrenceSeries series, LessonSlot from, LessonSlot to)
    {
        var days = to.Date.DayNumber - from.Date.DayNumber;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(to.TimeZone == from.TimeZone ? series.Zone.Id : to.TimeZone);
        var time = to.Start == from.Start ? TimeOnly.FromDateTime(series.Start) : to.Start;
        var oneDay = series.Rule is { Frequency: RecurrenceFrequency.Weekly, ByDay.Count: > 1 };
        if (oneDay && Math.Abs(days) > 6)
        {
            return Refusal.Invalid(new FieldError("session_date", LessonTexts.Refused_ShiftWeek));
        }
        var rule = series.Rule;
        if (days != 0 && rule is not null)
        {
            var shifted = Shift(rule, from.Date, to.Date);
            if (shifted is null)
            {
                return Refusal.Invalid(new FieldError("session_date", LessonTexts.Refused_Shift));
            }
            rule = shifted;
        }
        if (rule?.Until is { } until)
        {
            // The end stays the same day, whatever the time of day becomes.
            var last = until.LastLocal(series.Zone);
            var day = DateOnly.FromDateTime(last.TimeOfDay < series.Start.TimeOfDay ? last.AddDays(-1) : last);
            rule = rule with { Until = RuleUntil.EndOf(day.AddDays(Math.Max(0, days)), zone) };
        }
        var start = Move(series.Start);
        if (start < DateTime.MinValue.AddYears(1))
        {
            return Refusal.Invalid(new FieldError("session_date", LessonTexts.Refused_Shift));
        }
        return new RecurrenceSeries(start, zone, rule, series.Exceptions.Select(Move), series.Additions.Select(Move));

        DateTime Move(DateTime local)
        {
            var moves = !oneDay || local.DayOfWeek == from.Date.DayOfWeek;
            var date = DateOnly.FromDateTime(local).AddDays(moves ? days : 0);
            return date.ToDateTime(local.TimeOfDay == series.Start.TimeOfDay ? time : TimeOnly.FromDateTime(local));
        }
    }

    private static RecurrenceRule? Shift(RecurrenceRule rule, DateOnly from, DateOnly to)
    {
        if (rule.BySetPos.Count > 0 || rule.ByYearDay.Count > 0 || rule.ByWeekNo.Count > 0 || (rule.ByMonth.Count > 0 && from.Month != to.Month))
        {
            return null;
        }
        var (fromStart, toStart) = (from.ToDateTime(default), to.ToDateTime(default));
        return rule.Frequency switch
        {
            RecurrenceFrequency.Weekly => rule with { ByDay = [.. rule.ByDay.Select(d => d.Day == from.DayOfWeek ? new WeekdayNum(to.DayOfWeek) : d)] },
            RecurrenceFrequency.Daily when rule.ByDay.Count == 0 && rule.ByMonthDay.Count == 0 => rule,
            RecurrenceFrequency.Monthly or RecurrenceFrequency.Yearly when rule.ByDay.Count == 0 && rule.ByMonthDay.Count <= 1 =>
                rule.ByMonthDay.Count == 0 ? rule : rule.ByMonthDay[0] == from.Day ? rule with { ByMonthDay = [to.Day] } : null,
            RecurrenceFrequency.Monthly when rule.ByMonthDay.Count == 0 && rule.ByDay is [{ Ordinal: not 0 } day] =>
                rule with { ByDay = [new WeekdayNum(to.DayOfWeek, day.Ordinal < 0 && IsLast(to) ? -1 : WeekdayNum.OrdinalOf(toStart))] },
            _ => fromStart == toStart ? rule : null,
        };
    }

    private static bool IsLast(DateOnly day) => day.AddDays(7).Month != day.Month;
}
