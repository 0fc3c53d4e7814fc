using System.Numerics;

namespace StudyDashboard.Features.Tutoring.Recurrence;

/// <summary>
/// Which days of a month BYMONTH, BYMONTHDAY and BYDAY leave: those that every part given names (RFC 5545, 3.3.10, the table of
/// "expand" and "limit"). Several values of one part add up.
/// </summary>
internal sealed class MonthDays
{
    private readonly int _months;
    private readonly uint _monthDays;
    private readonly uint _monthDaysFromEnd;
    private readonly int _weekdays;
    private readonly (int Weekday, int Ordinal)[] _ordinals;

    public MonthDays(IReadOnlyList<int> byMonth, IReadOnlyList<int> byMonthDay, IReadOnlyList<WeekdayNum> byDay)
    {
        _months = byMonth.Aggregate(0, (mask, month) => mask | (1 << month));
        _monthDays = byMonthDay.Where(d => d > 0).Aggregate(0u, (mask, day) => mask | (1u << (day - 1)));
        _monthDaysFromEnd = byMonthDay.Where(d => d < 0).Aggregate(0u, (mask, day) => mask | (1u << (-day - 1)));
        _weekdays = WeekdaysOf(byDay);
        _ordinals = [.. byDay.Where(d => d.Ordinal != 0).Select(d => (Gregorian.FromMonday(d.Day), d.Ordinal))];
    }

    /// <summary>The weekdays without ordinal as bits from Monday.</summary>
    public static int WeekdaysOf(IEnumerable<WeekdayNum> byDay) =>
        byDay.Where(d => d.Ordinal == 0).Aggregate(0, (mask, d) => mask | (1 << Gregorian.FromMonday(d.Day)));

    /// <summary>Weekdays as bits from <paramref name="first"/> on instead of from Monday.</summary>
    public static int Rotate(int weekdays, int first) => ((weekdays >> first) | (weekdays << (7 - first))) & 0x7F;

    public bool HasMonth(int month) => _months == 0 || (_months & (1 << month)) != 0;

    /// <summary>The days left of a month, bit 0 for the first.</summary>
    /// <param name="month">1 to 12.</param>
    /// <param name="length">Its number of days.</param>
    /// <param name="firstWeekday">The weekday of its first day, from Monday.</param>
    public uint Of(int month, int length, int firstWeekday)
    {
        if (!HasMonth(month))
        {
            return 0;
        }
        var days = uint.MaxValue >> (32 - length);
        if ((_monthDays | _monthDaysFromEnd) != 0)
        {
            days &= _monthDays | FromEnd(length);
        }
        if (_weekdays != 0 || _ordinals.Length > 0)
        {
            days &= OnWeekdays(length, firstWeekday);
        }
        return days;
    }

    private uint FromEnd(int length)
    {
        var days = 0u;
        for (var left = _monthDaysFromEnd; left != 0; left &= left - 1)
        {
            var back = BitOperations.TrailingZeroCount(left);
            days |= back < length ? 1u << (length - 1 - back) : 0;
        }
        return days;
    }

    private uint OnWeekdays(int length, int firstWeekday)
    {
        var week = (ulong)Rotate(_weekdays, firstWeekday);
        var days = (uint)(week | (week << 7) | (week << 14) | (week << 21) | (week << 28));
        foreach (var (weekday, ordinal) in _ordinals)
        {
            var day = DayOf(weekday, ordinal, firstWeekday, length);
            days |= day >= 0 && day < length ? 1u << day : 0;
        }
        return days;
    }

    /// <summary>The place, from 0, of the n-th of a weekday in a period; outside the period when there is none.</summary>
    public static int DayOf(int weekday, int ordinal, int firstWeekday, int length)
    {
        var first = (weekday - firstWeekday + 7) % 7;
        return ordinal > 0 ? first + (7 * (ordinal - 1)) : first + (7 * ((length - 1 - first) / 7)) + (7 * (ordinal + 1));
    }
}
