namespace StudyDashboard.Features.Tutoring.Recurrence;

/// <summary>Weekly: a period is a week that begins on WKST.</summary>
internal sealed class WeeklyPeriods : RulePeriods
{
    private readonly RecurrenceRule _rule;
    private readonly int _first;
    private readonly int _step;
    private readonly uint _week;
    private readonly MonthDays? _months;

    public WeeklyPeriods(RecurrenceRule rule, DateTime start) : base(DayNumberOf(start))
    {
        var weekStart = Gregorian.FromMonday(rule.WeekStart);
        var weekdays = rule.ByDay.Count == 0 ? 1 << Gregorian.WeekdayOf(Start) : MonthDays.WeekdaysOf(rule.ByDay);
        _rule = rule;
        _first = Gregorian.FirstOfWeek(Start, weekStart);
        _step = (int)Math.Min(7L * rule.Interval, int.MaxValue);
        _week = (uint)MonthDays.Rotate(weekdays, weekStart);
        _months = rule.ByMonth.Count == 0 ? null : new MonthDays(rule.ByMonth, [], []);
    }

    public override int IndexAtOrAfter(int day) => Intervals(Math.Max(0, day - _first - 6), _step);

    public override int Fill(int index, ref DaySet days)
    {
        days.Clear();
        var first = _first + ((long)index * _step);
        if (first > Horizon)
        {
            return Horizon + 1;
        }
        days.Add(_months is null ? _week : InMonths((int)first), 0);
        if (_rule.BySetPos.Count > 0)
        {
            days.KeepPositions(_rule.BySetPos);
        }
        return (int)first;
    }

    private uint InMonths(int first)
    {
        var days = _week;
        for (var day = 0; day < 7; day++)
        {
            if (!_months!.HasMonth(DateOnly.FromDayNumber(Math.Max(0, first + day)).Month))
            {
                days &= ~(1u << day);
            }
        }
        return days;
    }
}
