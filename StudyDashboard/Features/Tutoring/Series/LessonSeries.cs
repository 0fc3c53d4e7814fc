using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recurrence;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Tutoring.Series;

/// <summary>
/// Lessons that repeat: a start in wall time, a rule with its exceptions and extra dates, and what all of them share. Up to
/// <see cref="FilledUntil"/> its occurrences and its stored lessons' original starts are the same (rules.md 21).
/// </summary>
public sealed class LessonSeries
{
    private RecurrenceSeries? _recurrence;

    private LessonSeries()
    {
    }

    public LessonSeries(int tutorId, RecurrenceSeries recurrence, TimeSpan length, LessonDetails details, int? parentId, DateTime nowUtc)
    {
        (TutorId, ParentId, CreatedAt) = (tutorId, parentId, nowUtc);
        (Length, Details, FilledUntil) = (length, details, DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc));
        Uid = Guid.NewGuid().ToString();
        Recur(recurrence);
    }

    public int Id { get; private set; }

    public int TutorId { get; private set; }

    /// <summary>Its identity in calendars elsewhere.</summary>
    public string Uid { get; private set; } = "";

    /// <summary>The series of which it was cut off by "this and following".</summary>
    public int? ParentId { get; private set; }

    /// <summary>The first start in wall time.</summary>
    public DateTime Start { get; private set; }

    public TimeSpan Length { get; private set; }

    public string TimeZone { get; private set; } = "UTC";

    /// <summary>The rule's text; null when it is a list of dates.</summary>
    public string? Rule { get; private set; }

    /// <summary>Starts left out, in wall time.</summary>
    public List<DateTime> Exceptions { get; private set; } = [];

    /// <summary>Extra starts, in wall time.</summary>
    public List<DateTime> Additions { get; private set; } = [];

    /// <summary>What each of its lessons has, unless it has its own.</summary>
    public LessonDetails Details { get; private set; } = new();

    /// <summary>Up to where its lessons are stored (exclusive).</summary>
    public DateTime FilledUntil { get; private set; }

    /// <summary>The instant of the last start; null for a series without end.</summary>
    public DateTime? LastStart { get; private set; }

    public DateTime CreatedAt { get; private set; }

    /// <summary>Counts changes; the SEQUENCE of its feed.</summary>
    public int Version { get; private set; }

    public List<SeriesMember> Members { get; private set; } = [];

    public RecurrenceSeries Recurrence => _recurrence ??= new RecurrenceSeries(
        Start, TimeZoneInfo.FindSystemTimeZoneById(TimeZone), Rule is null ? null : RuleParser.Parse(Rule).Value, Exceptions, Additions);

    public SessionFrequency Frequency => PatternWriter.Write(Recurrence).Frequency;

    public RecurringPattern? Pattern => PatternWriter.Write(Recurrence).Pattern;

    /// <summary>The time of one of its lessons.</summary>
    public LessonSlot SlotOf(DateTime originalStart) => LessonSlot.At(originalStart, Length, TimeZone);

    /// <summary>Takes another rule, with its exceptions and extra dates.</summary>
    public void Recur(RecurrenceSeries recurrence)
    {
        (Start, TimeZone, Rule) = (recurrence.Start, recurrence.Zone.Id, recurrence.Rule?.ToString());
        (Exceptions, Additions) = ([.. recurrence.Exceptions], [.. recurrence.Additions]);
        _recurrence = null;
        LastStart = recurrence.IsEndless ? null : recurrence.Last?.Utc ?? CreatedAt;
    }

    public void Describe(LessonDetails details, TimeSpan length) => (Details, Length) = (details, length);

    /// <summary>Leaves starts out.</summary>
    public void Except(IEnumerable<DateTime> starts)
    {
        Exceptions = [.. Exceptions.Union(starts).Order()];
        _recurrence = null;
    }

    /// <summary>Takes the place of a series that ends with it, also in calendars elsewhere.</summary>
    public void Replace(LessonSeries old) => (Uid, ParentId, Version) = (old.Uid, old.ParentId, old.Version);

    /// <summary>Keeps the identity and the extent that it had in an archive.</summary>
    internal void Came(string uid, DateTime filledUntil) => (Uid, FilledUntil) = (uid, filledUntil);

    public void Filled(DateTime untilUtc) => FilledUntil = untilUtc;

    public void Enroll(IEnumerable<int> enrollmentIds)
    {
        var wanted = enrollmentIds.ToHashSet();
        Members.RemoveAll(m => !wanted.Contains(m.EnrollmentId));
        Members.AddRange(wanted.Except(Members.Select(m => m.EnrollmentId)).Select(id => new SeriesMember(id)));
    }

    internal void CountVersion() => Version++;
}

/// <summary>That a student, through an enrollment, takes part in a series.</summary>
public sealed class SeriesMember
{
    private SeriesMember()
    {
    }

    public SeriesMember(int enrollmentId) => EnrollmentId = enrollmentId;

    public int SeriesId { get; private set; }

    public int EnrollmentId { get; private set; }
}

internal sealed class LessonSeriesConfiguration : IEntityTypeConfiguration<LessonSeries>
{
    public void Configure(EntityTypeBuilder<LessonSeries> builder)
    {
        builder.ToTable("lesson_series");
        builder.Property(s => s.Uid).HasMaxLength(64);
        builder.Property(s => s.TimeZone).HasMaxLength(64);
        builder.Property(s => s.Start).HasConversion(value => value, value => DateTime.SpecifyKind(value, DateTimeKind.Unspecified));
        builder.Property(s => s.Details).HasConversion(
            details => JsonSerializer.Serialize(details, Json.Stored), json => JsonSerializer.Deserialize<LessonDetails>(json, Json.Stored)!);
        builder.Property(s => s.Version).IsConcurrencyToken();
        builder.Ignore(s => s.Recurrence).Ignore(s => s.Pattern).Ignore(s => s.Frequency);
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.TutorId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<LessonSeries>().WithMany().HasForeignKey(s => s.ParentId).OnDelete(DeleteBehavior.SetNull);
        builder.HasMany(s => s.Members).WithOne().HasForeignKey(m => m.SeriesId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(s => s.FilledUntil).HasDatabaseName("ix_lesson_series_filled");
    }
}

internal sealed class SeriesMemberConfiguration : IEntityTypeConfiguration<SeriesMember>
{
    public void Configure(EntityTypeBuilder<SeriesMember> builder)
    {
        builder.ToTable("lesson_series_members");
        builder.HasKey(m => new { m.SeriesId, m.EnrollmentId });
        builder.HasOne<Enrollment>().WithMany().HasForeignKey(m => m.EnrollmentId).OnDelete(DeleteBehavior.Cascade);
    }
}
