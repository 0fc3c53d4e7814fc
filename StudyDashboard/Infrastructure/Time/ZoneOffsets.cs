using System.Runtime.CompilerServices;

namespace StudyDashboard.Infrastructure.Time;

/// <summary>
/// A zone's offsets as a table a year, because asking the framework for each lesson, or for each
/// answer to a card, costs more than finding the one or scheduling the other. A wall-clock
/// time that does not exist moves forward by the gap, one that comes twice is the first (rules.md 23; RFC 5545, 3.3.5). Both mean:
/// the offset before a change holds for wall times below <c>change + the larger of both offsets</c>.
/// </summary>
internal sealed class ZoneOffsets
{
    private static readonly ConditionalWeakTable<TimeZoneInfo, ZoneOffsets> Known = [];

    private readonly TimeZoneInfo _zone;
    private readonly Year?[] _years = new Year?[10_000];

    private ZoneOffsets(TimeZoneInfo zone) => _zone = zone;

    public static ZoneOffsets Of(TimeZoneInfo zone) => Known.GetValue(zone, static z => new ZoneOffsets(z));

    /// <summary>What the wall clock is ahead of UTC at an instant.</summary>
    public TimeSpan Ahead(DateTime utc) => new(OffsetAt(utc));

    /// <summary>The instant of a wall-clock time.</summary>
    public DateTime UtcOf(DateTime local) => new(Math.Max(0, local.Ticks - YearOf(local).AtLocal(local.Ticks)), DateTimeKind.Utc);

    /// <summary>The wall-clock time of an instant.</summary>
    public DateTime LocalOf(DateTime utc) => new(Clamp(utc.Ticks + OffsetAt(utc)));

    /// <summary>No wall time before this one has its instant at or after <paramref name="utc"/>, gaps of up to a day thought of.</summary>
    public DateTime LowestLocal(DateTime utc) => new(Clamp(utc.Ticks + Math.Min(OffsetAt(utc), OffsetAt(DayBefore(utc)))));

    /// <summary>No wall time after this one has its instant before <paramref name="utc"/>, repeated hours thought of.</summary>
    public DateTime HighestLocal(DateTime utc) => new(Clamp(utc.Ticks + Math.Max(OffsetAt(utc), OffsetAt(DayBefore(utc)))));

    private static long Clamp(long ticks) => Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks);

    private static DateTime DayBefore(DateTime utc) => new(Math.Max(0, utc.Ticks - TimeSpan.TicksPerDay), DateTimeKind.Utc);

    private long OffsetAt(DateTime utc) => YearOf(utc).AtUtc(utc.Ticks);

    // Two threads may make the same table; one of two equal ones stays.
    private Year YearOf(DateTime time) => _years[time.Year] ??= Read(time.Year);

    private Year Read(int year)
    {
        var first = new DateOnly(year, 1, 1).DayNumber;
        var (from, to) = (Math.Max(0, first - 2), Math.Min(DateOnly.MaxValue.DayNumber, first + 368));
        var changes = new List<(long Utc, long Local)>();
        var at = Midnight(from);
        var offsets = new List<long> { Asked(at) };
        // Far away there are no decrees, only the last rule or none at all: its changes lie months apart.
        var step = year is < 1840 or > 2100 ? 7 : 1;
        for (var day = from + step; day <= to; day += step)
        {
            var next = Midnight(day);
            if (Asked(next) is var after && after != offsets[^1])
            {
                var change = FirstWith(after, at, next);
                changes.Add((change, change + Math.Max(offsets[^1], after)));
                offsets.Add(after);
            }
            at = next;
        }
        return new Year([.. changes.Select(c => c.Utc)], [.. changes.Select(c => c.Local)], [.. offsets]);
    }

    private long FirstWith(long offset, long before, long at)
    {
        while (at - before > TimeSpan.TicksPerSecond)
        {
            var middle = before + ((at - before) / 2 / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond);
            (before, at) = Asked(middle) == offset ? (before, middle) : (middle, at);
        }
        return at;
    }

    private long Asked(long utc) => _zone.GetUtcOffset(new DateTime(utc, DateTimeKind.Utc)).Ticks;

    private static long Midnight(int day) => day * TimeSpan.TicksPerDay;

    /// <summary>The offsets of a year and two days around it, in ticks, with the instants and the wall times from which each holds.</summary>
    private sealed class Year(long[] utcChanges, long[] localChanges, long[] offsets)
    {
        public long AtUtc(long ticks) => offsets[Passed(utcChanges, ticks)];

        public long AtLocal(long ticks) => offsets[Passed(localChanges, ticks)];

        private static int Passed(long[] changes, long ticks)
        {
            var passed = 0;
            while (passed < changes.Length && ticks >= changes[passed])
            {
                passed++;
            }
            return passed;
        }
    }
}
