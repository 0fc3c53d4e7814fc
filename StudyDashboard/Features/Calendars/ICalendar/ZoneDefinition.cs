using System.Globalization;
using StudyDashboard.Features.Tutoring.Recurrence;

namespace StudyDashboard.Features.Calendars.ICalendar;

/// <summary>One STANDARD or DAYLIGHT part of a VTIMEZONE: from when on, and then when again, which offset holds.</summary>
/// <param name="Start">Its first onset, in the wall time before it.</param>
/// <param name="From">The offset before it.</param>
/// <param name="To">The offset from it on.</param>
/// <param name="Rule">When it comes again.</param>
internal sealed record ZoneObservance(DateTime Start, TimeSpan From, TimeSpan To, RecurrenceRule? Rule);

/// <summary>The rules of a zone as a file gives them (RFC 5545, 3.6.5), worked out as a list of changes up to <see cref="LastYear"/>.</summary>
internal sealed class ZoneDefinition
{
    private const string Mark = "vtimezone:";
    private const int LastYear = 2100;
    private const int MaxChanges = 5_000;
    private const int MaxOnsets = 600;
    private const int MaxText = 3_900;

    private readonly IReadOnlyList<ZoneObservance> _observances;
    private readonly long[] _utc;
    private readonly long[] _local;
    private readonly long[] _offsets;

    public ZoneDefinition(IReadOnlyList<ZoneObservance> observances)
    {
        _observances = observances;
        var changes = new SortedDictionary<long, ZoneObservance>();
        foreach (var observance in observances)
        {
            foreach (var onset in Onsets(observance).Take(Math.Min(MaxOnsets, MaxChanges - changes.Count)))
            {
                changes[(onset - observance.From).Ticks] = observance;
            }
        }
        _utc = [.. changes.Keys];
        _local = [.. changes.Select(c => c.Key + Math.Max(c.Value.From.Ticks, c.Value.To.Ticks))];
        _offsets = [changes.Count == 0 ? 0 : changes.First().Value.From.Ticks, .. changes.Values.Select(c => c.To.Ticks)];
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
    public override string ToString()
    {
        var text = Mark + string.Join('|', _observances.Select(o => string.Create(CultureInfo.InvariantCulture,
            $"{o.Start:yyyyMMdd'T'HHmmss},{o.From.TotalSeconds},{o.To.TotalSeconds},{o.Rule?.ToString()}")));
        return text.Length <= MaxText ? text : text[..text.LastIndexOf('|', MaxText)];
    }

    /// <summary>Reads what <see cref="ToString"/> wrote; null when it is none.</summary>
    public static ZoneDefinition? Read(string text)
    {
        if (!text.StartsWith(Mark, StringComparison.Ordinal))
        {
            return null;
        }
        return new ZoneDefinition([.. text[Mark.Length..].Split('|').Select(part => part.Split(',', 4)).Where(p => p.Length == 4).Select(p => new ZoneObservance(
            DateTime.ParseExact(p[0], "yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture), Seconds(p[1]), Seconds(p[2]), p[3].Length == 0 ? null : RuleParser.Parse(p[3]).Value))]);
    }

    private static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(int.Parse(text, CultureInfo.InvariantCulture));

    private static IEnumerable<DateTime> Onsets(ZoneObservance observance)
    {
        if (observance.Rule is not { } rule)
        {
            return [observance.Start];
        }
        // The end is an instant, and the onsets are counted in the wall time before them.
        rule = rule.Until is { Form: UntilForm.Utc } until ? rule with { Until = new RuleUntil(until.Value + observance.From, UntilForm.Local) } : rule;
        var series = new RecurrenceSeries(observance.Start, TimeZoneInfo.Utc, rule);
        return series.FromLocal(observance.Start).Select(o => o.Local).TakeWhile(at => at.Year <= LastYear).Prepend(observance.Start).Distinct();
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
