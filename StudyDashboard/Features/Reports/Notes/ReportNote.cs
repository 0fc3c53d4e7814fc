using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Imports;

namespace StudyDashboard.Features.Reports.Notes;

/// <summary>What a tutor says to a student's report of some days. Student and guardians read it; another tutor does not.</summary>
public sealed class ReportNote
{
    public const int MaxText = 4000;

    private ReportNote()
    {
    }

    public ReportNote(int studentId, int? authorId, string authorName, DateOnly from, DateOnly to, string text, DateTime nowUtc) =>
        (StudentId, AuthorId, AuthorName, From, To, Text, CreatedAt, UpdatedAt) = (studentId, authorId, authorName, from, to, text, nowUtc, nowUtc);

    public int Id { get; private set; }

    public int StudentId { get; private set; }

    /// <summary>Who wrote it; null for one that came with an archive.</summary>
    public int? AuthorId { get; private set; }

    /// <summary>The author's name when it was written.</summary>
    public string AuthorName { get; private set; } = "";

    /// <summary>First study day that it is about.</summary>
    public DateOnly From { get; private set; }

    /// <summary>Last study day, inclusive.</summary>
    public DateOnly To { get; private set; }

    public string Text { get; private set; } = "";

    public DateTime CreatedAt { get; private set; }

    public DateTime UpdatedAt { get; private set; }

    public int? ImportId { get; private set; }

    public void Write(string text, DateTime nowUtc) => (Text, UpdatedAt) = (text, nowUtc);

    internal void CameFromImport(int importId) => ImportId = importId;
}

internal sealed class ReportNoteConfiguration : IEntityTypeConfiguration<ReportNote>
{
    public void Configure(EntityTypeBuilder<ReportNote> builder)
    {
        builder.ToTable("report_notes");
        builder.Property(n => n.AuthorName).HasMaxLength(Person.MaxName);
        builder.Property(n => n.Text).HasMaxLength(ReportNote.MaxText);
        builder.HasIndex(n => new { n.StudentId, n.To });
        builder.HasIndex(n => new { n.AuthorId, n.StudentId, n.From, n.To }).IsUnique().HasFilter("author_id IS NOT NULL");
        builder.HasOne<Person>().WithMany().HasForeignKey(n => n.StudentId).OnDelete(DeleteBehavior.Cascade);
        // What a person wrote goes with them (rules.md 19).
        builder.HasOne<Person>().WithMany().HasForeignKey(n => n.AuthorId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<ImportRun>().WithMany().HasForeignKey(n => n.ImportId).OnDelete(DeleteBehavior.SetNull);
    }
}
