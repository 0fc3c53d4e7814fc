using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Calendars.ICalendar;

/// <summary>
/// Where a wall time is: an IANA zone, or what a file itself defines when no IANA zone has that name or those rules. A time that the
/// clock skips moves forward by the gap, one that comes twice is the first (rules.md 23).
/// </summary>
public sealed class CalendarZone
{
    private readonly TimeZoneInfo? _known;
    private readonly ZoneDefinition? _own;

    private CalendarZone(string id, TimeZoneInfo? known, ZoneDefinition? own) => (Id, _known, _own) = (id, known, own);

    public static CalendarZone Utc { get; } = Of(TimeZoneInfo.Utc);

    /// <summary>The IANA name, or the definition's text: what is stored.</summary>
    public string Id { get; }

    /// <summary>The IANA zone; null for a zone that a file defines.</summary>
    public TimeZoneInfo? Known => _known;

    /// <summary>In what the recurrence engine counts: a zone of a file is counted in bare wall time.</summary>
    internal TimeZoneInfo Engine => _known ?? TimeZoneInfo.Utc;

    public static CalendarZone Of(TimeZoneInfo zone) => new(zone.Id, zone, null);

    /// <summary>The zone of a stored <see cref="Id"/>; null when the system does not know it (any more).</summary>
    public static CalendarZone? Stored(string id) =>
        ZoneDefinition.Read(id) is { } own ? Of(own) : TimeZoneInfo.TryFindSystemTimeZoneById(id, out var known) ? new CalendarZone(id, known, null) : null;

    internal static CalendarZone Of(ZoneDefinition definition) => new(definition.ToString(), null, definition);

    /// <summary>The instant of a wall time.</summary>
    public DateTime UtcOf(DateTime local) => _known is null ? _own!.UtcOf(local) : ZoneOffsets.Of(_known).UtcOf(local);

    /// <summary>The wall time of an instant, of unspecified kind.</summary>
    public DateTime LocalOf(DateTime utc) => _known is null ? _own!.LocalOf(utc) : ZoneOffsets.Of(_known).LocalOf(utc);
}
