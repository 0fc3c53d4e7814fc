using System.Globalization;
using StudyDashboard.Features.Tutoring.Recurrence;

namespace StudyDashboard.Features.Calendars.ICalendar;

/// <summary>One STANDARD or DAYLIGHT part of a VTIMEZONE: from when on, and then when again, which offset holds.</summary>
/// <param name="Start">Its first onset, in the wall time before it.</param>
/// <param name="From">The offset before it.</param>
/// <param name="To">The offset from it on.</param>
/// <param name="Rule">When it comes again.</param>
internal sealed record ZoneObservance(DateTime Start, TimeSpan From, TimeSpan To, RecurrenceRule? Rule);

/// <summary>
/// The rules of a zone as a file gives them (RFC 5545, 3.6.5), worked out as a list of changes from <see cref="FirstYear"/> to
/// <see cref="LastYear"/>. What it may cost is bounded, because it is worked out again whenever it is needed.
/// </summary>
internal sealed class ZoneDefinition
{
    /// <summary>Most changes and most years gone through of one definition; a hundred and fifty years with two changes each take 300.</summary>
    public const int MaxEffort = 4_000;

    private const string Mark = "vtimezone:";
    private const int FirstYear = 1950;
    private const int LastYear = 2100;
    private const int MaxText = 3_900;

    private readonly IReadOnlyList<ZoneObservance> _observances;
    private readonly long[] _utc;
    private readonly long[] _local;
    private readonly long[] _offsets;

    private ZoneDefinition(IReadOnlyList<ZoneObservance> observances, SortedDictionary<long, ZoneObservance> changes, int effort)
    {
        (_observances, Effort) = (observances, effort);
        _utc = [.. changes.Keys];
        _local = [.. changes.Select(c => c.Key + Math.Max(c.Value.From.Ticks, c.Value.To.Ticks))];
        _offsets = [changes.Count == 0 ? 0 : changes.First().Value.From.Ticks, .. changes.Values.Select(c => c.To.Ticks)];
    }

    /// <summary>What it cost to work it out: its changes, and the years gone through to find them.</summary>
    public int Effort { get; }

    /// <summary>Works a definition out; null when it takes more than <see cref="MaxEffort"/>. One too long to be stored loses its oldest part.</summary>
    public static ZoneDefinition? Of(IReadOnlyList<ZoneObservance> observances)
    {
        var kept = Storable(observances);
        var (changes, effort) = (new SortedDictionary<long, ZoneObservance>(), 0);
        foreach (var observance in kept)
        {
            foreach (var onset in Onsets(observance, ref effort))
            {
                changes[Math.Max(0, (onset - observance.From).Ticks)] = observance;
            }
            if (effort > MaxEffort)
            {
                return null;
            }
        }
        return new ZoneDefinition(kept, changes, effort);
    }

    public DateTime UtcOf(DateTime local) => At(local.Ticks - _offsets[Passed(_local, local.Ticks)], DateTimeKind.Utc);

    public DateTime LocalOf(DateTime utc) => At(utc.Ticks + _offsets[Passed(_utc, utc.Ticks)], DateTimeKind.Unspecified);

    /// <summary>Whether an IANA zone has the same offsets twice a month in the years from 2007 to 2037, when the rules of today hold.</summary>
    public bool IsLike(TimeZoneInfo zone)
    {
        for (var at = new DateTime(2007, 6, 1, 12, 0, 0, DateTimeKind.Utc); at.Year < 2037; at = at.Day == 1 ? at.AddDays(14) : at.AddDays(-14).AddMonths(1))
        {
            if (LocalOf(at) - at != zone.GetUtcOffset(at))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>The definition as one line, for storage.</summary>
    public override string ToString() => Mark + string.Join('|', _observances.Select(Text));

    /// <summary>Reads what <see cref="ToString"/> wrote; null when it is none.</summary>
    public static ZoneDefinition? Read(string text)
    {
        if (!text.StartsWith(Mark, StringComparison.Ordinal))
        {
            return null;
        }
        return Of([.. text[Mark.Length..].Split('|').Select(part => part.Split(',', 4)).Where(p => p.Length == 4).Select(p => new ZoneObservance(
            DateTime.ParseExact(p[0], "yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture), Seconds(p[1]), Seconds(p[2]), p[3].Length == 0 ? null : RuleParser.Parse(p[3]).Value))]);
    }

    private static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(int.Parse(text, CultureInfo.InvariantCulture));

    private static string Text(ZoneObservance observance) => string.Create(CultureInfo.InvariantCulture,
        $"{observance.Start:yyyyMMdd'T'HHmmss},{observance.From.TotalSeconds},{observance.To.TotalSeconds},{observance.Rule?.ToString()}");

    /// <summary>As many as fit into the column: first those that go on, then the latest.</summary>
    private static List<ZoneObservance> Storable(IReadOnlyList<ZoneObservance> observances)
    {
        var room = MaxText;
        return [.. observances.OrderByDescending(o => o.Rule is { Until: null, Count: null } ? DateTime.MaxValue : o.Start).TakeWhile(o => (room -= Text(o).Length + 1) >= 0).OrderBy(o => o.Start)];
    }

    private static List<DateTime> Onsets(ZoneObservance observance, ref int effort)
    {
        effort++;
        if (observance.Rule is not { } rule)
        {
            return [observance.Start];
        }
        // The end is an instant, and the onsets are counted in the wall time before them.
        rule = rule.Until is { Form: UntilForm.Utc } until ? rule with { Until = new RuleUntil(At(until.Value.Ticks + observance.From.Ticks, DateTimeKind.Unspecified), UntilForm.Local) } : rule;
        var series = new RecurrenceSeries(observance.Start, TimeZoneInfo.Utc, rule);
        effort += rule.Count is null ? 0 : (int)Math.Min(MaxEffort, series.Walked);
        List<DateTime> onsets =
        [
            observance.Start,
            .. series.WithinLocal(new DateTime(FirstYear, 1, 1), new DateTime(LastYear, 12, 31)).Select(o => o.Local).Where(at => at != observance.Start).Take(Math.Max(0, MaxEffort + 1 - effort)),
        ];
        effort += onsets.Count;
        return onsets;
    }

    private static int Passed(long[] changes, long ticks)
    {
        var (low, high) = (0, changes.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = ticks >= changes[middle] ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    private static DateTime At(long ticks, DateTimeKind kind) => new(Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks), kind);
}
