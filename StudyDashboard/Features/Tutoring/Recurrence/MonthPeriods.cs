namespace StudyDashboard.Features.Tutoring.Recurrence;

/// <summary>Monthly: a period is a month.</summary>
internal sealed class MonthlyPeriods(RecurrenceRule rule, DateTime start) : RulePeriods(DayNumberOf(start))
{
    private readonly MonthDays _days = new(
        rule.ByMonth, rule.ByMonthDay.Count + rule.ByDay.Count == 0 ? [start.Day] : rule.ByMonthDay, rule.ByDay);

    private readonly int _first = Month.Of(DateOnly.FromDateTime(start));

    public override int IndexAtOrAfter(int day) => Intervals(Month.Of(DateOnly.FromDayNumber(day)) - _first, rule.Interval);

    public override int Fill(int index, ref DaySet days)
    {
        days.Clear();
        if (!Month.TryOf(_first + ((long)index * rule.Interval), out var month))
        {
            return Horizon + 1;
        }
        days.Add(_days.Of(month.Number, month.Length, Gregorian.WeekdayOf(month.First)), 0);
        if (rule.BySetPos.Count > 0)
        {
            days.KeepPositions(rule.BySetPos);
        }
        return month.First;
    }
}

/// <summary>
/// Daily: looked at by the month, since a day's period has one day to give. Of BYSETPOS only 1 and -1 can name it.
/// </summary>
internal sealed class DailyPeriods(RecurrenceRule rule, DateTime start) : RulePeriods(DayNumberOf(start))
{
    private readonly MonthDays _days = new(rule.ByMonth, rule.ByMonthDay, rule.ByDay);
    private readonly bool _none = rule.BySetPos.Count > 0 && !rule.BySetPos.Contains(1) && !rule.BySetPos.Contains(-1);
    private readonly int _first = Month.Of(DateOnly.FromDateTime(start));

    public override int IndexAtOrAfter(int day) => Month.Of(DateOnly.FromDayNumber(day)) - _first;

    public override int Fill(int index, ref DaySet days)
    {
        days.Clear();
        if (_none || !Month.TryOf((long)_first + index, out var month))
        {
            return Horizon + 1;
        }
        if (_days.Of(month.Number, month.Length, Gregorian.WeekdayOf(month.First)) is not 0 and var left)
        {
            days.Add(rule.Interval == 1 ? left : left & OnInterval(month), 0);
        }
        return month.First;
    }

    private uint OnInterval(Month month)
    {
        var past = (month.First - Start) % rule.Interval;
        var days = 0u;
        for (long day = past == 0 ? 0 : past > 0 ? rule.Interval - past : -past; day < month.Length; day += rule.Interval)
        {
            days |= 1u << (int)day;
        }
        return days;
    }
}

/// <summary>A month: its first day number, its number in the year and its length.</summary>
internal readonly record struct Month(int First, int Number, int Length)
{
    /// <summary>A month's number since the year 0.</summary>
    public static int Of(DateOnly date) => (date.Year * 12) + date.Month - 1;

    /// <summary>The month of such a number; false past the calendar's end.</summary>
    public static bool TryOf(long number, out Month month)
    {
        month = default;
        if (number >= 9999 * 12)
        {
            return false;
        }
        var (year, index) = Math.DivRem((int)number, 12);
        var first = new DateTime(year, index + 1, 1);
        month = new Month((int)(first.Ticks / TimeSpan.TicksPerDay), index + 1, DateTime.DaysInMonth(year, index + 1));
        return true;
    }
}
