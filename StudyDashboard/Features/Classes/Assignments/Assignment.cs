using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Features.Classes.Assignments;

/// <summary>To what an assignment leads.</summary>
public enum AssignmentLinkKind
{
    Material,
    Quiz,
    Scenario,
}

/// <summary>Something that everyone in a class is to do.</summary>
public sealed class Assignment
{
    public const int MaxTitle = 160;

    public const int MaxText = 4000;

    private Assignment()
    {
    }

    public Assignment(int classId, DateOnly givenOn, DateTime nowUtc) => (ClassId, GivenOn, CreatedAt) = (classId, givenOn, nowUtc);

    public int Id { get; private set; }

    public int ClassId { get; private set; }

    public string Title { get; private set; } = "";

    public string Text { get; private set; } = "";

    /// <summary>The last study day, each student's own, on which it is in time; null when there is none.</summary>
    public DateOnly? DueOn { get; private set; }

    public AssignmentLinkKind? LinkKind { get; private set; }

    /// <summary>The id of the material or question bank, the key of the scenario.</summary>
    public string? LinkKey { get; private set; }

    /// <summary>What it was called when it was linked.</summary>
    public string? LinkTitle { get; private set; }

    public DateOnly GivenOn { get; private set; }

    public DateTime CreatedAt { get; private set; }

    public DateTime? DeletedAt { get; private set; }

    /// <summary>Counts changes; an edit that names an older one is refused.</summary>
    public int Version { get; private set; }

    public AssignmentLink? Link => LinkKind is { } kind ? new AssignmentLink(kind, LinkKey!, LinkTitle!) : null;

    public void Describe(string title, string text, DateOnly? dueOn, AssignmentLink? link)
    {
        (Title, Text, DueOn) = (title, text, dueOn);
        (LinkKind, LinkKey, LinkTitle) = (link?.Kind, link?.Key, link?.Title);
        Version++;
    }

    public void Delete(DateTime nowUtc) => DeletedAt ??= nowUtc;

    public void Restore() => DeletedAt = null;
}

/// <summary>To what an assignment leads, and what it is called.</summary>
public sealed record AssignmentLink(AssignmentLinkKind Kind, string Key, string Title);

/// <summary>That a student has done an assignment: a fact.</summary>
public sealed class AssignmentCompletion
{
    private AssignmentCompletion()
    {
    }

    public AssignmentCompletion(int assignmentId, int studentId, DateOnly day, DateTime nowUtc) =>
        (AssignmentId, StudentId, CompletedOn, CompletedAt) = (assignmentId, studentId, day, nowUtc);

    public int AssignmentId { get; private set; }

    public int StudentId { get; private set; }

    /// <summary>The student's study day, by the zone of then.</summary>
    public DateOnly CompletedOn { get; private set; }

    public DateTime CompletedAt { get; private set; }
}

internal sealed class AssignmentConfiguration : IEntityTypeConfiguration<Assignment>
{
    public void Configure(EntityTypeBuilder<Assignment> builder)
    {
        builder.ToTable("class_assignments", table =>
            table.HasCheckConstraint("ck_class_assignments_link", "(link_kind IS NULL) = (link_key IS NULL) AND (link_kind IS NULL) = (link_title IS NULL)"));
        builder.Property(a => a.Title).HasMaxLength(Assignment.MaxTitle);
        builder.Property(a => a.Text).HasMaxLength(Assignment.MaxText);
        builder.Property(a => a.LinkKey).HasMaxLength(64);
        builder.Property(a => a.LinkTitle).HasMaxLength(200);
        builder.Property(a => a.Version).IsConcurrencyToken();
        builder.Ignore(a => a.Link);
        builder.HasIndex(a => a.ClassId);
        builder.HasIndex(a => a.DeletedAt);
        builder.HasOne<StudyClass>().WithMany().HasForeignKey(a => a.ClassId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class AssignmentCompletionConfiguration : IEntityTypeConfiguration<AssignmentCompletion>
{
    public void Configure(EntityTypeBuilder<AssignmentCompletion> builder)
    {
        builder.ToTable("assignment_completions");
        builder.HasKey(c => new { c.AssignmentId, c.StudentId });
        builder.HasIndex(c => new { c.StudentId, c.CompletedOn });
        builder.HasOne<Assignment>().WithMany().HasForeignKey(c => c.AssignmentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.StudentId).OnDelete(DeleteBehavior.Cascade);
    }
}
