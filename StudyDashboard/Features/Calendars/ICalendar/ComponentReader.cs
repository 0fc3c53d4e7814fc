using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Calendars.ICalendar;

/// <summary>What stands in a calendar beside its components, wherever in it.</summary>
internal sealed class CalendarHead
{
    /// <summary>METHOD.</summary>
    public string? Method { get; set; }

    /// <summary>X-WR-TIMEZONE.</summary>
    public string? Zone { get; set; }
}

/// <summary>An event's or a zone's lines as they stand in the file, those of components within it apart.</summary>
/// <param name="name">What it is.</param>
/// <param name="line">Where it begins.</param>
/// <param name="calendar">What is said of the calendar around it; a file may hold several.</param>
internal sealed class RawComponent(string name, int line, CalendarHead calendar)
{
    public string Name { get; } = name;

    public int Line { get; } = line;

    public CalendarHead Calendar { get; } = calendar;

    public List<ContentLine> Lines { get; } = [];

    public List<RawComponent> Parts { get; } = [];

    public ContentLine? this[string name] => Lines.Find(l => l.Name == name);

    public IEnumerable<ContentLine> All(string name) => Lines.Where(l => l.Name == name);
}

/// <summary>
/// Sorts a file's lines into events and zones. A component that is not closed ends where the next one begins or the file does; one that is
/// closed twice, or that nobody knows, is passed over.
/// </summary>
internal sealed class ComponentReader(CalendarLimits limits, CalendarFindings findings)
{
    private readonly Stack<(string Name, int Line, RawComponent? Kept)> _open = new();
    private CalendarHead _head = new();
    private bool _saidTooMany;
    private int _strayLines;

    public List<RawComponent> Events { get; } = [];

    public List<RawComponent> Zones { get; } = [];

    /// <summary>Whether there is a calendar in the file at all.</summary>
    public bool IsCalendar { get; private set; }

    /// <summary>X-WR-CALNAME or NAME.</summary>
    public string? Name { get; private set; }

    public void Read(CalendarBytes bytes, CancellationToken cancellationToken)
    {
        var count = 0;
        while (bytes.TryNext(out var text, out var line))
        {
            if (++count % 1024 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
            if (ContentLine.Read(text, line) is not { } content)
            {
                Stray(text, line);
                continue;
            }
            switch (content.Name)
            {
                case "BEGIN":
                    Begin(content.Value.Trim().ToUpperInvariant(), line);
                    break;
                case "END":
                    End(content.Value.Trim().ToUpperInvariant(), line);
                    break;
                default:
                    Take(content);
                    break;
            }
        }
        foreach (var (name, line, _) in _open.Where(o => o.Name is "VEVENT" or "VCALENDAR"))
        {
            findings.Note(line, name == "VEVENT" ? ICalendarTexts.Event_NotClosed : ICalendarTexts.Calendar_NotClosed);
        }
    }

    private void Begin(string name, int line)
    {
        if (name == "VCALENDAR")
        {
            (IsCalendar, _head) = (true, new CalendarHead());
            CloseTo(0);
        }
        // An event within an event: the END of the first one is missing. And nothing of a calendar lies within an event but alarms.
        if (name is "VEVENT" or "VTODO" or "VJOURNAL" or "VFREEBUSY" or "VTIMEZONE" && Depth("VEVENT") is { } at)
        {
            findings.Note(_open.Reverse().ElementAt(at).Line, ICalendarTexts.Event_NotClosed);
            CloseTo(at);
        }
        _open.Push((name, line, _open.Count >= limits.MaxDepth ? null : Kept(name, line)));
        if (_open.Count > limits.MaxDepth)
        {
            _open.Pop();
        }
    }

    private RawComponent? Kept(string name, int line)
    {
        var inZone = _open.TryPeek(out var outer) && outer is { Name: "VTIMEZONE", Kept: not null };
        switch (name)
        {
            case "VEVENT" when Events.Count < limits.MaxEvents:
                Events.Add(new RawComponent(name, line, _head));
                return Events[^1];
            case "VEVENT" when !_saidTooMany:
                _saidTooMany = true;
                findings.Lose(line, ICalendarTexts.Limit_Events.With(limits.MaxEvents));
                return null;
            case "VTIMEZONE" when Zones.Count < limits.MaxZones:
                Zones.Add(new RawComponent(name, line, _head));
                return Zones[^1];
            case "STANDARD" or "DAYLIGHT" when inZone && outer.Kept!.Parts.Count < limits.MaxProperties:
                outer.Kept.Parts.Add(new RawComponent(name, line, _head));
                return outer.Kept.Parts[^1];
            default:
                return null;
        }
    }

    private void End(string name, int line)
    {
        if (Depth(name) is not { } at)
        {
            Say(line, ICalendarTexts.End_Stray.With(Short(name)));
            return;
        }
        if (at < _open.Count - 1 && _open.Take(_open.Count - 1 - at).Any(o => o.Name == "VEVENT"))
        {
            findings.Note(line, ICalendarTexts.Event_NotClosed);
        }
        CloseTo(at);
    }

    private void Take(ContentLine content)
    {
        if (!_open.TryPeek(out var inner))
        {
            Say(content.Line, ICalendarTexts.Line_Outside);
            return;
        }
        if (inner.Name == "VCALENDAR")
        {
            OfCalendar(content);
            return;
        }
        if (inner.Kept is not { } kept || !EventReader.Reads(content.Name))
        {
            return;
        }
        if (kept.Lines.Count >= limits.MaxProperties)
        {
            if (kept.Lines.Count == limits.MaxProperties)
            {
                kept.Lines.Add(content with { Name = "" });
                findings.Lose(content.Line, ICalendarTexts.Limit_Properties.With(limits.MaxProperties));
            }
            return;
        }
        kept.Lines.Add(content);
    }

    private void OfCalendar(ContentLine content)
    {
        switch (content.Name)
        {
            case "METHOD":
                _head.Method = content.Value.Trim().ToUpperInvariant();
                break;
            case "X-WR-CALNAME" or "NAME":
                Name = content.Text(CalendarEvent.MaxText) is { Length: > 0 } name ? Name ?? name : Name;
                break;
            case "X-WR-TIMEZONE":
                _head.Zone ??= content.Value.Trim();
                break;
        }
    }

    /// <summary>A line that is no property. Only the first ones are told: a file of nothing else is not worth a thousand findings.</summary>
    private void Stray(string text, int line) => Say(line, ICalendarTexts.Line_Unreadable.With(Short(text)));

    private void Say(int line, string reason)
    {
        _strayLines++;
        if (_strayLines < 20)
        {
            findings.Lose(line, reason);
        }
        else if (_strayLines == 20)
        {
            findings.Lose(line, ICalendarTexts.Line_More);
        }
    }

    private static string Short(string text)
    {
        var clean = new string([.. text.Take(40).Where(c => !char.IsControl(c) && !char.IsSurrogate(c))]);
        return text.Length > 40 ? clean + "…" : clean;
    }

    /// <summary>How deep the innermost open component of a name lies; null when none is open.</summary>
    private int? Depth(string name)
    {
        var depth = _open.Count;
        foreach (var (open, _, _) in _open)
        {
            depth--;
            if (open == name)
            {
                return depth;
            }
        }
        return null;
    }

    private void CloseTo(int depth)
    {
        while (_open.Count > depth)
        {
            _open.Pop();
        }
    }
}
