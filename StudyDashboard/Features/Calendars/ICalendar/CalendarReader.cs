using System.Globalization;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Calendars.ICalendar;

/// <summary>What a calendar's text says.</summary>
/// <param name="IsCalendar">Whether it is one at all.</param>
/// <param name="Name">What the calendar calls itself.</param>
/// <param name="Events">Its events, each standing for itself.</param>
/// <param name="Findings">What is not as it should be, by line.</param>
/// <param name="Effort">How many months of rules and changes of zones were gone through.</param>
public sealed record CalendarText(bool IsCalendar, string? Name, IReadOnlyList<CalendarEvent> Events, CalendarFindings Findings, long Effort = 0);

/// <summary>
/// Reads iCalendar text (RFC 5545) as programs really write it. What can be read is read, the rest is told; nothing throws, and time and
/// memory grow with the file's length and no faster.
/// </summary>
public static class CalendarReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="here">The reader's zone: what floating times are compared in, and what a zone is taken for that nobody knows.</param>
    /// <param name="limits">How much is read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static CalendarText Read(byte[] bytes, TimeZoneInfo here, CalendarLimits? limits = null, CancellationToken cancellationToken = default)
    {
        limits ??= CalendarLimits.Default;
        var findings = new CalendarFindings();
        if (bytes.Length > limits.MaxBytes)
        {
            findings.Lose(1, ICalendarTexts.Limit_Bytes.With(limits.MaxBytes / (1024 * 1024)));
            bytes = bytes[..limits.MaxBytes];
        }
        var components = new ComponentReader(limits, findings);
        components.Read(new CalendarBytes(bytes, limits, findings), cancellationToken);
        if (!components.IsCalendar && components.Events.Count == 0)
        {
            findings.Lose(1, ICalendarTexts.Calendar_None);
            return new CalendarText(false, null, [], findings);
        }
        var effort = new ReadingEffort(limits);
        var zones = new ZoneTable(components.Zones, here, limits, effort, findings);
        var reader = new EventReader(zones, limits, effort, findings);
        var newest = new Dictionary<(string, CalendarTime?), ReadEvent>();
        foreach (var raw in components.Events)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (reader.Read(raw) is { } read)
            {
                Keep(newest, read, findings);
            }
        }
        if (components.Events.Count == 0)
        {
            findings.Note(1, ICalendarTexts.Calendar_NoEvents);
        }
        return new CalendarText(true, components.Name, Joined(newest.Values, reader, here, findings), findings, effort.Spent);
    }

    /// <summary>Of two versions of the same event the higher SEQUENCE wins, then the later stamp, then the one that comes later.</summary>
    private static void Keep(Dictionary<(string, CalendarTime?), ReadEvent> newest, ReadEvent read, CalendarFindings findings)
    {
        var key = (read.Event.Uid, read.Replaces is { } at ? at with { Zone = at.Zone?.ToUpperInvariant() } : (CalendarTime?)null);
        if (newest.TryGetValue(key, out var same) && read.Replaces is null
            && (read.Event.Sequence, read.Stamp) == (same.Event.Sequence, same.Stamp) && read.Event.Start != same.Event.Start)
        {
            // Neither is newer, and they are at different times: a program that gives all its events one UID.
            findings.Note(read.Event.Line, ICalendarTexts.Event_SameUid);
            read = read with { Event = read.Event with { Uid = OwnUid(read.Event) } };
            key = (read.Event.Uid, key.Item2);
        }
        if (!newest.TryGetValue(key, out var other) || (read.Event.Sequence, read.Stamp).CompareTo((other.Event.Sequence, other.Stamp)) >= 0)
        {
            newest[key] = read;
        }
    }

    /// <summary>A UID for an event that cannot go by the one it has.</summary>
    internal static string OwnUid(CalendarEvent it)
    {
        var suffix = string.Create(CultureInfo.InvariantCulture, $"#{it.Start:yyyyMMdd'T'HHmmss}-{it.Sequence}");
        return it.Uid[..Math.Min(it.Uid.Length, CalendarEvent.MaxText - suffix.Length)] + suffix;
    }

    /// <summary>Takes out of each series the dates that single events replace.</summary>
    private static List<CalendarEvent> Joined(IReadOnlyCollection<ReadEvent> all, EventReader reader, TimeZoneInfo here, CalendarFindings findings)
    {
        var single = all.Where(e => e.Replaces is not null).ToLookup(e => e.Event.Uid);
        var events = new List<CalendarEvent>();
        var masters = new HashSet<string>();
        foreach (var master in all.Where(e => e.Replaces is null))
        {
            masters.Add(master.Event.Uid);
            var replacing = Replacing(master, single[master.Event.Uid], reader);
            var dates = replacing.Select(r => r.RecurrenceId!.Value).Concat(master.Periods.Select(p => p.Start)).ToHashSet();
            var exceptions = master.Event.Exceptions.ToHashSet();
            var whole = dates.Count == 0 ? master.Event : master.Event with { Exceptions = [.. exceptions.Union(dates).Order()] };
            if (whole.Measured(here) is { } measured)
            {
                events.Add(measured);
            }
            else if (dates.Count == 0)
            {
                findings.Lose(whole.Line, ICalendarTexts.Event_Never);
            }
            var others = replacing.Select(r => r.RecurrenceId).ToHashSet();
            events.AddRange(replacing.Concat(master.Periods.Where(p => !exceptions.Contains(p.Start) && !others.Contains(p.Start))).Select(e => e.Measured(here)!));
        }
        // A date of a series that is not in the file: an invitation to that one date.
        events.AddRange(all.Where(e => e.Replaces is not null && !masters.Contains(e.Event.Uid))
            .Select(e => (e.Event with { RecurrenceId = reader.In(e.Event.Zone, e.Replaces!.Value, e.ReplacesLine) }).Measured(here)!));
        return events;
    }

    private static List<CalendarEvent> Replacing(ReadEvent master, IEnumerable<ReadEvent> single, EventReader reader)
    {
        var found = new Dictionary<DateTime, ReadEvent>();
        foreach (var one in single)
        {
            var time = one.Replaces!.Value;
            var local = reader.In(master.Event.Zone, time, one.ReplacesLine);
            local = master.Event.IsAllDay ? local.Date : time.Form == TimeForm.Date ? local + master.Event.Start.TimeOfDay : local;
            // The same date, once named in UTC and once in its zone.
            if (!found.TryGetValue(local, out var other) || (one.Event.Sequence, one.Stamp).CompareTo((other.Event.Sequence, other.Stamp)) >= 0)
            {
                found[local] = one;
            }
        }
        return [.. found.Select(f => f.Value.Event with
        {
            RecurrenceId = f.Key,
            Title = f.Value.Event.Title.Length > 0 ? f.Value.Event.Title : master.Event.Title,
            IsCancelled = f.Value.Event.IsCancelled || master.Event.IsCancelled,
        })];
    }
}
