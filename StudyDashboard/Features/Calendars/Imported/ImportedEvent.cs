using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Calendars.ICalendar;
using StudyDashboard.Features.Tutoring.Recurrence;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Calendars.Imported;

/// <summary>An event of an imported calendar as it is stored: its rule, not its occurrences, which the recurrence engine finds when asked.</summary>
public sealed class ImportedEvent
{
    private const string WallTime = "yyyyMMdd'T'HHmmss";
    private const int WallLength = 15;
    private const int Step = WallLength + 1;
    private static readonly TimeSpan TwoDays = TimeSpan.FromDays(2);

    private ImportedEvent()
    {
    }

    /// <param name="it">What was read.</param>
    public ImportedEvent(CalendarEvent it)
    {
        (Uid, Title, Location) = (it.Uid, it.Title, it.Location);
        (Start, Zone, IsAllDay, Seconds) = (Wall(it.Start), it.Zone?.Id, it.IsAllDay, (int)it.Length.TotalSeconds);
        RecurrenceId = it.RecurrenceId is { } original ? Wall(original) : null;
        (Rule, Exceptions, Additions) = (it.Rule?.ToString(), Walls(it.Exceptions), Walls(it.Additions));
        (IsCancelled, IsFree, IsPrivate, Sequence) = (it.IsCancelled, it.IsFree, it.IsPrivate, it.Sequence);
        (FirstAt, LastAt) = it.Extent;
        Key = KeyOf();
    }

    public int Id { get; private set; }

    public int SourceId { get; private set; }

    public string Uid { get; private set; } = "";

    /// <summary>For a single date of a series, the start that the series gave it: wall time as iCalendar writes it.</summary>
    public string? RecurrenceId { get; private set; }

    public string Title { get; private set; } = "";

    public string? Location { get; private set; }

    /// <summary>The first start: wall time as iCalendar writes it.</summary>
    public string Start { get; private set; } = "";

    /// <summary>Its zone, or the definition that the file gave (<see cref="CalendarZone.Id"/>); null: wherever its person is.</summary>
    public string? Zone { get; private set; }

    public bool IsAllDay { get; private set; }

    /// <summary>From start to end in wall time.</summary>
    public int Seconds { get; private set; }

    public string? Rule { get; private set; }

    /// <summary>Wall times in order, with commas between them.</summary>
    public string Exceptions { get; private set; } = "";

    /// <summary>Wall times in order, with commas between them.</summary>
    public string Additions { get; private set; } = "";

    public bool IsCancelled { get; private set; }

    public bool IsFree { get; private set; }

    public bool IsPrivate { get; private set; }

    public int Sequence { get; private set; }

    /// <summary>The first start as an instant, to find it by.</summary>
    public DateTime FirstAt { get; private set; }

    /// <summary>The last end as an instant; null when it goes on without one.</summary>
    public DateTime? LastAt { get; private set; }

    /// <summary>Identity of its content: a second import of the same event adds nothing (rules.md 18).</summary>
    public string Key { get; private set; } = "";

    /// <summary>
    /// The event as the engine takes it, for a question about a span: of the dates that it adds and leaves out only those that matter
    /// there. Null when the system no longer knows its zone.
    /// </summary>
    /// <param name="zones">Zones met before, by their stored name.</param>
    /// <param name="span">What is asked about.</param>
    public CalendarEvent? Read(Dictionary<string, CalendarZone?> zones, Interval span)
    {
        CalendarZone? zone = null;
        if (Zone is not null && (!zones.TryGetValue(Zone, out zone) ? zones[Zone] = zone = CalendarZone.Stored(Zone) : zone) is null)
        {
            return null;
        }
        // An occurrence may have begun before the span, and its wall time is up to a day away from the instant.
        var (from, to) = (Wall(Earlier(span.Start, TimeSpan.FromSeconds(Seconds) + TwoDays)), Wall(DateTime.MaxValue - TwoDays > span.End ? span.End + TwoDays : DateTime.MaxValue));
        return new CalendarEvent
        {
            Uid = Uid, Title = Title, Location = Location, Start = Time(Start), Zone = zone, IsAllDay = IsAllDay, Length = TimeSpan.FromSeconds(Seconds),
            RecurrenceId = RecurrenceId is null ? null : Time(RecurrenceId), Rule = Rule is null ? null : RuleParser.Parse(Rule).Value,
            Exceptions = Times(Exceptions, from, to), Additions = Times(Additions, from, to), IsCancelled = IsCancelled, IsFree = IsFree, IsPrivate = IsPrivate, Sequence = Sequence,
        };
    }

    private string KeyOf() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Uid, RecurrenceId, Title, Location, Start, Zone,
        Seconds.ToString(CultureInfo.InvariantCulture), IsAllDay, Rule, Exceptions, Additions, IsCancelled, IsFree, IsPrivate))));

    private static string Walls(IEnumerable<DateTime> times) => string.Join(',', times.Order().Select(Wall));

    private static string Wall(DateTime time) => time.ToString(WallTime, CultureInfo.InvariantCulture);

    private static DateTime Earlier(DateTime time, TimeSpan by) => time.Ticks > by.Ticks ? time - by : DateTime.MinValue;

    /// <summary>Those between two wall times: all have one length and stand in order, so that the first is found by halving.</summary>
    private static DateTime[] Times(string text, string from, string to)
    {
        var (low, high) = (0, (text.Length + 1) / Step);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = string.CompareOrdinal(text, middle * Step, from, 0, WallLength) < 0 ? (middle + 1, high) : (low, middle);
        }
        var times = new List<DateTime>();
        for (var at = low * Step; at < text.Length && string.CompareOrdinal(text, at, to, 0, WallLength) <= 0; at += Step)
        {
            times.Add(Time(text.Substring(at, WallLength)));
        }
        return [.. times];
    }

    private static DateTime Time(string text) => DateTime.ParseExact(text, WallTime, CultureInfo.InvariantCulture);
}

internal sealed class ImportedEventConfiguration : IEntityTypeConfiguration<ImportedEvent>
{
    public void Configure(EntityTypeBuilder<ImportedEvent> builder)
    {
        builder.ToTable("calendar_events", table => table.HasCheckConstraint("ck_calendar_events_order", "seconds >= 0 AND (last_at IS NULL OR last_at >= first_at)"));
        builder.Property(e => e.Uid).HasMaxLength(CalendarEvent.MaxText);
        builder.Property(e => e.Title).HasMaxLength(CalendarEvent.MaxText);
        builder.Property(e => e.Location).HasMaxLength(CalendarEvent.MaxText);
        builder.Property(e => e.RecurrenceId).HasMaxLength(16);
        builder.Property(e => e.Start).HasMaxLength(16);
        builder.Property(e => e.Zone).HasMaxLength(4000);
        builder.Property(e => e.Rule).HasMaxLength(4000);
        builder.Property(e => e.Key).HasMaxLength(64);
        builder.HasIndex(e => new { e.SourceId, e.FirstAt }).HasDatabaseName("ix_calendar_events_first");
    }
}
