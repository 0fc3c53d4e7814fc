using StudyDashboard.Features.Tutoring.Recurrence;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Calendars.ICalendar;

/// <summary>
/// One event of a calendar: a single one, a series, or a single date of a series that was moved, changed or cancelled. A series leaves
/// out the dates that such single ones replace, so every event stands for itself.
/// </summary>
public sealed record CalendarEvent
{
    /// <summary>Longest title and place.</summary>
    public const int MaxText = 255;

    public required string Uid { get; init; }

    /// <summary>For a single date of a series: the start that the series gave it, in the series' wall time.</summary>
    public DateTime? RecurrenceId { get; init; }

    public string Title { get; init; } = "";

    public string? Location { get; init; }

    /// <summary>The first start in wall time.</summary>
    public required DateTime Start { get; init; }

    /// <summary>Where that wall time is; null: wherever the reader is.</summary>
    public CalendarZone? Zone { get; init; }

    /// <summary>Whether it is whole days.</summary>
    public bool IsAllDay { get; init; }

    /// <summary>From start to end in wall time, so that 17:00 to 18:00 stays so.</summary>
    public TimeSpan Length { get; init; }

    public RecurrenceRule? Rule { get; init; }

    /// <summary>Starts that the series leaves out, in wall time.</summary>
    public IReadOnlyList<DateTime> Exceptions { get; init; } = [];

    /// <summary>Starts beside the rule, in wall time.</summary>
    public IReadOnlyList<DateTime> Additions { get; init; } = [];

    public bool IsCancelled { get; init; }

    /// <summary>Whether it takes no time of its person (TRANSP).</summary>
    public bool IsFree { get; init; }

    /// <summary>Whether only its person should read what it is (CLASS).</summary>
    public bool IsPrivate { get; init; }

    public int Sequence { get; init; }

    /// <summary>Where it begins in the file.</summary>
    public int Line { get; init; }

    public bool IsSeries => Rule is not null || Additions.Count > 0 || Exceptions.Count > 0;

    /// <summary>Its occurrences that share time with a span, in order; at most so many.</summary>
    /// <param name="here">Where floating times and whole days are read.</param>
    /// <param name="span">The span asked for.</param>
    /// <param name="most">How many at most.</param>
    public IEnumerable<CalendarOccurrence> Between(TimeZoneInfo here, Interval span, int most)
    {
        var zone = Zone ?? CalendarZone.Of(here);
        if (!IsSeries)
        {
            return new[] { At(zone, Start) }.Where(o => Touches(o.Span, span));
        }
        // In a zone that a file defines, wall times are counted as if they were UTC, so a day on either side is asked too.
        var slack = zone.Known is null ? TimeSpan.FromDays(1) : TimeSpan.Zero;
        var from = Before(span.Start, Length + TimeSpan.FromDays(1) + slack);
        return Recurrence(zone).Between(from, After(span.End, slack)).Select(o => At(zone, o.Local)).Where(o => Touches(o.Span, span)).Take(most);
    }

    /// <summary>The first start and the last end, as instants; the end is null for a series without one.</summary>
    public (DateTime First, DateTime? Last) Extent { get; init; }

    /// <summary>Works <see cref="Extent"/> out; null when it never takes place.</summary>
    internal CalendarEvent? Measured(TimeZoneInfo here)
    {
        var zone = Zone ?? CalendarZone.Of(here);
        if (!IsSeries)
        {
            return this with { Extent = (At(zone, Start).Span.Start, At(zone, Start).Span.End) };
        }
        var series = Recurrence(zone);
        if (series.First is not { } first)
        {
            return null;
        }
        DateTime? last = series.IsEndless || series.Last is not { } end ? null : At(zone, end.Local).Span.End;
        return this with { Extent = (At(zone, first.Local).Span.Start, last) };
    }

    /// <summary>Whether its first start fits its own rule; one that does not is no date of the series (rules.md 22).</summary>
    internal bool StartFits => Rule is null || Recurrence(Zone ?? CalendarZone.Utc).IsOfRule(Start) || Additions.Contains(Start);

    internal RecurrenceSeries Recurrence(CalendarZone zone)
    {
        var rule = zone.Known is null && Rule?.Until is { Form: UntilForm.Utc } until
            ? Rule with { Until = new RuleUntil(zone.LocalOf(DateTime.SpecifyKind(until.Value, DateTimeKind.Utc)), UntilForm.Local) }
            : Rule;
        return new RecurrenceSeries(Start, zone.Engine, rule, Exceptions, Additions);
    }

    /// <summary>An occurrence at a wall time. Where the clock skips the start, the end may come first: then it keeps its length.</summary>
    private CalendarOccurrence At(CalendarZone zone, DateTime local)
    {
        var (start, end) = (zone.UtcOf(local), zone.UtcOf(local + Length));
        return new CalendarOccurrence(this, local, new Interval(start, end > start ? end : start + Length));
    }

    /// <summary>An event without length is there at its instant.</summary>
    private static bool Touches(Interval occurrence, Interval span) =>
        occurrence.Start < span.End && (occurrence.End > span.Start || (occurrence.End == occurrence.Start && occurrence.Start >= span.Start));

    private static DateTime After(DateTime utc, TimeSpan by) => DateTime.SpecifyKind(DateTime.MaxValue - by > utc ? utc + by : DateTime.MaxValue, DateTimeKind.Utc);

    private static DateTime Before(DateTime utc, TimeSpan by) => DateTime.SpecifyKind(utc.Ticks > by.Ticks ? utc - by : DateTime.MinValue, DateTimeKind.Utc);
}

/// <summary>One time at which an event takes place.</summary>
/// <param name="Event">What takes place.</param>
/// <param name="Local">Its start in the event's wall time.</param>
/// <param name="Span">From when to when.</param>
public sealed record CalendarOccurrence(CalendarEvent Event, DateTime Local, Interval Span);
