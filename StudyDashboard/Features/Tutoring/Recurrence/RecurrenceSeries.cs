using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Tutoring.Recurrence;

/// <summary>
/// A start in wall time, its zone, a rule, exceptions (EXDATE) and extra dates (RDATE), and what follows from them (RFC 5545, 3.8.5).
/// Every question jumps to the time it asks about, so an answer costs the same however old the series is. A start that does not match
/// the rule is no instance; without a rule it is one. An exception wins over an extra date. Immutable; safe to share.
/// </summary>
public sealed class RecurrenceSeries
{
    private readonly DateTime[] _exceptions;
    private readonly DateTime[] _additions;
    private readonly DateTime[] _extraStarts;
    private readonly RuleDays? _days;
    private readonly ZoneOffsets _offsets;

    /// <param name="start">The first start in wall time.</param>
    /// <param name="zone">Where that wall time is.</param>
    /// <param name="rule">Null: the start and the extra dates only.</param>
    /// <param name="exceptions">Starts that are left out, in wall time; one that names no start is ignored.</param>
    /// <param name="additions">Extra starts in wall time, of any time of day, also before the first.</param>
    /// <exception cref="ArgumentException">The rule is not valid; <see cref="RuleChecks.Reason"/> says why.</exception>
    public RecurrenceSeries(
        DateTime start, TimeZoneInfo zone, RecurrenceRule? rule, IEnumerable<DateTime>? exceptions = null, IEnumerable<DateTime>? additions = null)
    {
        if (rule is not null && RuleChecks.Reason(rule) is { } reason)
        {
            throw new ArgumentException(reason, nameof(rule));
        }
        (Start, Zone, Rule) = (DateTime.SpecifyKind(start, DateTimeKind.Unspecified), zone, rule);
        _exceptions = Ordered(exceptions);
        _additions = Ordered(additions);
        _extraStarts = rule is null ? Ordered(_additions.Append(Start)) : _additions;
        _days = rule is null ? null : new RuleDays(rule, Start, zone);
        _offsets = ZoneOffsets.Of(zone);
    }

    public DateTime Start { get; }

    public TimeZoneInfo Zone { get; }

    public RecurrenceRule? Rule { get; }

    public IReadOnlyList<DateTime> Exceptions => _exceptions;

    public IReadOnlyList<DateTime> Additions => _additions;

    /// <summary>Whether it goes on until the calendar ends.</summary>
    public bool IsEndless => Rule is { Count: null, Until: null } && _days!.First is not null;

    /// <summary>The first occurrence, to which an editor moves a start that does not match; null when there is none.</summary>
    public Occurrence? First => FromLocal(DateTime.MinValue).Select(o => (Occurrence?)o).FirstOrDefault();

    /// <summary>The last occurrence; null when there is none and for a series without end.</summary>
    public Occurrence? Last => IsEndless ? null : LastBefore(DateTime.MaxValue);

    /// <summary>The occurrences whose instants lie in <c>[fromUtc, toUtc)</c>, in order of wall time.</summary>
    public IReadOnlyList<Occurrence> Between(DateTime fromUtc, DateTime toUtc)
    {
        var found = new List<Occurrence>();
        var high = _offsets.HighestLocal(toUtc);
        var starts = StartsFrom(_offsets.LowestLocal(fromUtc), high);
        while (starts.TryNext(out var local) && local <= high)
        {
            var utc = _offsets.UtcOf(local);
            if (utc >= fromUtc && utc < toUtc)
            {
                found.Add(new Occurrence(local, utc));
            }
        }
        return found;
    }

    /// <summary>The occurrences at or after an instant, one at a time and possibly without end.</summary>
    public IEnumerable<Occurrence> From(DateTime utc) => FromLocal(_offsets.LowestLocal(utc)).Where(o => o.Utc >= utc);

    /// <summary>At most so many occurrences after an instant.</summary>
    public IReadOnlyList<Occurrence> Next(int count, DateTime afterUtc) => [.. From(afterUtc).Where(o => o.Utc > afterUtc).Take(count)];

