using System.Globalization;
using StudyDashboard.Features.Tutoring.Recurrence;

namespace StudyDashboard.Features.Calendars.ICalendar;

/// <summary>Writes what an IANA zone does over some years as a VTIMEZONE, for readers that do not know the zone by its name.</summary>
internal static class ZoneWriter
{
    private sealed record Change(DateTime Utc, TimeSpan From, TimeSpan To)
    {
        /// <summary>In the wall time before it, as RFC 5545, 3.6.5, wants it.</summary>
        public DateTime Onset => Utc + From;
    }

    public static void Write(Action<string> line, TimeZoneInfo zone, int fromYear, int toYear)
    {
        var (from, to) = (At(Math.Clamp(fromYear, 1900, 2099)), At(Math.Clamp(toYear + 1, 1901, 2100)));
        line("BEGIN:VTIMEZONE");
        line($"TZID:{zone.Id}");
        line($"X-LIC-LOCATION:{zone.Id}");
        var changes = Changes(zone, from, to);
        if (changes.Count == 0 || changes[0].Utc > from)
        {
            var offset = zone.GetUtcOffset(from);
            Observance(line, [new Change(from - offset, offset, offset)], null);
        }
        foreach (var group in changes.GroupBy(c => (c.From, c.To)))
        {
            List<Change> all = [.. group];
            Observance(line, all, RuleOf(all, to));
        }
        line("END:VTIMEZONE");
    }

    private static void Observance(Action<string> line, IReadOnlyList<Change> changes, string? rule)
    {
        var (first, name) = (changes[0], changes[0].To > changes[0].From ? "DAYLIGHT" : "STANDARD");
        line($"BEGIN:{name}");
        line($"DTSTART:{CalendarWriter.Wall(first.Onset)}");
        line($"TZOFFSETFROM:{Offset(first.From)}");
        line($"TZOFFSETTO:{Offset(first.To)}");
        if (rule is not null)
        {
            line($"RRULE:{rule}");
        }
        foreach (var further in rule is null ? changes.Skip(1) : [])
        {
            line($"RDATE:{CalendarWriter.Wall(further.Onset)}");
        }
        line($"END:{name}");
    }

    /// <summary>The yearly rule behind changes that come every year up to the end of the span; null when there is none.</summary>
    private static string? RuleOf(List<Change> changes, DateTime to)
    {
        var onsets = changes.ConvertAll(c => c.Onset);
        var first = onsets[0];
        var isYearly = onsets.Count > 1 && onsets[^1].Year == to.Year - 1 && onsets.Select((o, i) => o.Year == first.Year + i).All(follows => follows)
            && onsets.TrueForAll(o => o.Month == first.Month && o.DayOfWeek == first.DayOfWeek && o.TimeOfDay == first.TimeOfDay);
        if (!isYearly)
        {
            return null;
        }
        var ordinal = onsets.TrueForAll(o => o.Day + 7 > DateTime.DaysInMonth(o.Year, o.Month)) ? -1
            : onsets.TrueForAll(o => WeekdayNum.OrdinalOf(o) == WeekdayNum.OrdinalOf(first)) ? WeekdayNum.OrdinalOf(first)
            : 0;
        return ordinal == 0 ? null : new RecurrenceRule(RecurrenceFrequency.Yearly) { ByMonth = [first.Month], ByDay = [new WeekdayNum(first.DayOfWeek, ordinal)] }.ToString();
    }

    private static List<Change> Changes(TimeZoneInfo zone, DateTime from, DateTime to)
    {
        var changes = new List<Change>();
        var offset = zone.GetUtcOffset(from);
        for (var at = from; at < to; at = at.AddDays(1))
        {
            var next = zone.GetUtcOffset(at.AddDays(1));
            if (next != offset)
            {
                changes.Add(new Change(FirstWith(zone, next, at, at.AddDays(1)), offset, next));
                offset = next;
            }
        }
        return changes;
    }

    private static DateTime FirstWith(TimeZoneInfo zone, TimeSpan offset, DateTime before, DateTime at)
    {
        while (at - before > TimeSpan.FromSeconds(1))
        {
            var middle = before.AddSeconds(Math.Floor((at - before).TotalSeconds / 2));
            (before, at) = zone.GetUtcOffset(middle) == offset ? (before, middle) : (middle, at);
        }
        return at;
    }

    private static string Offset(TimeSpan offset) =>
        string.Create(CultureInfo.InvariantCulture, $"{(offset < TimeSpan.Zero ? '-' : '+')}{offset.Duration():hhmm}{(offset.Seconds == 0 ? "" : offset.Duration().ToString("ss", CultureInfo.InvariantCulture))}");

    private static DateTime At(int year) => new(year, 1, 1, 0, 0, 0, DateTimeKind.Utc);
}
