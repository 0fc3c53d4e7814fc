using System.Globalization;
using StudyDashboard.Features.Tutoring.Recurrence;
using StudyDashboard.Features.Tutoring.Series;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Schedule.Editor;

/// <summary>The ways in which the editor lets a lesson repeat.</summary>
public enum RepeatKind
{
    None,
    Daily,
    Weekly,

    /// <summary>On a day of the month.</summary>
    MonthDay,

    /// <summary>On the first, second … or last of a weekday.</summary>
    MonthWeekday,
    Yearly,
    Dates,

    /// <summary>Any rule, as text.</summary>
    Rule,
}

public enum RepeatEnd
{
    Never,
    On,
    After,
}

/// <summary>How a lesson repeats, as it stands in the fields.</summary>
public sealed class RepeatInput
{
    public RepeatKind Kind { get; set; }

    public string? Interval { get; set; } = "1";

    /// <summary>Weekdays, Sunday first.</summary>
    public bool[] Days { get; } = new bool[7];

    /// <summary>Day of the month; -1 is the last.</summary>
    public int MonthDay { get; set; } = 1;

    /// <summary>Which of the weekday in the month, 1 to 5; -1 is the last.</summary>
    public int Ordinal { get; set; } = 1;

    public DayOfWeek Weekday { get; set; }

    public string? Dates { get; set; }

    public string? Rule { get; set; }

    public RepeatEnd End { get; set; }

    public string? Until { get; set; }

    public string? Count { get; set; } = "10";

    /// <summary>The fields as they follow from a first day, for a lesson that does not repeat yet.</summary>
    public static RepeatInput For(DateOnly day)
    {
        var input = new RepeatInput { MonthDay = day.Day, Ordinal = WeekdayNum.OrdinalOf(day.ToDateTime(default)), Weekday = day.DayOfWeek };
        input.Days[(int)day.DayOfWeek] = true;
        return input;
    }

    /// <summary>The fields of a series. What they cannot say stands as the rule's text.</summary>
    public static RepeatInput Of(RecurrenceSeries series)
    {
        var input = For(DateOnly.FromDateTime(series.Start));
        input.Dates = string.Join(", ", series.Additions.Select(a => DateParser.Write(DateOnly.FromDateTime(a))));
        if (series.Rule is not { } rule)
        {
            input.Kind = RepeatKind.Dates;
            return input;
        }
        (input.Interval, input.Rule) = (rule.Interval.ToString(CultureInfo.InvariantCulture), rule.ToString());
        (input.End, input.Count) = rule.Count is { } count ? (RepeatEnd.After, count.ToString(CultureInfo.InvariantCulture)) : (rule.Until is null ? RepeatEnd.Never : RepeatEnd.On, input.Count);
        input.Until = rule.Until is { } until ? DateParser.Write(DateOnly.FromDateTime(until.LastLocal(series.Zone))) : null;
        input.Kind = KindOf(rule, series.Additions.Count > 0);
        switch (input.Kind)
        {
            case RepeatKind.Weekly when rule.ByDay.Count > 0:
                Array.Clear(input.Days);
                rule.ByDay.ToList().ForEach(d => input.Days[(int)d.Day] = true);
                break;
            case RepeatKind.MonthDay when rule.ByMonthDay is [var day]:
                input.MonthDay = day;
                break;
            case RepeatKind.MonthWeekday:
                (input.Weekday, input.Ordinal) = (rule.ByDay[0].Day, rule.ByDay[0].Ordinal);
                break;
        }
        return input;
    }

