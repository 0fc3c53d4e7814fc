using StudyDashboard.Features.Tutoring.Recurrence;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Calendars.ICalendar;

/// <summary>
/// What the zone names of a file mean. An IANA zone wins, by the name or by X-LIC-LOCATION; then one whose rules the file gives and that
/// the file or its reader uses anyhow; then the file's own rules.
/// </summary>
internal sealed class ZoneTable(IReadOnlyList<RawComponent> defined, string? calendarZone, TimeZoneInfo here, CalendarFindings findings)
{
    private const int MaxObservances = 100;

    private readonly Dictionary<string, CalendarZone?> _known = new(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, RawComponent> _defined = defined.Where(z => z["TZID"] is not null)
        .GroupBy(z => z["TZID"]!.Value.Trim().Trim('"'), StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);

    private readonly TimeZoneInfo? _ofCalendar = ZoneNames.Find(calendarZone);

    /// <summary>The zone of floating times, if the calendar names one.</summary>
    public CalendarZone? OfCalendar { get; } = ZoneNames.Find(calendarZone) is { } zone ? CalendarZone.Of(zone) : null;

    /// <summary>The zone of a name; null, with a finding, when nothing tells what it is.</summary>
    /// <param name="name">TZID.</param>
    /// <param name="line">Where it stands.</param>
    public CalendarZone? Find(string name, int line)
    {
        name = name.Trim().Trim('"');
        if (!_known.TryGetValue(name, out var zone))
        {
            zone = Resolve(name);
            if (_known.Count < 10_000)
            {
                _known[name] = zone;
            }
            if (zone is null)
            {
                findings.Note(line, ICalendarTexts.Zone_Unknown.With(name.Length > 60 ? name[..60] + "…" : name, (_ofCalendar ?? here).Id));
            }
        }
        return zone;
    }

    private CalendarZone? Resolve(string name)
    {
        var raw = _defined.GetValueOrDefault(name);
        if ((ZoneNames.Find(name) ?? ZoneNames.Find(raw?["X-LIC-LOCATION"]?.Value)) is { } known)
        {
            return CalendarZone.Of(known);
        }
        if (raw is null || Definition(raw) is not { } definition)
        {
            return null;
        }
        return new[] { here, _ofCalendar }.FirstOrDefault(z => z is not null && definition.IsLike(z)) is { } like ? CalendarZone.Of(like) : CalendarZone.Of(definition);
    }

    private static ZoneDefinition? Definition(RawComponent raw)
    {
        var observances = raw.Parts.SelectMany(Observances).Take(MaxObservances).ToList();
        return observances.Count == 0 ? null : new ZoneDefinition(observances);
    }

    private static IEnumerable<ZoneObservance> Observances(RawComponent part)
    {
        if (CalendarValues.Time(part["DTSTART"]?.Value, null) is not { } start || CalendarValues.Offset(part["TZOFFSETTO"]?.Value ?? "") is not { } to)
        {
            yield break;
        }
        var from = CalendarValues.Offset(part["TZOFFSETFROM"]?.Value ?? "") ?? to;
        yield return new ZoneObservance(start.Value, from, to, part["RRULE"] is { } rule && RuleParser.Parse(rule.Value) is { Refusal: null } read ? read.Value : null);
        foreach (var line in part.All("RDATE"))
        {
            foreach (var text in line.Value.Split(',').Take(MaxObservances))
            {
                if (CalendarValues.Time(text, null) is { } date)
                {
                    yield return new ZoneObservance(date.Form == TimeForm.Utc ? date.Value + from : date.Value, from, to, null);
                }
            }
        }
    }
}
