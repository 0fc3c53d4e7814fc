using System.Globalization;
using StudyDashboard.Features.Calendars.ICalendar;
using StudyDashboard.Features.Tutoring.Recurrence;

namespace StudyDashboard.Features.Calendars.Imported;

/// <summary>A row of the archive's <c>calendars</c>.</summary>
public sealed record ArchivedCalendar
{
    public required int Id { get; init; }

    public required string Name { get; init; }

    public required CalendarSourceKind Kind { get; init; }

    public required CalendarColour Colour { get; init; }

    public required bool Blocks { get; init; }

    public string? Address { get; init; }

    public string? FileName { get; init; }

    public DateTime? FetchedAt { get; init; }

    public int EventCount { get; init; }
}

/// <summary>A row of the archive's <c>calendar_events</c>: wall times as iCalendar writes them.</summary>
public sealed record ArchivedEvent
{
    public required int Calendar { get; init; }

    public required string Uid { get; init; }

    public string? RecurrenceId { get; init; }

    public string? Title { get; init; }

    public string? Location { get; init; }

    public required string Start { get; init; }

    public string? Zone { get; init; }

    public bool IsAllDay { get; init; }

    public int Seconds { get; init; }

    public string? Rule { get; init; }

    public string? Exceptions { get; init; }

    public string? Additions { get; init; }

    public bool IsCancelled { get; init; }

    public bool IsFree { get; init; }

    public bool IsPrivate { get; init; }

    public int Sequence { get; init; }

    /// <summary>The event, or null when it cannot be one.</summary>
    /// <param name="zones">Zones met before, by their stored name.</param>
    internal CalendarEvent? Read(Dictionary<string, CalendarZone?> zones)
    {
        CalendarZone? zone = null;
        if (Zone is not null && (Zone.Length > 4000 || (!zones.TryGetValue(Zone, out zone) ? zones[Zone] = zone = CalendarZone.Stored(Zone) : zone) is null))
        {
            return null;
        }
        var rule = Rule is null ? null : RuleParser.Parse(Rule);
        if (Uid is not { Length: > 0 and <= CalendarEvent.MaxText } || Title?.Length > CalendarEvent.MaxText || Location?.Length > CalendarEvent.MaxText
            || Seconds is < 0 or > 366 * 86_400 || rule?.Refusal is not null || Time(Start) is not { } start || Times(Exceptions) is not { } exceptions || Times(Additions) is not { } additions
            || (RecurrenceId is not null && Time(RecurrenceId) is null))
        {
            return null;
        }
        return new CalendarEvent
        {
            Uid = Uid, Title = Title ?? "", Location = Location, Start = start, Zone = zone, IsAllDay = IsAllDay, Length = TimeSpan.FromSeconds(Seconds),
            RecurrenceId = RecurrenceId is null ? null : Time(RecurrenceId), Rule = rule?.Value, Exceptions = exceptions, Additions = additions,
            IsCancelled = IsCancelled, IsFree = IsFree, IsPrivate = IsPrivate, Sequence = Sequence,
        };
    }

    private static List<DateTime>? Times(string? text)
    {
        var times = string.IsNullOrEmpty(text) ? [] : text.Split(',').Select(Time).ToList();
        return times.Count > CalendarLimits.Default.MaxDates || times.Contains(null) ? null : [.. times.Select(t => t!.Value)];
    }

    private static DateTime? Time(string? text) =>
        DateTime.TryParseExact(text, "yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) && time.Year is >= 1900 and <= 2200 ? time : null;
}