    /// <summary>What the fields say; null for a lesson that does not repeat. Or which of them cannot be read.</summary>
    /// <param name="today">The viewer's date, which gives a missing year.</param>
    /// <param name="zone">Where the last day ends.</param>
    public Outcome<Repetition?> Read(DateOnly today, TimeZoneInfo zone)
    {
        switch (Kind)
        {
            case RepeatKind.None:
                return Outcome.Of<Repetition?>(null);
            case RepeatKind.Dates:
                return ReadDates(today);
            case RepeatKind.Rule:
                return string.IsNullOrWhiteSpace(Rule) ? Invalid("rrule", ScheduleTexts.Refused_RuleEmpty) : Repetition.Read(Rule, null);
        }
        if (Number(Interval, 1, 99) is not { } interval)
        {
            return Invalid("interval", ScheduleTexts.Refused_Interval);
        }
        if (Kind == RepeatKind.Weekly && !Days.Contains(true))
        {
            return Invalid("days", ScheduleTexts.Refused_NoDay);
        }
        var rule = Bare() with { Interval = interval };
        if (End == RepeatEnd.After)
        {
            return Number(Count, 1, 1000) is { } count ? Parsed(rule with { Count = count }) : Invalid("count", ScheduleTexts.Refused_Count);
        }
        if (End == RepeatEnd.On)
        {
            var last = DateParser.Parse(Until, today, "until");
            return last.Refusal is { } unreadable ? unreadable : Parsed(rule with { Until = RuleUntil.EndOf(last.Value, zone) });
        }
        return Parsed(rule);
    }

    private RecurrenceRule Bare() => Kind switch
    {
        RepeatKind.Daily => new RecurrenceRule(RecurrenceFrequency.Daily),
        RepeatKind.Weekly => new RecurrenceRule(RecurrenceFrequency.Weekly) { ByDay = [.. Enumerable.Range(0, 7).Where(d => Days[d]).Select(d => new WeekdayNum((DayOfWeek)d))] },
        RepeatKind.MonthDay => new RecurrenceRule(RecurrenceFrequency.Monthly) { ByMonthDay = [MonthDay] },
        RepeatKind.MonthWeekday => new RecurrenceRule(RecurrenceFrequency.Monthly) { ByDay = [new WeekdayNum(Weekday, Ordinal)] },
        _ => new RecurrenceRule(RecurrenceFrequency.Yearly),
    };

    private Outcome<Repetition?> ReadDates(DateOnly today)
    {
        var dates = new List<DateOnly>();
        foreach (var typed in (Dates ?? "").Split([',', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var read = DateParser.Parse(typed, today, "specific_dates");
            if (read.Refusal is { } unreadable)
            {
                return unreadable;
            }
            dates.Add(read.Value);
        }
        return dates.Count == 0 ? Invalid("specific_dates", ScheduleTexts.Refused_NoDates) : Outcome.Of<Repetition?>(new Repetition(null, [.. dates.Distinct().Order()]));
    }

    private static RepeatKind KindOf(RecurrenceRule rule, bool hasDates)
    {
        var plain = !hasDates && rule.ByMonth.Count + rule.ByWeekNo.Count + rule.ByYearDay.Count + rule.BySetPos.Count == 0 && rule.WeekStart == DayOfWeek.Monday && rule.Interval <= 99;
        return (plain, rule.Frequency) switch
        {
            (true, RecurrenceFrequency.Daily) when rule.ByDay.Count + rule.ByMonthDay.Count == 0 => RepeatKind.Daily,
            (true, RecurrenceFrequency.Weekly) => RepeatKind.Weekly,
            (true, RecurrenceFrequency.Monthly) when rule.ByDay.Count == 0 && (rule.ByMonthDay is [] or [-1] or [> 0]) => RepeatKind.MonthDay,
            (true, RecurrenceFrequency.Monthly) when rule.ByMonthDay.Count == 0 && rule.ByDay is [{ Ordinal: >= -1 and not 0 }] => RepeatKind.MonthWeekday,
            (true, RecurrenceFrequency.Yearly) when rule.ByDay.Count + rule.ByMonthDay.Count == 0 => RepeatKind.Yearly,
            _ => RepeatKind.Rule,
        };
    }

    private static Outcome<Repetition?> Parsed(RecurrenceRule rule) => Repetition.Read(rule.ToString(), null);

    private static Refusal Invalid(string field, string message) => Refusal.Invalid(new FieldError(field, message));

    private static int? Number(string? typed, int least, int most) =>
        int.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;
}
