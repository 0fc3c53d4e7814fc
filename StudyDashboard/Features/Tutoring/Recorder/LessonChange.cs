using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Features.Tutoring.Recorder;

/// <summary>What a command on lessons did.</summary>
public enum LessonVerb
{
    Create,
    Edit,
    Cancel,
    Reinstate,
    Delete,
    Close,
    Attend,
    Review,
    Apologize,
    Fill,
    Import,

    /// <summary>An enrollment was deleted with its lessons.</summary>
    Unenroll,
    Undo,
}

/// <summary>One command on a tutor's lessons and what the touched rows were before it: what undo restores. Kept 30 days.</summary>
public sealed class LessonChange
{
    private LessonChange()
    {
    }

    internal LessonChange(int tutorId, DateTime at, LessonVerb verb, string rows) => (TutorId, At, Verb, Rows) = (tutorId, at, verb, rows);

    public int Id { get; private set; }

    public int TutorId { get; private set; }

    public DateTime At { get; private set; }

    public LessonVerb Verb { get; private set; }

    /// <summary>JSON of <see cref="RowCopy"/>s.</summary>
    public string Rows { get; private set; } = "[]";

    public DateTime? UndoneAt { get; private set; }

    /// <exception cref="InvalidOperationException">It was taken back before.</exception>
    internal void Undo(DateTime at) => UndoneAt = UndoneAt is null ? at : throw new InvalidOperationException("It was undone before.");
}

/// <summary>A row as it was before a command.</summary>
/// <param name="Table">The short name of its entity.</param>
/// <param name="Key">Its primary key.</param>
/// <param name="Before">Its values by property; null when the command made it.</param>
/// <param name="VersionAfter">Its version after the command; null when it has none or the command removed it.</param>
public sealed record RowCopy(string Table, IReadOnlyList<int> Key, Dictionary<string, JsonElement>? Before, int? VersionAfter);

internal sealed class LessonChangeConfiguration : IEntityTypeConfiguration<LessonChange>
{
    public void Configure(EntityTypeBuilder<LessonChange> builder)
    {
        builder.ToTable("lesson_changes");
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.TutorId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(c => new { c.TutorId, c.At }).HasDatabaseName("ix_lesson_changes_tutor");
        builder.HasIndex(c => c.At).HasDatabaseName("ix_lesson_changes_at");
    }
}
