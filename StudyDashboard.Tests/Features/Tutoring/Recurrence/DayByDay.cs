using StudyDashboard.Features.Tutoring.Recurrence;

namespace StudyDashboard.Tests.Features.Tutoring.Recurrence;

/// <summary>A rule expanded the slow and obvious way: each day from the start is asked whether every part names it.</summary>
internal sealed class DayByDay(RecurrenceRule rule, DateTime start)
{
    private readonly int _weekStart = ((int)rule.WeekStart + 6) % 7;

    /// <summary>The starts up to a last one.</summary>
    public IEnumerable<DateTime> Until(DateTime last)
    {
        var count = 0;
        for (var day = start; day <= last; day = day.AddDays(1))
        {
            if (IsInPeriod(day) && IsNamed(day) && IsAtPosition(day))
            {
                if (count++ >= (rule.Count ?? int.MaxValue) || day > rule.Until?.LastLocal(TimeZoneInfo.Utc))
                {
                    yield break;
                }
                yield return day;
            }
        }
    }

    private bool IsInPeriod(DateTime day) => rule.Interval switch
    {
        var n when rule.Frequency == RecurrenceFrequency.Daily => (day.Date - start.Date).Days % n == 0,
        var n when rule.Frequency == RecurrenceFrequency.Weekly => (WeekOf(day) - WeekOf(start)).Days / 7 % n == 0,
        var n when rule.Frequency == RecurrenceFrequency.Monthly => ((day.Year * 12) + day.Month - (start.Year * 12) - start.Month) % n == 0,
        var n => (day.Year - start.Year) % n == 0,
    };

    private bool IsNamed(DateTime day)
    {
        var open = rule.ByDay.Count + rule.ByMonthDay.Count + rule.ByYearDay.Count + rule.ByWeekNo.Count == 0;
        return (rule.ByMonth.Count == 0 || rule.ByMonth.Contains(day.Month))
            && (rule.ByMonthDay.Count == 0 || rule.ByMonthDay.Contains(day.Day) || rule.ByMonthDay.Contains(day.Day - DateTime.DaysInMonth(day.Year, day.Month) - 1))
            && (rule.ByYearDay.Count == 0 || rule.ByYearDay.Contains(day.DayOfYear) || rule.ByYearDay.Contains(day.DayOfYear - DaysIn(day.Year) - 1))
            && (rule.ByWeekNo.Count == 0 || rule.ByWeekNo.Any(n => IsWeek(day, n)))
            && (rule.ByDay.Count == 0 || rule.ByDay.Any(d => d.Day == day.DayOfWeek && (d.Ordinal == 0 || IsOrdinal(day, d.Ordinal))))
            && (!open || IsLikeStart(day));
    }

    private bool IsLikeStart(DateTime day) => rule.Frequency switch
    {
        RecurrenceFrequency.Weekly => day.DayOfWeek == start.DayOfWeek,
        RecurrenceFrequency.Monthly => day.Day == start.Day,
        RecurrenceFrequency.Yearly => day.Day == start.Day && (rule.ByMonth.Count > 0 || day.Month == start.Month),
        _ => true,
    };

    private bool IsAtPosition(DateTime day)
    {
        if (rule.BySetPos.Count == 0)
        {
            return true;
        }
        var (first, length) = Period(day);
        var set = Enumerable.Range(0, length).Select(i => first.AddDays(i)).Where(IsNamed).ToList();
        var place = set.IndexOf(day.Date);
        return rule.BySetPos.Contains(place + 1) || rule.BySetPos.Contains(place - set.Count);
    }

    private (DateTime First, int Length) Period(DateTime day) => rule.Frequency switch
    {
        RecurrenceFrequency.Daily => (day.Date, 1),
        RecurrenceFrequency.Weekly => (WeekOf(day), 7),
        RecurrenceFrequency.Monthly => (new DateTime(day.Year, day.Month, 1), DateTime.DaysInMonth(day.Year, day.Month)),
        _ => (new DateTime(day.Year, 1, 1), DaysIn(day.Year)),
    };

    private bool IsOrdinal(DateTime day, int ordinal)
    {
        var inMonth = rule.Frequency == RecurrenceFrequency.Monthly || rule.ByMonth.Count > 0;
        var (place, length) = inMonth ? (day.Day, DateTime.DaysInMonth(day.Year, day.Month)) : (day.DayOfYear, DaysIn(day.Year));
        return ordinal == (ordinal > 0 ? ((place - 1) / 7) + 1 : -(((length - place) / 7) + 1));
    }

    /// <summary>A week belongs to the year that has its fourth day.</summary>
    private bool IsWeek(DateTime day, int number)
    {
        var middle = WeekOf(day).AddDays(3);
        var week = ((middle.DayOfYear - 1) / 7) + 1;
        return number == (number > 0 ? week : week - (((DaysIn(middle.Year) - middle.DayOfYear) / 7) + week) - 1);
    }

    private DateTime WeekOf(DateTime day) => day.Date.AddDays(-(((((int)day.DayOfWeek + 6) % 7) - _weekStart + 7) % 7));

    private static int DaysIn(int year) => DateTime.IsLeapYear(year) ? 366 : 365;
}
