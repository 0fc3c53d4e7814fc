namespace StudyDashboard.Features.Tutoring.Recurrence;

/// <summary>
/// The days on which a rule makes an instance, as day numbers, its COUNT or UNTIL thought of. The end of a COUNT is found once, by
/// counting whole periods, so that every question afterwards jumps.
/// </summary>
internal sealed class RuleDays
{
    private readonly RulePeriods _periods;

    /// <param name="rule">A valid rule.</param>
    /// <param name="start">The series' start in wall time.</param>
    /// <param name="zone">Where a UNTIL in UTC is read.</param>
    public RuleDays(RecurrenceRule rule, DateTime start, TimeZoneInfo zone)
    {
        _periods = RulePeriods.Of(rule, start);
        Last = RulePeriods.Horizon;
        // Where nothing ever matches, the search to the calendar's end is done here, once.
        First = new DayCursor(this, _periods.Start).TryNext(out var first) ? first : null;
        Last = First is null ? -1 : Math.Min(Last, End(rule, start, zone));
        First = First <= Last ? First : null;
    }

    /// <summary>The first day; null when there is none.</summary>
    public int? First { get; }

    /// <summary>No instance lies after this day; for a rule with COUNT it is the last one.</summary>
    public int Last { get; }

    /// <summary>The days from one on.</summary>
    public DayCursor From(int day) => new(this, day);

    public bool Contains(int day)
    {
        if (day < _periods.Start || day > Last)
        {
            return false;
        }
        var days = default(DaySet);
        var first = _periods.Fill(_periods.IndexAtOrAfter(day), ref days);
        return day >= first && day - first < 366 && days.Contains(day - first);
    }

    /// <summary>How many instances lie before a day.</summary>
    public int CountBefore(int day)
    {
        var (count, days) = (0, default(DaySet));
        for (var index = 0; ; index++)
        {
            var first = FillFromStart(index, ref days);
            if (first >= day || first > Last)
            {
                return count;
            }
            days.RemoveAfter(Math.Min(day - 1, Last) - first);
            count += days.Count;
        }
    }

    /// <summary>The last day with an instance at or before one; null when there is none.</summary>
    public int? LastAtOrBefore(int day)
    {
        day = Math.Min(day, Last);
        if (First is null || day < First)
        {
            return null;
        }
        var days = default(DaySet);
        for (var index = _periods.IndexAtOrAfter(day); index >= 0; index--)
        {
            var first = FillFromStart(index, ref days);
            if (first <= day)
            {
                days.RemoveAfter(day - first);
                if (days.Last() is { } last)
                {
                    return first + last;
                }
            }
        }
        return null;
    }

    private int End(RecurrenceRule rule, DateTime start, TimeZoneInfo zone) =>
        rule.Count is { } count ? At(count - 1)
        : rule.Until is { } until ? LastOn(until.LastLocal(zone).Ticks - start.TimeOfDay.Ticks)
        : RulePeriods.Horizon;

    private static int LastOn(long ticks) => ticks < 0 ? -1 : (int)(ticks / TimeSpan.TicksPerDay);

    /// <summary>The instance at an index, from 0, or the horizon.</summary>
    private int At(int index)
    {
        var days = default(DaySet);
        for (var period = 0; ; period++)
        {
            var first = FillFromStart(period, ref days);
            if (first > RulePeriods.Horizon)
            {
                return RulePeriods.Horizon;
            }
            var count = days.Count;
            if (index < count)
            {
                return first + days.At(index);
            }
            index -= count;
        }
    }

    private int FillFromStart(int index, ref DaySet days)
    {
        var first = _periods.Fill(index, ref days);
        if (index == 0)
        {
            days.RemoveBefore(_periods.Start - first);
        }
        return first;
    }

    /// <summary>Walks forward over the days. A value: copying it copies its place.</summary>
    public struct DayCursor
    {
        private readonly RuleDays _owner;
        private DaySet _days;
        private int _index;
        private int _first;

        internal DayCursor(RuleDays owner, int day)
        {
            _owner = owner;
            day = Math.Max(day, owner._periods.Start);
            if (day > owner.Last)
            {
                _first = int.MaxValue;
                return;
            }
            _index = owner._periods.IndexAtOrAfter(day);
            _first = owner._periods.Fill(_index, ref _days);
            _days.RemoveBefore(day - _first);
        }

        /// <summary>The next day; false at the end, and then for good.</summary>
        public bool TryNext(out int day)
        {
            while (_first <= _owner.Last)
            {
                if (_days.TryTake(out var place))
                {
                    day = _first + place;
                    return day <= _owner.Last;
                }
                _first = _owner._periods.Fill(++_index, ref _days);
            }
            day = 0;
            return false;
        }
    }
}
