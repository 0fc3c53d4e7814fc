using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Features.Sessions.Recorder;

/// <summary>
/// One command on a student's sessions and what the touched rows were before it: what undo restores. Kept 30 days.
/// </summary>
public sealed class SessionChange
{
    private SessionChange()
    {
    }

    internal SessionChange(int studentId, DateTime atUtc, ChangeVerb verb, string before, string sessionIds) =>
        (StudentId, At, Verb, Before, SessionIds) = (studentId, atUtc, verb, before, sessionIds);

    public int Id { get; private set; }

    public int StudentId { get; private set; }

    public DateTime At { get; private set; }

    public ChangeVerb Verb { get; private set; }

    /// <summary>The touched sessions before the command and their versions after it, as JSON of <see cref="SessionSnapshot"/>.</summary>
    public string Before { get; private set; } = "[]";

    /// <summary>The touched sessions, as <c>,1,2,</c>.</summary>
    public string SessionIds { get; private set; } = "";

    /// <summary>What followed from it, as JSON of the notices: the answer to a repeated command.</summary>
    public string Notices { get; private set; } = "[]";

    public DateTime? UndoneAt { get; private set; }

    internal void SetNotices(string notices) => Notices = notices;

    /// <summary>Marks it as taken back.</summary>
    /// <exception cref="InvalidOperationException">It was taken back before.</exception>
    public void Undo(DateTime atUtc) => UndoneAt = UndoneAt is null ? atUtc : throw new InvalidOperationException("It was undone before.");
}

/// <summary>What a command on sessions did.</summary>
public enum ChangeVerb
{
    Start,
    Pause,
    Resume,
    Finish,
    Discard,
    Drop,
    Add,
    Edit,
    Plan,
    Split,
    Merge,
    Duplicate,
    BulkEdit,
    Delete,
    Restore,
    Forget,
    Import,

    /// <summary>A session that had none got a domain of a plan.</summary>
    Assign,

    /// <summary>A lesson of a tutor was closed, changed or opened again.</summary>
    Lesson,
    Undo,
}

internal sealed class SessionChangeConfiguration : IEntityTypeConfiguration<SessionChange>
{
    public void Configure(EntityTypeBuilder<SessionChange> builder)
    {
        builder.ToTable("session_changes");
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.StudentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(c => new { c.StudentId, c.At });
    }
}
