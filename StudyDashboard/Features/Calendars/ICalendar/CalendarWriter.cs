using System.Globalization;
using System.Text;
using StudyDashboard.Features.Tutoring.Recurrence;

namespace StudyDashboard.Features.Calendars.ICalendar;

/// <summary>An event to be written.</summary>
/// <param name="Event">What and when. In a zone of a file its times are written as instants, and such an event cannot repeat.</param>
/// <param name="StampUtc">When it was last changed; the same text follows from the same events.</param>
/// <param name="Description">What else there is to say.</param>
/// <param name="AlarmMinutes">How long before the start to remind; null: not at all.</param>
public sealed record WrittenEvent(CalendarEvent Event, DateTime StampUtc, string? Description = null, int? AlarmMinutes = null);

/// <summary>Writes iCalendar text (RFC 5545): CRLF, lines of at most 75 octets, times in their zone with the zone's rules.</summary>
public sealed class CalendarWriter
{
    private const string Product = "-//StudyDashboard//Calendar//EN";

    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, CalendarEvent> _series = [];

    /// <summary>Writes a calendar.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="events">Its events; single dates of a series beside their series.</param>
    /// <param name="zonesUntil">The year up to which the rules of zones are written at least.</param>
    public static string Write(string name, IReadOnlyCollection<WrittenEvent> events, int zonesUntil)
    {
        var writer = new CalendarWriter();
        writer.Line("BEGIN:VCALENDAR");
        writer.Line("VERSION:2.0");
        writer.Line($"PRODID:{Product}");
        writer.Line("CALSCALE:GREGORIAN");
        writer.Line("METHOD:PUBLISH");
        writer.Text("X-WR-CALNAME", name);
        foreach (var zone in events.Where(e => e.Event.Zone?.Known is { } known && known.Id != "UTC").GroupBy(e => e.Event.Zone!.Known!.Id).OrderBy(z => z.Key, StringComparer.Ordinal))
        {
            var years = zone.SelectMany(e => e.Event.Additions.Append(e.Event.Start)).Select(s => s.Year).ToList();
            ZoneWriter.Write(writer.Line, zone.First().Event.Zone!.Known!, years.Min() - 1, Math.Max(years.Max() + 1, zonesUntil));
        }
        var replaced = events.Where(e => e.Event.RecurrenceId is not null).Select(e => (e.Event.Uid, e.Event.RecurrenceId!.Value)).ToHashSet();
        foreach (var series in events.Where(e => e.Event.RecurrenceId is null))
        {
            writer._series.TryAdd(series.Event.Uid, series.Event);
        }
        foreach (var written in events)
        {
            writer.Event(written, replaced);
        }
        writer.Line("END:VCALENDAR");
        return writer._text.ToString();
    }

    /// <summary>A property's text value with what RFC 5545, 3.3.11, asks to escape.</summary>
    internal static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal).Replace("\r\n", "\\n", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)
        .Replace("\r", "\\n", StringComparison.Ordinal);

    private void Event(WrittenEvent written, HashSet<(string, DateTime)> replaced)
    {
        var it = written.Event;
        var start = it.StartFits || it.Recurrence(it.Zone ?? CalendarZone.Utc).RuleStartFrom(it.Start) is not { } fitting ? it.Start : fitting;
        Line("BEGIN:VEVENT");
        Line($"UID:{Escape(it.Uid)}");
        Line($"DTSTAMP:{Instant(written.StampUtc)}");
        Line($"LAST-MODIFIED:{Instant(written.StampUtc)}");
        Line(string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{it.Sequence}"));
        if (it.RecurrenceId is { } original)
        {
            // The date has its name in the series' zone and form, whatever its own are.
            Time("RECURRENCE-ID", _series.GetValueOrDefault(it.Uid, it), original);
        }
        Time("DTSTART", it, start);
        if (it.Length > TimeSpan.Zero)
        {
            Time("DTEND", it, start + it.Length);
        }
        if (it.Rule is { } rule)
        {
            Line($"RRULE:{(rule.Until is null ? rule : rule with { Until = Until(it, rule.Until.Value) })}");
        }
        Times("RDATE", it, it.Additions.Where(a => a != start || it.Rule is not null));
        Times("EXDATE", it, it.Exceptions.Where(e => !replaced.Contains((it.Uid, e))));
        Text("SUMMARY", it.Title);
        Text("LOCATION", it.Location);
        Text("DESCRIPTION", written.Description);
        Line(it.IsCancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
        Line(it.IsFree ? "TRANSP:TRANSPARENT" : "TRANSP:OPAQUE");
        if (it.IsPrivate)
        {
            Line("CLASS:PRIVATE");
        }
        Alarm(written);
        Line("END:VEVENT");
    }

    private void Alarm(WrittenEvent written)
    {
        if (written.AlarmMinutes is { } minutes && !written.Event.IsCancelled)
        {
            Line("BEGIN:VALARM");
            Line("ACTION:DISPLAY");
            Line(string.Create(CultureInfo.InvariantCulture, $"TRIGGER:-PT{minutes}M"));
            Text("DESCRIPTION", written.Event.Title.Length > 0 ? written.Event.Title : "-");
            Line("END:VALARM");
        }
    }

    /// <summary>UNTIL in the form that goes with the start: a date for whole days, wall time for floating ones, else an instant.</summary>
    private static RuleUntil Until(CalendarEvent it, RuleUntil until)
    {
        var last = until.LastLocal(it.Zone?.Known ?? TimeZoneInfo.Utc);
        last = new DateTime(last.Ticks - (last.Ticks % TimeSpan.TicksPerSecond));
        return it.IsAllDay ? new RuleUntil(last.Date, UntilForm.Date)
            : it.Zone is null ? new RuleUntil(last, UntilForm.Local)
            : until.Form == UntilForm.Utc ? until
            : RuleUntil.At(it.Zone.UtcOf(last));
    }

    private void Times(string name, CalendarEvent it, IEnumerable<DateTime> times)
    {
        foreach (var time in times)
        {
            Time(name, it, time);
        }
    }

    private void Time(string name, CalendarEvent it, DateTime local) => Line(
        it.IsAllDay ? $"{name};VALUE=DATE:{local.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}"
        : it.Zone is null ? $"{name}:{Wall(local)}"
        : it.Zone.Known is { } zone && zone.Id != "UTC" ? $"{name};TZID={zone.Id}:{Wall(local)}"
        : $"{name}:{Instant(it.Zone.UtcOf(local))}");

    private void Text(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            Line($"{name}:{Escape(value)}");
        }
    }

    internal static string Wall(DateTime local) => local.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);

    private static string Instant(DateTime utc) => Wall(utc) + "Z";

    /// <summary>A line, folded so that no part has more than 75 octets and no character is cut.</summary>
    private void Line(string line)
    {
        var room = 75;
        foreach (var rune in line.EnumerateRunes())
        {
            if (rune.Utf8SequenceLength > room)
            {
                _text.Append("\r\n ");
                room = 74;
            }
            // A control character is not allowed in a value.
            if (!Rune.IsControl(rune) || rune.Value == '\t')
            {
                _text.Append(rune.ToString());
                room -= rune.Utf8SequenceLength;
            }
        }
        _text.Append("\r\n");
    }
}