    /// <summary>The occurrences from a wall-clock time on, one at a time and possibly without end.</summary>
    public IEnumerable<Occurrence> FromLocal(DateTime local) => WithinLocal(local, DateTime.MaxValue);

    /// <summary>The occurrences between two wall-clock times, both taken in, one at a time.</summary>
    internal IEnumerable<Occurrence> WithinLocal(DateTime from, DateTime until)
    {
        var starts = StartsFrom(from, until);
        while (starts.TryNext(out var start) && start <= until)
        {
            yield return At(start);
        }
    }

    /// <summary>Whether an occurrence starts at exactly this wall-clock time.</summary>
    public bool IsInstance(DateTime localStart) =>
        Array.BinarySearch(_exceptions, localStart) < 0 && (Array.BinarySearch(_extraStarts, localStart) >= 0 || IsOfRule(localStart));

    /// <summary>The last occurrence before a wall-clock time; null when there is none.</summary>
    public Occurrence? LastBefore(DateTime local)
    {
        for (var before = LastStartBefore(local); before is { } start; before = LastStartBefore(start))
        {
            if (Array.BinarySearch(_exceptions, start) < 0)
            {
                return At(start);
            }
        }
        return null;
    }

    /// <summary>What it costs to find the rule's first and last start, in months gone through; 0 without a rule.</summary>
    internal long Walked => _days?.Walked ?? 0;

    /// <summary>The last start of the rule itself, exceptions and extra dates aside; null when it has none or no end.</summary>
    internal DateTime? RuleEnd => Rule is { Count: null, Until: null } ? null : RuleStartBefore(DateTime.MaxValue);

    /// <summary>Whether the rule itself names this start, exceptions and extra dates aside.</summary>
    internal bool IsOfRule(DateTime localStart) =>
        _days is not null && localStart.TimeOfDay == Start.TimeOfDay && _days.Contains(DayOf(localStart));

    /// <summary>How many starts the rule itself makes before a wall-clock time.</summary>
    internal int RuleCountBefore(DateTime local) => _days?.CountBefore(FirstDayFrom(local)) ?? 0;

    /// <summary>The first start of the rule itself at or after a wall-clock time.</summary>
    internal DateTime? RuleStartFrom(DateTime local) =>
        _days is not null && _days.From(FirstDayFrom(local)) is var cursor && cursor.TryNext(out var day) ? OnDay(day) : null;

    /// <summary>The last start of the rule itself before a wall-clock time.</summary>
    internal DateTime? RuleStartBefore(DateTime local) =>
        _days?.LastAtOrBefore(FirstDayFrom(local) - 1) is { } day ? OnDay(day) : null;

    private Occurrence At(DateTime local) => new(local, _offsets.UtcOf(local));

    private LocalStarts StartsFrom(DateTime local, DateTime until) => new(_days, Start.TimeOfDay.Ticks, _extraStarts, _exceptions, local, until);

    private DateTime? LastStartBefore(DateTime local)
    {
        var index = Array.BinarySearch(_extraStarts, local) is var found && found < 0 ? ~found : found;
        DateTime? extra = index > 0 ? _extraStarts[index - 1] : null;
        var ofRule = RuleStartBefore(local);
        return extra > ofRule || ofRule is null ? extra : ofRule;
    }

    private DateTime OnDay(int day) => new((day * TimeSpan.TicksPerDay) + Start.TimeOfDay.Ticks);

    /// <summary>The first day on which the series' time of day lies at or after a wall-clock time.</summary>
    private int FirstDayFrom(DateTime local) => DayOf(local) + (local.TimeOfDay > Start.TimeOfDay ? 1 : 0);

    private static int DayOf(DateTime local) => (int)(local.Ticks / TimeSpan.TicksPerDay);

    private static DateTime[] Ordered(IEnumerable<DateTime>? starts) =>
        starts is null ? [] : [.. starts.Select(s => DateTime.SpecifyKind(s, DateTimeKind.Unspecified)).Distinct().Order()];
}
