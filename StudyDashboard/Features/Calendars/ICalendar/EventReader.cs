using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using StudyDashboard.Features.Tutoring.Recurrence;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Calendars.ICalendar;

/// <summary>An event on its way: its times are known, the dates of its series are not yet compared with those that replace them.</summary>
internal sealed record ReadEvent(CalendarEvent Event, CalendarTime? Replaces, int ReplacesLine, DateTime Stamp, IReadOnlyList<CalendarEvent> Periods);

/// <summary>Makes an event of its lines; what it cannot read of it, it says.</summary>
internal sealed class EventReader(ZoneTable zones, CalendarLimits limits, ReadingEffort effort, CalendarFindings findings)
{
    private static readonly FrozenSet<string> Names = new[]
    {
        "UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID", "SUMMARY", "LOCATION", "STATUS", "SEQUENCE",
        "TRANSP", "CLASS", "LAST-MODIFIED", "DTSTAMP", "X-MICROSOFT-CDO-BUSYSTATUS", "TZID", "TZOFFSETFROM", "TZOFFSETTO", "X-LIC-LOCATION",
    }.ToFrozenSet();

    private bool _saidEffort;
    private int _periods;

    /// <summary>Whether a property is one that is read, of an event or of a zone.</summary>
    public static bool Reads(string name) => Names.Contains(name);

    /// <summary>The event; null, with a finding, when it has no start.</summary>
    public ReadEvent? Read(RawComponent raw)
    {
        zones.Enter(raw.Calendar);
        if (raw["DTSTART"] is not { } startLine || TimeOf(startLine) is not { } start)
        {
            var cancelled = raw["RECURRENCE-ID"];
            if (cancelled is null || !IsCancelled(raw) || TimeOf(cancelled) is not { } gone)
            {
                findings.Lose(raw["DTSTART"]?.Line ?? raw.Line, raw["DTSTART"] is { } unread ? ICalendarTexts.Start_Unreadable.With(Short(unread.Value)) : ICalendarTexts.Start_Missing);
                return null;
            }
            // A cancellation of one date may name the date and nothing else.
            (startLine, start) = (cancelled, gone);
        }
        var (zone, local) = Place(start, startLine.Line);
        var made = new CalendarEvent
        {
            Uid = raw["UID"]?.Text(CalendarEvent.MaxText) is { Length: > 0 } uid ? uid : UidOf(raw),
            Title = raw["SUMMARY"]?.Text(CalendarEvent.MaxText) ?? "",
            Location = raw["LOCATION"]?.Text(CalendarEvent.MaxText) is { Length: > 0 } place ? place : null,
            Start = local,
            Zone = zone,
            IsAllDay = start.Form == TimeForm.Date,
            IsCancelled = IsCancelled(raw),
            IsFree = Is(raw["TRANSP"], "TRANSPARENT") || Is(raw["X-MICROSOFT-CDO-BUSYSTATUS"], "FREE"),
            IsPrivate = Is(raw["CLASS"], "PRIVATE") || Is(raw["CLASS"], "CONFIDENTIAL"),
            Sequence = int.TryParse(raw["SEQUENCE"]?.Value, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var sequence) ? sequence : 0,
            Line = raw.Line,
        };
        made = made with { Length = LengthOf(raw, made) };
        var replaces = raw["RECURRENCE-ID"];
        if (Is(replaces?["RANGE"], "THISANDFUTURE"))
        {
            findings.Lose(replaces!.Line, ICalendarTexts.Recurrence_Following);
        }
        var periods = new List<CalendarEvent>();
        made = replaces is null ? WithRecurrence(made, raw, periods) : made;
        var replaced = replaces is null ? null : TimeOf(replaces);
        if (replaces is not null && replaced is null)
        {
            // It must not be taken for the series.
            made = made with { Uid = CalendarReader.OwnUid(made) };
            findings.Note(replaces.Line, ICalendarTexts.Recurrence_IdUnreadable.With(Short(replaces.Value)));
        }
        return new ReadEvent(made, replaced, replaces?.Line ?? raw.Line, Stamp(raw), periods);
    }

    /// <summary>A time in the wall time of a zone.</summary>
    public DateTime In(CalendarZone? zone, CalendarTime time, int line)
    {
        var (own, local) = Place(time, line);
        return time.Form is TimeForm.Date or TimeForm.Floating || own is null || zone is null || own.Id == zone.Id ? local : zone.LocalOf(own.UtcOf(local));
    }

