namespace StudyDashboard.Features.Tutoring.Recurrence;

/// <summary>
/// The days on which a rule makes an instance, as day numbers, its COUNT or UNTIL thought of. What needs a walk from the start (the
/// first day, the end of a COUNT) is found once, when it is first asked for; every other question jumps.
/// </summary>
internal sealed class RuleDays
{
    private const int Unknown = int.MinValue;

    private readonly RulePeriods _periods;
    private readonly int? _count;
    private readonly int _end;
    private readonly int _weight;

    // Two threads may find the same day; it stays the same.
    private int _first = Unknown;
    private int _last = Unknown;

    /// <param name="rule">A valid rule.</param>
    /// <param name="start">The series' start in wall time.</param>
    /// <param name="zone">Where a UNTIL in UTC is read.</param>
    public RuleDays(RecurrenceRule rule, DateTime start, TimeZoneInfo zone)
    {
        (_periods, _count, _weight) = (RulePeriods.Of(rule, start), rule.Count, RulePeriods.WeightOf(rule));
        _end = rule.Until is { } until ? Math.Min(RulePeriods.Horizon, LastOn(until.LastLocal(zone).Ticks - start.TimeOfDay.Ticks)) : RulePeriods.Horizon;
    }

    /// <summary>The first day; null when there is none.</summary>
    public int? First
    {
        get
        {
            if (_first == Unknown)
            {
                _first = new DayCursor(this, _periods.Start, _end).TryNext(out var day) ? day : -1;
            }
            return _first < 0 ? null : _first;
        }
    }

    /// <summary>No instance lies after this day; for a rule with COUNT it is the last one.</summary>
    public int Last
    {
        get
        {
            if (_last == Unknown && _count is { } count)
            {
                _last = First is null ? -1 : At(count - 1);
            }
            return _first == -1 ? -1 : _count is null ? _end : _last;
        }
    }

    /// <summary>
    /// What it costs to measure the rule, in months gone through to find the first day, the end of a COUNT and the last day before an
    /// UNTIL; a period that is harder to fill counts for several.
    /// </summary>
    public long Walked
    {
        get
        {
            var first = _periods.IndexAtOrAfter(Math.Max(_periods.Start, First ?? _end));
            var back = First is null || _end == RulePeriods.Horizon ? 0 : _periods.IndexAtOrAfter(_end) - _periods.IndexAtOrAfter(LastAtOrBefore(_end)!.Value);
            return (1L + first + back + (First is null || _count is null ? 0 : _periods.IndexAtOrAfter(Last))) * _weight;
        }
    }

    /// <summary>The days from one on.</summary>
    /// <param name="day">The first that is wanted.</param>
    /// <param name="until">The last that is wanted.</param>
    public DayCursor From(int day, int until = int.MaxValue) => new(this, day, Math.Min(until, Last));

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
        private readonly RulePeriods _periods;
        private readonly int _last;
        private DaySet _days;
        private int _index;
        private int _first;

        internal DayCursor(RuleDays owner, int day, int last)
        {
            (_periods, _last) = (owner._periods, last);
            day = Math.Max(day, _periods.Start);
            if (day > last)
            {
                _first = int.MaxValue;
                return;
            }
            _index = _periods.IndexAtOrAfter(day);
            _first = _periods.Fill(_index, ref _days);
            _days.RemoveBefore(day - _first);
        }

        /// <summary>The next day; false at the end, and then for good.</summary>
        public bool TryNext(out int day)
        {
            while (_first <= _last)
            {
                if (_days.TryTake(out var place))
                {
                    day = _first + place;
                    return day <= _last;
                }
                _first = _periods.Fill(++_index, ref _days);
            }
            day = 0;
            return false;
        }
    }
}
