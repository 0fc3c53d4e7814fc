using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Features.Sessions;

internal sealed class StudySessionConfiguration : IEntityTypeConfiguration<StudySession>
{
    public void Configure(EntityTypeBuilder<StudySession> builder)
    {
        builder.ToTable("study_sessions", table =>
        {
            table.HasCheckConstraint("ck_study_sessions_counts",
                "questions_answered >= 0 AND correct_answers >= 0 AND cards_reviewed >= 0 AND correct_answers <= questions_answered");
            table.HasCheckConstraint("ck_study_sessions_rating", "self_rating IS NULL OR self_rating BETWEEN 1 AND 5");
            table.HasCheckConstraint("ck_study_sessions_seconds", "net_seconds >= 0 AND gross_seconds >= 0");
            table.HasCheckConstraint("ck_study_sessions_order", "ended_at IS NULL OR (started_at IS NOT NULL AND ended_at >= started_at)");
            // A completed session has both clock times, or none and a given day and length (rules.md 9).
            table.HasCheckConstraint("ck_study_sessions_form",
                "status <> 'completed' OR (study_day IS NOT NULL AND (ended_at IS NOT NULL OR (started_at IS NULL AND net_is_given)))");
            table.HasCheckConstraint("ck_study_sessions_running",
                "status NOT IN ('in_progress', 'needs_review') OR (started_at IS NOT NULL AND ended_at IS NULL)");
            table.HasCheckConstraint("ck_study_sessions_planned", "status <> 'planned' OR (planned_day IS NOT NULL AND started_at IS NULL)");
        });
        builder.Property(s => s.Subject).HasMaxLength(SessionAbout.MaxText);
        builder.Property(s => s.Language).HasMaxLength(SessionAbout.MaxText);
        builder.Property(s => s.DomainCode).HasMaxLength(SessionAbout.MaxText);
        builder.Property(s => s.TimeZone).HasMaxLength(64);
        builder.Property(s => s.ImportKey).HasMaxLength(64);
        builder.Property(s => s.Note).HasMaxLength(SessionAbout.MaxNote);
        builder.PrimitiveCollection(s => s.Tags).Metadata.SetValueComparer(typeof(TagsComparer));
        builder.Property(s => s.Timer).HasMaxLength(256).HasConversion(
            timer => JsonSerializer.Serialize(timer, JsonSerializerOptions.Default),
            json => JsonSerializer.Deserialize<TimerPlan>(json, JsonSerializerOptions.Default));
        builder.Property(s => s.Version).IsConcurrencyToken();
        builder.Ignore(s => s.About);

        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.StudentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(s => s.Pauses).WithOne().HasForeignKey(p => p.SessionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(s => s.Activities).WithOne().HasForeignKey(a => a.SessionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(s => s.Hours).WithOne().HasForeignKey(h => h.SessionId).OnDelete(DeleteBehavior.Cascade);

        builder.HasIndex(s => s.StudentId, "ix_study_sessions_one_running").IsUnique()
            .HasFilter("status = 'in_progress' AND deleted_at IS NULL");
        // With the start, so that the latest sessions come straight out of the index, however many a day has.
        builder.HasIndex(s => new { s.StudentId, s.StudyDay, s.StartedAt }).HasDatabaseName("ix_study_sessions_day");
        builder.HasIndex(s => new { s.StudentId, s.LastDay }).HasDatabaseName("ix_study_sessions_spanning").HasFilter("last_day > study_day");
        builder.HasIndex(s => new { s.StudentId, s.StartedAt }).HasDatabaseName("ix_study_sessions_started");
        builder.HasIndex(s => new { s.StudentId, s.PlannedDay }).HasDatabaseName("ix_study_sessions_planned").HasFilter("planned_day IS NOT NULL");
        builder.HasIndex(s => new { s.StudentId, s.PlannedDay }, "ix_study_sessions_waiting").HasFilter("status = 'planned' AND deleted_at IS NULL");
        builder.HasIndex(s => new { s.StudentId, s.DeletedAt }).HasDatabaseName("ix_study_sessions_deleted").HasFilter("deleted_at IS NOT NULL");
        builder.HasIndex(s => s.Status).HasDatabaseName("ix_study_sessions_open").HasFilter("status IN ('in_progress', 'needs_review')");
        builder.HasIndex(s => new { s.StudentId, s.ImportKey }).HasDatabaseName("ix_study_sessions_import_key").IsUnique()
            .HasFilter("import_key IS NOT NULL AND deleted_at IS NULL");
        builder.HasIndex(s => s.AssignmentId).HasDatabaseName("ix_study_sessions_assignment").HasFilter("assignment_id IS NOT NULL");
        builder.HasIndex(s => s.ImportId).HasDatabaseName("ix_study_sessions_import").HasFilter("import_id IS NOT NULL");
    }
}

/// <summary>
/// Tags in their order. EF's own comparer of lists makes a delegate at each comparison and each copy, which was a tenth of finishing a session.
/// </summary>
internal sealed class TagsComparer() : ValueComparer<List<string>>((a, b) => Same(a, b), tags => Hash(tags), tags => Copy(tags))
{
    private static bool Same(List<string>? a, List<string>? b) => a is null || b is null ? a == b : a.SequenceEqual(b, StringComparer.Ordinal);

    private static int Hash(List<string> tags) => tags.Aggregate(tags.Count, HashCode.Combine);

    private static List<string> Copy(List<string> tags) => [.. tags];
}

internal sealed class SessionPauseConfiguration : IEntityTypeConfiguration<SessionPause>
{
    public void Configure(EntityTypeBuilder<SessionPause> builder)
    {
        builder.ToTable("session_pauses", table =>
            table.HasCheckConstraint("ck_session_pauses_order", "ended_at IS NULL OR ended_at >= started_at"));
        // Named, because the filtered one below takes the place of the index that the foreign key would get by itself.
        builder.HasIndex(p => p.SessionId, "ix_session_pauses_session");
        builder.HasIndex(p => p.SessionId, "ix_session_pauses_one_open").IsUnique().HasFilter("ended_at IS NULL");
    }
}

internal sealed class SessionActivityConfiguration : IEntityTypeConfiguration<SessionActivity>
{
    public void Configure(EntityTypeBuilder<SessionActivity> builder)
    {
        builder.ToTable("session_activities", table => table.HasCheckConstraint(
            "ck_session_activities_counts",
            "(count IS NULL OR count >= 0) AND (correct IS NULL OR (correct >= 0 AND count IS NOT NULL AND correct <= count))"));
        builder.Property(a => a.Type).HasColumnName("activity_type");
    }
}

internal sealed class SessionHourConfiguration : IEntityTypeConfiguration<SessionHour>
{
    public void Configure(EntityTypeBuilder<SessionHour> builder)
    {
        builder.ToTable("session_hours", table =>
            table.HasCheckConstraint("ck_session_hours_range", "hour BETWEEN 0 AND 23 AND net_seconds >= 0"));
        builder.HasKey(h => new { h.SessionId, h.StudyDay, h.Hour });
    }
}