    private CalendarEvent WithRecurrence(CalendarEvent made, RawComponent raw, List<CalendarEvent> periods)
    {
        made = RuleOf(raw, made) is { } rule ? Bounded(made with { Rule = rule }) : made;
        var additions = new SortedSet<DateTime>();
        foreach (var (time, end, line) in Dates(raw, "RDATE"))
        {
            var local = In(made.Zone, time, line);
            local = time.Form == TimeForm.Date && !made.IsAllDay ? local + made.Start.TimeOfDay : made.IsAllDay ? local.Date : local;
            if (end is { } length && length != made.Length)
            {
                if (_periods == limits.MaxEvents)
                {
                    findings.Lose(line, ICalendarTexts.Limit_Events.With(limits.MaxEvents));
                    break;
                }
                _periods++;
                periods.Add(made with { Rule = null, Start = local, RecurrenceId = local, Length = length });
            }
            additions.Add(local);
        }
        made = made with { Additions = [.. additions] };
        if (!made.StartFits)
        {
            findings.Note(raw["DTSTART"]!.Line, ICalendarTexts.Start_DoesNotFit);
        }
        return made with { Exceptions = ExceptionsOf(made, raw) };
    }

    /// <summary>Counts what the rule costs. A COUNT becomes the UNTIL that means the same, so that nobody has to count again.</summary>
    private CalendarEvent Bounded(CalendarEvent made)
    {
        var series = made.Recurrence(made.Zone ?? CalendarZone.Utc);
        effort.Spend(series.Walked);
        return made.Rule!.Count is null ? made
            : made with { Rule = made.Rule with { Count = null, Until = new RuleUntil(series.RuleEnd ?? made.Start.AddDays(-1), UntilForm.Local) } };
    }

    private List<DateTime> ExceptionsOf(CalendarEvent made, RawComponent raw)
    {
        var exceptions = new SortedSet<DateTime>();
        var (additions, whole) = (made.Additions.ToLookup(a => a.Date), new HashSet<DateTime>());
        RecurrenceSeries? series = null;
        foreach (var (time, _, line) in Dates(raw, "EXDATE"))
        {
            var local = In(made.Zone, time, line);
            if (made.IsAllDay)
            {
                exceptions.Add(local.Date);
                continue;
            }
            // Written as a date, or as its midnight: all dates of that day are meant.
            series ??= made.Recurrence(made.Zone ?? CalendarZone.Utc);
            if (time.Form != TimeForm.Date && (local.TimeOfDay != TimeSpan.Zero || series.IsInstance(local)))
            {
                exceptions.Add(local);
            }
            else if (whole.Add(local.Date))
            {
                exceptions.Add(local.Date + made.Start.TimeOfDay);
                exceptions.UnionWith(additions[local.Date]);
            }
        }
        return [.. exceptions];
    }

