using StudyDashboard.Features.Tutoring.Recurrence;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Calendars.ICalendar;

/// <summary>
/// What the zone names of a file mean. An IANA zone wins, by the name or by X-LIC-LOCATION; then one whose rules the file gives and that
/// the file or its reader uses anyhow; then the file's own rules.
/// </summary>
internal sealed class ZoneTable(
    IReadOnlyList<RawComponent> defined, TimeZoneInfo here, CalendarLimits limits, ReadingEffort effort, CalendarFindings findings)
{
    private const int MaxObservances = 400;

    private readonly Dictionary<string, CalendarZone?> _known = new(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, RawComponent> _defined = defined.Where(z => z["TZID"] is not null)
        .GroupBy(z => z["TZID"]!.Value.Trim().Trim('"'), StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, TimeZoneInfo?> _calendars = [];
    private TimeZoneInfo? _ofCalendar;
    private int _own;
    private bool _saidNames;

    /// <summary>The zone of floating times, if the calendar that is being read names one.</summary>
    public CalendarZone? OfCalendar { get; private set; }

    /// <summary>Begins with what stands in a calendar.</summary>
    public void Enter(CalendarHead calendar)
    {
        var name = calendar.Zone ?? "";
        if (!_calendars.TryGetValue(name, out var zone) && _calendars.Count < limits.MaxZones)
        {
            _calendars[name] = zone = ZoneNames.Find(name);
        }
        if (_ofCalendar != zone)
        {
            (_ofCalendar, OfCalendar) = (zone, zone is null ? null : CalendarZone.Of(zone));
        }
    }

    /// <summary>The zone of a name; null, with a finding, when nothing tells what it is.</summary>
    /// <param name="name">TZID.</param>
    /// <param name="line">Where it stands.</param>
    public CalendarZone? Find(string name, int line)
    {
        name = name.Trim().Trim('"');
        if (_known.TryGetValue(name, out var zone))
        {
            return zone;
        }
        if (_known.Count >= limits.MaxZones)
        {
            if (!_saidNames)
            {
                findings.Lose(line, ICalendarTexts.Limit_ZoneNames.With(limits.MaxZones, Instead));
            }
            _saidNames = true;
            return null;
        }
        var (found, isTooMuch) = Resolve(name);
        if (isTooMuch)
        {
            findings.Lose(line, ICalendarTexts.Limit_Zone.With(Short(name), Instead));
        }
        else if (found is null)
        {
            findings.Note(line, ICalendarTexts.Zone_Unknown.With(Short(name), Instead));
        }
        return _known[name] = found;
    }

    private string Instead => (_ofCalendar ?? here).Id;

    private static string Short(string name) => name.Length > 60 ? name[..60] + "…" : name;

    private (CalendarZone? Zone, bool IsTooMuch) Resolve(string name)
    {
        var raw = _defined.GetValueOrDefault(name);
        if ((ZoneNames.Find(name) ?? ZoneNames.Find(raw?["X-LIC-LOCATION"]?.Value)) is { } known)
        {
            return (CalendarZone.Of(known), false);
        }
        if (raw is null || raw.Parts.Count == 0)
        {
            return (null, false);
        }
        if (effort.IsSpent || _own == limits.MaxOwnZones)
        {
            return (null, true);
        }
        var observances = raw.Parts.SelectMany(Observances).Take(MaxObservances).ToList();
        if (observances.Count == 0)
        {
            return (null, false);
        }
        var definition = ZoneDefinition.Of(observances);
        effort.Spend(definition?.Effort ?? ZoneDefinition.MaxEffort);
        if (definition is null)
        {
            return (null, true);
        }
        if (new[] { here, _ofCalendar }.FirstOrDefault(z => z is not null && definition.IsLike(z)) is { } like)
        {
            return (CalendarZone.Of(like), false);
        }
        _own++;
        return (CalendarZone.Of(definition), false);
    }

    private static IEnumerable<ZoneObservance> Observances(RawComponent part)
    {
        if (CalendarValues.Time(part["DTSTART"]?.Value, null) is not { } start || CalendarValues.Offset(part["TZOFFSETTO"]?.Value ?? "") is not { } to)
        {
            yield break;
        }
        var from = CalendarValues.Offset(part["TZOFFSETFROM"]?.Value ?? "") ?? to;
        yield return new ZoneObservance(start.Value, from, to, part["RRULE"] is { } rule ? Yearly(rule.Value) : null);
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

    /// <summary>Clocks change by yearly rules; anything else in a zone is a mistake.</summary>
    private static RecurrenceRule? Yearly(string text) =>
        RuleParser.Parse(text) is { Refusal: null, Value.Frequency: RecurrenceFrequency.Yearly } read ? read.Value : null;
}
