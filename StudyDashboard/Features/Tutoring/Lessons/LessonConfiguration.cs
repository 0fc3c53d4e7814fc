using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Tutoring.Recurrence;
using StudyDashboard.Features.Tutoring.Series;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Tutoring.Lessons;

internal sealed class LessonConfiguration : IEntityTypeConfiguration<Lesson>
{
    public void Configure(EntityTypeBuilder<Lesson> builder)
    {
        builder.ToTable("sessions", table =>
        {
            table.HasCheckConstraint("ck_sessions_mode", OneOf<LessonMode>("session_mode"));
            table.HasCheckConstraint("ck_sessions_priority", OneOf<LessonPriority>("priority_level"));
            table.HasCheckConstraint("ck_sessions_status", OneOf<LessonStatus>("status"));
            table.HasCheckConstraint("ck_sessions_frequency", OneOf<SessionFrequency>("session_frequency"));
            table.HasCheckConstraint("ck_sessions_tutor_attendance", $"tutor_attendance_status IS NULL OR {OneOf<Attendance>("tutor_attendance_status")}");
            table.HasCheckConstraint("ck_sessions_student_attendance", $"student_attendance_status IS NULL OR {OneOf<Attendance>("student_attendance_status")}");
            table.HasCheckConstraint("ck_sessions_order", "ends_at > starts_at AND duration > 0");
            table.HasCheckConstraint("ck_sessions_alarm", "alarm_before_minutes BETWEEN 0 AND 10080");
            table.HasCheckConstraint("ck_sessions_series", "(series_id IS NULL) = (original_start IS NULL)");
        });
        builder.Property(l => l.TimeZone).HasMaxLength(64);
        builder.Property(l => l.Location).HasMaxLength(LessonDetails.MaxText);
        builder.Property(l => l.JoinLink).HasMaxLength(LessonDetails.MaxLink);
        builder.Property(l => l.Apology).HasMaxLength(LessonDetails.MaxText);
        builder.Property(l => l.CancelReason).HasMaxLength(LessonDetails.MaxText);
        builder.Property(l => l.Homework).HasMaxLength(LessonDetails.MaxNote);
        builder.Property(l => l.Note).HasMaxLength(LessonDetails.MaxNote);
        builder.Property(l => l.GroupKey).HasMaxLength(64);
        builder.Property(l => l.OriginalStart).HasWallTime();
        builder.Property(l => l.RecurringPattern).HasConversion(
            pattern => JsonSerializer.Serialize(pattern, Json.Stored), json => JsonSerializer.Deserialize<RecurringPattern>(json, Json.Stored));
        builder.Property(l => l.Version).IsConcurrencyToken();
        builder.Ignore(l => l.Details).Ignore(l => l.Slot);

        builder.HasOne<Enrollment>().WithMany().HasForeignKey(l => l.CourseEnrollmentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(l => l.TutorId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(l => l.StudentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<LessonSeries>().WithMany().HasForeignKey(l => l.SeriesId).OnDelete(DeleteBehavior.Restrict);

        builder.HasIndex(l => l.CourseEnrollmentId).HasDatabaseName("ix_sessions_enrollment");
        builder.HasIndex(l => l.SessionDate).HasDatabaseName("ix_sessions_date");
        builder.HasIndex(l => l.Status).HasDatabaseName("ix_sessions_status");
        builder.HasIndex(l => l.IsFeatured).HasDatabaseName("ix_sessions_featured");
        builder.HasIndex(l => l.IsRecurring).HasDatabaseName("ix_sessions_recurring");
        builder.HasIndex(l => new { l.TutorId, l.StartsAt }).HasDatabaseName("ix_sessions_tutor_start");
        builder.HasIndex(l => new { l.StudentId, l.StartsAt }).HasDatabaseName("ix_sessions_student_start");
        builder.HasIndex(l => new { l.SeriesId, l.CourseEnrollmentId, l.OriginalStart }).IsUnique().HasDatabaseName("ix_sessions_instance");
        builder.HasIndex(l => l.GroupKey).HasDatabaseName("ix_sessions_group").HasFilter("group_key IS NOT NULL");
    }

    private static string OneOf<T>(string column)
        where T : struct, Enum => $"{column} IN ({string.Join(", ", Words<T>.All.Select(word => $"'{word}'"))})";
}

internal static class WallTimes
{
    /// <summary>A column of wall-clock time, which is of no zone by itself.</summary>
    public static PropertyBuilder<DateTime?> HasWallTime(this PropertyBuilder<DateTime?> property) => property.HasConversion(
        value => value, value => value == null ? null : DateTime.SpecifyKind(value.Value, DateTimeKind.Unspecified));
}