    private RecurrenceRule? RuleOf(RawComponent raw, CalendarEvent made)
    {
        if (raw["EXRULE"] is { } without)
        {
            findings.Lose(without.Line, ICalendarTexts.Rule_Exrule);
        }
        RecurrenceRule? first = null;
        var seen = false;
        foreach (var line in raw.All("RRULE"))
        {
            if (effort.IsSpent)
            {
                if (!_saidEffort)
                {
                    findings.Lose(line.Line, ICalendarTexts.Limit_Rules);
                }
                _saidEffort = true;
                return null;
            }
            if (seen && raw["RRULE"]!.Value.Trim().Equals(line.Value.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }
            if (seen)
            {
                findings.Lose(line.Line, ICalendarTexts.Rule_Second);
                break;
            }
            seen = true;
            var read = RuleReading.Read(line.Value, made.Start);
            if (read.Refusal is { } refusal)
            {
                findings.Lose(line.Line, ICalendarTexts.Rule_Refused.With(refusal.Message));
            }
            first = read.Refusal is not null ? null : read.Value.Count > limits.MaxCount ? read.Value with { Count = null } : read.Value;
        }
        return first;
    }

    /// <summary>The times of all lines of a name, with the length of those that are periods.</summary>
    private IEnumerable<(CalendarTime Time, TimeSpan? Length, int Line)> Dates(RawComponent raw, string name)
    {
        var count = 0;
        foreach (var line in raw.All(name))
        {
            foreach (var text in line.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (++count > limits.MaxDates)
                {
                    findings.Lose(line.Line, ICalendarTexts.Limit_Dates.With(limits.MaxDates));
                    yield break;
                }
                var slash = text.IndexOf('/', StringComparison.Ordinal);
                if (CalendarValues.Time(slash < 0 ? text : text.AsSpan(0, slash), ZoneOf(line)) is not { } time)
                {
                    findings.Lose(line.Line, ICalendarTexts.Date_Unreadable.With(Short(text)));
                    continue;
                }
                yield return (time, slash < 0 ? null : PeriodLength(time, text[(slash + 1)..], line), line.Line);
            }
        }
    }

    private TimeSpan? PeriodLength(CalendarTime start, string end, ContentLine line) =>
        CalendarValues.Duration(end) is { } length ? length
        : CalendarValues.Time(end, ZoneOf(line)) is { } time ? In(Place(start, line.Line).Zone, time, line.Line) - Place(start, line.Line).Local is var span && span >= TimeSpan.Zero ? span : null
        : null;

    private TimeSpan LengthOf(RawComponent raw, CalendarEvent made)
    {
        var usual = made.IsAllDay ? TimeSpan.FromDays(1) : TimeSpan.Zero;
        if (raw["DTEND"] is { } endLine)
        {
            if (TimeOf(endLine) is not { } end)
            {
                findings.Note(endLine.Line, ICalendarTexts.End_Unreadable.With(Short(endLine.Value)));
                return usual;
            }
            var length = In(made.Zone, end, endLine.Line) - made.Start;
            length = made.IsAllDay ? TimeSpan.FromDays(Math.Round(length.TotalDays)) : length;
            if (length < TimeSpan.Zero || length > TimeSpan.FromDays(3660))
            {
                findings.Note(endLine.Line, ICalendarTexts.End_BeforeStart);
                return usual;
            }
            return length > TimeSpan.Zero ? length : usual;
        }
        if (raw["DURATION"] is not { } line)
        {
            return usual;
        }
        if (CalendarValues.Duration(line.Value) is not { } duration || duration < TimeSpan.Zero)
        {
            findings.Note(line.Line, ICalendarTexts.Duration_Unreadable.With(Short(line.Value)));
            return usual;
        }
        return made.IsAllDay ? TimeSpan.FromDays(Math.Max(1, Math.Ceiling(duration.TotalDays))) : duration;
    }

    private (CalendarZone? Zone, DateTime Local) Place(CalendarTime time, int line) => time.Form switch
    {
        TimeForm.Utc => (CalendarZone.Utc, time.Value),
        TimeForm.Zoned => (zones.Find(time.Zone!, line) ?? zones.OfCalendar, time.Value),
        TimeForm.Floating => (zones.OfCalendar, time.Value),
        _ => (null, time.Value),
    };

    private static CalendarTime? TimeOf(ContentLine line) => CalendarValues.Time(line.Value, ZoneOf(line)) is not { } time ? null
        // A value that says it is a date and writes a midnight.
        : Is(line["VALUE"], "DATE") && time.Value.TimeOfDay == TimeSpan.Zero ? new CalendarTime(time.Value, TimeForm.Date, null)
        : time;

    private static string? ZoneOf(ContentLine line) => line["TZID"] is { Length: > 0 } zone ? zone : null;

    private static DateTime Stamp(RawComponent raw) =>
        CalendarValues.Time(raw["LAST-MODIFIED"]?.Value, null)?.Value ?? CalendarValues.Time(raw["DTSTAMP"]?.Value, null)?.Value ?? DateTime.MinValue;

    private static bool IsCancelled(RawComponent raw) => raw.Calendar.Method == "CANCEL" || Is(raw["STATUS"], "CANCELLED") || Is(raw["STATUS"], "CANCELED");

    private static bool Is(ContentLine? line, string value) => Is(line?.Value, value);

    private static bool Is(string? text, string value) => text is not null && text.Trim().Equals(value, StringComparison.OrdinalIgnoreCase);

    /// <summary>An identity for an event that has none: the same as long as it stays the same.</summary>
    private static string UidOf(RawComponent raw) => "no-uid-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', raw.Lines.Where(l => l.Name is "DTSTART" or "DTEND" or "SUMMARY" or "RRULE" or "LOCATION").Select(l => l.Value)))))[..32];

    private static string Short(string text)
    {
        var clean = new string([.. text.Take(40).Where(c => !char.IsControl(c) && !char.IsSurrogate(c))]);
        return text.Length > 40 ? clean + "…" : clean;
    }
}
