using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Classes.Leaderboards;
using StudyDashboard.Features.Imports;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Classes;

/// <summary>
/// A class: taught by a tutor, or a student's own (rules.md 31). Its weeks are those of the calendar of who made it. When it ends, all that
/// was done in it stays.
/// </summary>
public sealed class StudyClass
{
    public const int MaxName = 120;

    public const int MaxSubject = 120;

    private StudyClass()
    {
    }

    private StudyClass(string timeZone, int dayStartHour, DayOfWeek firstDayOfWeek, DateTime nowUtc)
    {
        (TimeZone, DayStartHour, FirstDayOfWeek, CreatedAt) = (timeZone, dayStartHour, firstDayOfWeek, nowUtc);
        Since = Calendar.DayOf(nowUtc);
    }

    public int Id { get; private set; }

    /// <summary>Who teaches it; null for a private class, and when the teacher's account has gone.</summary>
    public int? TeacherId { get; private set; }

    /// <summary>The student whose private class it is.</summary>
    public int? OwnerId { get; private set; }

    public string Name { get; private set; } = "";

    public string? Subject { get; private set; }

    /// <summary>
    /// Whether the teacher reads notes and quiz results of the class's members beside their totals. It takes both: the teacher switches it
    /// on for the class, and each member agrees.
    /// </summary>
    public bool ShowsNotes { get; private set; }

    /// <summary>IANA name, for the class's weeks.</summary>
    public string TimeZone { get; private set; } = "UTC";

    public int DayStartHour { get; private set; }

    public DayOfWeek FirstDayOfWeek { get; private set; }

    public DateOnly Since { get; private set; }

    /// <summary>Its last day; null while it goes on.</summary>
    public DateOnly? EndedOn { get; private set; }

    /// <summary>Hash of the code with which students join; null when none is open.</summary>
    public string? JoinCodeHash { get; private set; }

    public DateTime? JoinCodeUntil { get; private set; }

    /// <summary>What the leaderboard compares; null while it is off.</summary>
    public LeaderboardMetric? Metric { get; private set; }

    /// <summary>Since when the leaderboard is on: its first week is the one of this day.</summary>
    public DateOnly? MetricSince { get; private set; }

    public int? ImportId { get; private set; }

    public DateTime CreatedAt { get; private set; }

    public DateTime? DeletedAt { get; private set; }

    /// <summary>Counts changes; an edit that names an older one is refused.</summary>
    public int Version { get; private set; }

    public StudyCalendar Calendar => StudyCalendar.For(TimeZone, DayStartHour);

    public bool IsPrivate => OwnerId is not null;

    /// <summary>How long a join code can be used.</summary>
    public static TimeSpan CodeLifetime { get; } = TimeSpan.FromDays(14);

    public static StudyClass Taught(Profile teacher, DateTime nowUtc) =>
        new(teacher.TimeZone, teacher.DayStartHour, teacher.FirstDayOfWeek, nowUtc) { TeacherId = teacher.Id };

    public static StudyClass Private(Profile student, DateTime nowUtc) =>
        new(student.TimeZone, student.DayStartHour, student.FirstDayOfWeek, nowUtc) { OwnerId = student.Id };

    /// <summary>One that was made elsewhere: taught by the person, or their own.</summary>
    internal static StudyClass Restored(Person person, bool isTaught, DateTime nowUtc) => new(person.TimeZone, person.DayStartHour, person.FirstDayOfWeek, nowUtc)
    {
        TeacherId = isTaught ? person.Id : null,
        OwnerId = isTaught ? null : person.Id,
    };

    /// <summary>The first day of the class's week of a day.</summary>
    public DateOnly WeekOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek - (int)FirstDayOfWeek + 7) % 7));

    public void Describe(string name, string? subject, bool showsNotes)
    {
        (Name, Subject, ShowsNotes) = (name, subject, showsNotes);
        Version++;
    }

    /// <exception cref="InvalidOperationException">It has ended.</exception>
    public void End(DateOnly day)
    {
        EndedOn = EndedOn is null ? day < Since ? Since : day : throw new InvalidOperationException("The class has ended.");
        CloseCode();
        Version++;
    }

    public void Reopen()
    {
        EndedOn = null;
        Version++;
    }

    /// <summary>Opens a new code; the one before can no longer be used.</summary>
    public void OpenCode(string code, DateTime nowUtc) => (JoinCodeHash, JoinCodeUntil) = (LinkSecret.HashOf(code), nowUtc + CodeLifetime);

    public void CloseCode() => (JoinCodeHash, JoinCodeUntil) = (null, null);

    /// <summary>Switches the leaderboard on, to another metric, or off.</summary>
    public void Compare(LeaderboardMetric? metric, DateOnly today)
    {
        MetricSince = metric is null ? null : Metric is null ? today : MetricSince;
        Metric = metric;
        Version++;
    }

    /// <summary>Gives back the dates that it had elsewhere.</summary>
    public void CameFrom(int importId, DateOnly since, DateOnly? endedOn) => (ImportId, Since, EndedOn) = (importId, since, endedOn);

    public void Delete(DateTime nowUtc) => DeletedAt ??= nowUtc;

    public void Restore() => DeletedAt = null;
}

internal sealed class StudyClassConfiguration : IEntityTypeConfiguration<StudyClass>
{
    public void Configure(EntityTypeBuilder<StudyClass> builder)
    {
        builder.ToTable("classes", table =>
        {
            table.HasCheckConstraint("ck_classes_one_side", "teacher_id IS NULL OR owner_id IS NULL");
            table.HasCheckConstraint("ck_classes_code", "(join_code_hash IS NULL) = (join_code_until IS NULL)");
        });
        builder.Property(c => c.Name).HasMaxLength(StudyClass.MaxName);
        builder.Property(c => c.Subject).HasMaxLength(StudyClass.MaxSubject);
        builder.Property(c => c.TimeZone).HasMaxLength(64);
        builder.Property(c => c.JoinCodeHash).HasMaxLength(LinkSecret.HashLength);
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.HasIndex(c => c.TeacherId);
        builder.HasIndex(c => c.OwnerId);
        builder.HasIndex(c => c.JoinCodeHash).IsUnique();
        builder.HasIndex(c => c.DeletedAt);
        // What was done in a class belongs to its students too: it stays without its teacher.
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.TeacherId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.OwnerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<ImportRun>().WithMany().HasForeignKey(c => c.ImportId).OnDelete(DeleteBehavior.SetNull);
    }
}
