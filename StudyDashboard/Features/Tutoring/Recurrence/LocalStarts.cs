namespace StudyDashboard.Features.Tutoring.Recurrence;

/// <summary>Walks forward over a series' starts in wall time: the rule's days and the extra dates in one order, without the exceptions.</summary>
internal struct LocalStarts
{
    private readonly DateTime[] _additions;
    private readonly DateTime[] _exceptions;
    private readonly long _timeOfDay;
    private readonly bool _hasRule;
    private RuleDays.DayCursor _days;
    private long _next;
    private int _addition;

    /// <param name="rule">The rule's days; null: there are only extra dates.</param>
    /// <param name="timeOfDay">The starts' time of day, in ticks.</param>
    /// <param name="additions">Extra dates, in order.</param>
    /// <param name="exceptions">Starts taken out, in order.</param>
    /// <param name="from">The earliest start asked for.</param>
    /// <param name="until">The latest one: of the rule none is looked for after its day, however far away it may be.</param>
    public LocalStarts(RuleDays? rule, long timeOfDay, DateTime[] additions, DateTime[] exceptions, DateTime from, DateTime until)
    {
        (_timeOfDay, _additions, _exceptions, _hasRule) = (timeOfDay, additions, exceptions, rule is not null);
        if (additions.Length > 0)
        {
            _addition = Array.BinarySearch(additions, from) is var found && found < 0 ? ~found : found;
        }
        if (rule is not null)
        {
            var (day, time) = Math.DivRem(from.Ticks, TimeSpan.TicksPerDay);
            _days = rule.From((int)day + (time > timeOfDay ? 1 : 0), (int)(until.Ticks / TimeSpan.TicksPerDay));
        }
        Advance();
    }

    /// <summary>The next start that is no exception; false after the last.</summary>
    public bool TryNext(out DateTime local)
    {
        do
        {
            var extra = _addition < _additions.Length ? _additions[_addition].Ticks : long.MaxValue;
            var ticks = Math.Min(extra, _next);
            if (ticks == long.MaxValue)
            {
                local = default;
                return false;
            }
            _addition += extra == ticks ? 1 : 0;
            if (_next == ticks)
            {
                Advance();
            }
            local = new DateTime(ticks);
        }
        while (_exceptions.Length > 0 && Array.BinarySearch(_exceptions, local) >= 0);
        return true;
    }

    private void Advance() =>
        _next = _hasRule && _days.TryNext(out var day) ? (day * TimeSpan.TicksPerDay) + _timeOfDay : long.MaxValue;
}
