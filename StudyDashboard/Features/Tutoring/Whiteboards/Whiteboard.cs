using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Tutoring.Whiteboards;

/// <summary>The drawing of a lesson, the same for all rows of a group. Without a lesson it is forgotten after a month.</summary>
public sealed class Whiteboard
{
    private Whiteboard()
    {
    }

    public Whiteboard(int tutorId, DateTime nowUtc) => (TutorId, CreatedAt) = (tutorId, nowUtc);

    public int Id { get; private set; }

    public int TutorId { get; private set; }

    public DateTime CreatedAt { get; private set; }
}

public enum BoardEventKind
{
    Pen,
    Text,

    /// <summary>Takes strokes and texts off the board.</summary>
    Erase,
}

/// <summary>
/// One thing done on a board. Nothing is overwritten: the board is what its events come to in their order, so it can be played again.
/// </summary>
public sealed class BoardEvent
{
    private BoardEvent()
    {
    }

    public BoardEvent(int boardId, int? authorId, BoardMark mark, DateTime nowUtc)
    {
        (BoardId, AuthorId, At) = (boardId, authorId, nowUtc);
        (Uid, Page, Kind, Mark) = (mark.Uid, mark.Page, mark.Kind, mark);
    }

    public int Id { get; private set; }

    public int BoardId { get; private set; }

    /// <summary>Made by the browser that drew it: sent twice, it is one.</summary>
    public string Uid { get; private set; } = "";

    /// <summary>From 0.</summary>
    public int Page { get; private set; }

    public BoardEventKind Kind { get; private set; }

    /// <summary>Null once that person has gone.</summary>
    public int? AuthorId { get; private set; }

    public BoardMark Mark { get; private set; } = null!;

    public DateTime At { get; private set; }

    /// <summary>When its author took it back.</summary>
    public DateTime? UndoneAt { get; private set; }

    public void Undo(DateTime nowUtc) => UndoneAt ??= nowUtc;
}

internal sealed class WhiteboardConfiguration : IEntityTypeConfiguration<Whiteboard>
{
    public void Configure(EntityTypeBuilder<Whiteboard> builder)
    {
        builder.ToTable("whiteboards");
        builder.HasOne<Person>().WithMany().HasForeignKey(b => b.TutorId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany<Lesson>().WithOne().HasForeignKey(l => l.WhiteboardId).OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class BoardEventConfiguration : IEntityTypeConfiguration<BoardEvent>
{
    public void Configure(EntityTypeBuilder<BoardEvent> builder)
    {
        builder.ToTable("whiteboard_events");
        builder.Property(e => e.Uid).HasMaxLength(BoardMark.MaxUid);
        builder.Property(e => e.Mark).HasConversion(
            mark => JsonSerializer.Serialize(mark, Json.Stored), json => JsonSerializer.Deserialize<BoardMark>(json, Json.Stored)!);
        builder.HasOne<Whiteboard>().WithMany().HasForeignKey(e => e.BoardId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(e => e.AuthorId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(e => new { e.BoardId, e.Uid }).IsUnique().HasDatabaseName("ix_whiteboard_events_uid");
    }
}
