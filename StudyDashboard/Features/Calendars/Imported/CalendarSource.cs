using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Calendars.ICalendar;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Calendars.Imported;

/// <summary>Where an imported calendar comes from.</summary>
public enum CalendarSourceKind
{
    /// <summary>A file that was uploaded once.</summary>
    File,

    /// <summary>An address that is asked again and again.</summary>
    Subscription,
}

/// <summary>In which of the product's data colours a calendar is drawn.</summary>
public enum CalendarColour
{
    Blue,
    Green,
    Amber,
    Violet,
    Rose,
    Grey,
}

/// <summary>A calendar from elsewhere that a person sees beside their own, read only.</summary>
public sealed class CalendarSource
{
    public const int MaxName = 80;
    public const int MaxAddress = 2000;

    /// <summary>Most findings that are kept; <see cref="FindingCount"/> counts all.</summary>
    public const int MaxFindings = 200;

    /// <summary>How long a removed calendar can come back.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private CalendarSource()
    {
    }

    public CalendarSource(int personId, CalendarSourceKind kind, string? address, string? fileName, DateTime nowUtc) =>
        (PersonId, Kind, Address, FileName, CreatedAt) = (personId, kind, address, fileName is { Length: > MaxName } ? fileName[..MaxName] : fileName, nowUtc);

    public int Id { get; private set; }

    public int PersonId { get; private set; }

    public CalendarSourceKind Kind { get; private set; }

    public string Name { get; private set; } = "";

    public CalendarColour Colour { get; private set; }

    /// <summary>Whether its times count for conflicts.</summary>
    public bool Blocks { get; private set; } = true;

    /// <summary>Where a subscription is asked. Often a secret of its own: it is never logged.</summary>
    public string? Address { get; private set; }

    public string? FileName { get; private set; }

    /// <summary>What the server called the version that is stored.</summary>
    public string? ETag { get; private set; }

    /// <summary>When the address was asked last, with whatever answer.</summary>
    public DateTime? AskedAt { get; private set; }

    /// <summary>As of when the events are.</summary>
    public DateTime? FetchedAt { get; private set; }

    /// <summary>Why the last asking failed, for a person; null when it did not. The events are those of before.</summary>
    public string? LastError { get; private set; }

    public int EventCount { get; private set; }

    public int FindingCount { get; private set; }

    /// <summary>The first <see cref="MaxFindings"/> findings.</summary>
    public IReadOnlyList<CalendarFinding> Findings { get; private set; } = [];

    /// <summary>The import that brought it, if it came by the import page or the command line.</summary>
    public int? ImportId { get; private set; }

    public DateTime CreatedAt { get; private set; }

    public DateTime? DeletedAt { get; private set; }

    public List<ImportedEvent> Events { get; private set; } = [];

    public void Describe(string name, CalendarColour colour, bool blocks) => (Name, Colour, Blocks) = (name, colour, blocks);

    public void BelongTo(int importId) => ImportId = importId;

    /// <summary>Notes what came in with an archive; a subscription is asked soon.</summary>
    public void Came(int events, DateTime? fetchedAt) => (EventCount, FetchedAt, AskedAt) = (events, fetchedAt, null);

    /// <summary>Notes what was read, as of now.</summary>
    public void Fetched(int events, CalendarFindings findings, string? etag, DateTime nowUtc)
    {
        (EventCount, FindingCount, Findings) = (events, findings.Count, [.. findings.Kept.Take(MaxFindings)]);
        Unchanged(nowUtc);
        ETag = etag is { Length: <= 200 } ? etag : null;
    }

    /// <summary>Notes that the server has nothing newer.</summary>
    public void Unchanged(DateTime nowUtc) => (AskedAt, FetchedAt, LastError) = (nowUtc, nowUtc, null);

    /// <summary>Notes that asking failed. What is stored stays.</summary>
    public void Failed(string reason, DateTime nowUtc) => (AskedAt, LastError) = (nowUtc, reason.Length > 500 ? reason[..500] : reason);

    public void Delete(DateTime nowUtc) => DeletedAt ??= nowUtc;

    public void Restore() => DeletedAt = null;
}

internal sealed class CalendarSourceConfiguration : IEntityTypeConfiguration<CalendarSource>
{
    public void Configure(EntityTypeBuilder<CalendarSource> builder)
    {
        builder.ToTable("calendar_sources", table =>
        {
            table.HasCheckConstraint("ck_calendar_sources_address", "(kind = 'subscription') = (address IS NOT NULL)");
            table.HasCheckConstraint("ck_calendar_sources_counts", "event_count >= 0 AND finding_count >= 0");
        });
        builder.Property(s => s.Name).HasMaxLength(CalendarSource.MaxName);
        builder.Property(s => s.Address).HasMaxLength(CalendarSource.MaxAddress);
        builder.Property(s => s.FileName).HasMaxLength(CalendarSource.MaxName);
        builder.Property(s => s.ETag).HasColumnName("etag").HasMaxLength(200);
        builder.Property(s => s.LastError).HasMaxLength(500);
        builder.Property(s => s.Findings).HasConversion(
            findings => JsonSerializer.Serialize(findings, Json.Stored),
            json => JsonSerializer.Deserialize<List<CalendarFinding>>(json, Json.Stored)!,
            new ValueComparer<IReadOnlyList<CalendarFinding>>((a, b) => a!.SequenceEqual(b!), findings => findings.Count, findings => findings));
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(s => s.Events).WithOne().HasForeignKey(e => e.SourceId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(s => s.PersonId).HasDatabaseName("ix_calendar_sources_person");
        builder.HasIndex(s => s.AskedAt).HasDatabaseName("ix_calendar_sources_asked").HasFilter("kind = 'subscription' AND deleted_at IS NULL");
    }
}
