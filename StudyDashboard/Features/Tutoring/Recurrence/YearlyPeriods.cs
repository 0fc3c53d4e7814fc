namespace StudyDashboard.Features.Tutoring.Recurrence;

/// <summary>
/// Yearly: a period is a calendar year, also where week numbers are named: a day of week 1 that lies in December belongs to the
/// period of that December.
/// </summary>
internal sealed class YearlyPeriods : RulePeriods
{
    private readonly RecurrenceRule _rule;
    private readonly int _first;
    private readonly int _weekStart;
    private readonly MonthDays _months;
    private readonly bool _ordinalsInYear;

    public YearlyPeriods(RecurrenceRule rule, DateTime start) : base(DayNumberOf(start))
    {
        // RFC 5545, 3.3.10: what the rule leaves open comes from the start. A week number alone names its seven days.
        var open = rule.ByWeekNo.Count + rule.ByYearDay.Count + rule.ByMonthDay.Count + rule.ByDay.Count == 0;
        _rule = rule;
        _first = start.Year;
        _weekStart = Gregorian.FromMonday(rule.WeekStart);
        _ordinalsInYear = rule.ByMonth.Count == 0 && rule.ByDay.Any(d => d.Ordinal != 0);
        _months = new MonthDays(
            open && rule.ByMonth.Count == 0 ? [start.Month] : rule.ByMonth, open ? [start.Day] : rule.ByMonthDay, _ordinalsInYear ? [] : rule.ByDay);
    }

    public override int IndexAtOrAfter(int day) => Intervals(DateOnly.FromDayNumber(day).Year - _first, _rule.Interval);

    public override int Fill(int index, ref DaySet days)
    {
        days.Clear();
        var year = _first + ((long)index * _rule.Interval);
        if (year > 9998)
        {
            return Horizon + 1;
        }
        var first = Gregorian.FirstOfYear((int)year);
        AddMonths((int)year, first, ref days);
        Limit((int)year, first, ref days);
        if (_rule.BySetPos.Count > 0)
        {
            days.KeepPositions(_rule.BySetPos);
        }
        return first;
    }

    private void AddMonths(int year, int first, ref DaySet days)
    {
        var place = 0;
        for (var month = 1; month <= 12; month++)
        {
            var length = DateTime.DaysInMonth(year, month);
            if (_months.HasMonth(month))
            {
                days.Add(_months.Of(month, length, Gregorian.WeekdayOf(first + place)), place);
            }
            place += length;
        }
    }

    private void Limit(int year, int first, ref DaySet days)
    {
        if (_rule.ByYearDay.Count > 0)
        {
            days.KeepOnly(YearDays(year));
        }
        if (_rule.ByWeekNo.Count > 0)
        {
            days.KeepOnly(Weeks(year, first));
        }
        if (_ordinalsInYear)
        {
            days.KeepOnly(Weekdays(year, first));
        }
    }

    private DaySet YearDays(int year)
    {
        var (days, length) = (default(DaySet), Gregorian.DaysInYear(year));
        foreach (var number in _rule.ByYearDay)
        {
            AddWithin(ref days, number > 0 ? number - 1 : length + number, length);
        }
        return days;
    }

    /// <summary>The days of the weeks named, also of those that reach over from the year before or into the next.</summary>
    private DaySet Weeks(int year, int first)
    {
        var (days, length) = (default(DaySet), Gregorian.DaysInYear(year));
        for (var owner = Math.Max(1, year - 1); owner <= year + 1; owner++)
        {
            var (weekOne, count) = (Gregorian.FirstOfWeekOne(owner, _weekStart), Gregorian.WeeksInYear(owner, _weekStart));
            foreach (var number in _rule.ByWeekNo)
            {
                var week = number > 0 ? number : count + number + 1;
                for (var day = 0; day < 7 && week >= 1 && week <= count; day++)
                {
                    AddWithin(ref days, weekOne + (7 * (week - 1)) + day - first, length);
                }
            }
        }
        return days;
    }

    private DaySet Weekdays(int year, int first)
    {
        var (days, length, firstWeekday) = (default(DaySet), Gregorian.DaysInYear(year), Gregorian.WeekdayOf(first));
        foreach (var (weekday, ordinal) in _rule.ByDay.Select(d => (Gregorian.FromMonday(d.Day), d.Ordinal)))
        {
            if (ordinal != 0)
            {
                AddWithin(ref days, MonthDays.DayOf(weekday, ordinal, firstWeekday, length), length);
                continue;
            }
            for (var day = (weekday - firstWeekday + 7) % 7; day < length; day += 7)
            {
                days.Add(day);
            }
        }
        return days;
    }

    private static void AddWithin(ref DaySet days, int day, int length)
    {
        if (day >= 0 && day < length)
        {
            days.Add(day);
        }
    }
}
