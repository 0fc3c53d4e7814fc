using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Whiteboards;

/// <summary>Lessons' whiteboards. Tutor and students draw; guardians look on.</summary>
public sealed class WhiteboardService(IDbContextFactory<StudyDbContext> contexts, BoardRooms rooms, TimeProvider clock)
{
    /// <summary>Most things done on one board.</summary>
    public const int MaxEvents = 20_000;

    private static readonly TimeSpan OrphansKept = TimeSpan.FromDays(31);

    /// <summary>The board of a lesson; the first who may draw and opens it makes it. Null for whoever may not see the lesson.</summary>
    public async Task<BoardView?> OpenAsync(int viewerId, int lessonId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var lesson = await context.Set<Lesson>().AsNoTracking().SingleOrDefaultAsync(l => l.Id == lessonId, cancellationToken);
        if (lesson is null || await MayAsync(context, viewerId, lesson, cancellationToken) is not { } mayDraw)
        {
            return null;
        }
        var boardId = lesson.WhiteboardId ?? (mayDraw ? await MakeAsync(context, lesson, cancellationToken) : null);
        var events = await context.Set<BoardEvent>().AsNoTracking().Where(e => e.BoardId == boardId && e.UndoneAt == null).OrderBy(e => e.Id).ToListAsync(cancellationToken);
        return new BoardView(boardId, mayDraw, [.. events.Select(e => new BoardMoment(e.Mark, e.At))]);
    }

    /// <summary>Stores a mark and shows it to all. The same mark sent again changes nothing.</summary>
    public async Task<Refusal?> AddAsync(int personId, int boardId, BoardMark mark, CancellationToken cancellationToken)
    {
        if (mark.Check() is { } refusal)
        {
            return refusal;
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await BoardAsync(context, personId, boardId, cancellationToken) is not { } board)
        {
            return Refusal.NotFound(WhiteboardTexts.Refused_NotThere);
        }
        await using var transaction = await context.BeginWriteAsync(board.TutorId, cancellationToken);
        var events = context.Set<BoardEvent>().Where(e => e.BoardId == boardId);
        if (await events.AnyAsync(e => e.Uid == mark.Uid, cancellationToken))
        {
            return null;
        }
        if (await events.CountAsync(cancellationToken) >= MaxEvents)
        {
            return Refusal.Conflict(WhiteboardTexts.Refused_Full);
        }
        context.Add(new BoardEvent(boardId, personId, mark, clock.GetUtcNow().UtcDateTime));
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        rooms.Tell(boardId, new BoardNews(Stored: mark));
        return null;
    }

    /// <summary>Takes the person's own last mark on a page back.</summary>
    public async Task<Refusal?> UndoAsync(int personId, int boardId, int page, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await BoardAsync(context, personId, boardId, cancellationToken) is not { } board)
        {
            return Refusal.NotFound(WhiteboardTexts.Refused_NotThere);
        }
        await using var transaction = await context.BeginWriteAsync(board.TutorId, cancellationToken);
        var last = await context.Set<BoardEvent>().Where(e => e.BoardId == boardId && e.Page == page && e.AuthorId == personId && e.UndoneAt == null)
            .OrderByDescending(e => e.Id).FirstOrDefaultAsync(cancellationToken);
        if (last is null)
        {
            return Refusal.Conflict(WhiteboardTexts.Refused_NothingToUndo);
        }
        last.Undo(clock.NowUtc());
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        rooms.Tell(boardId, new BoardNews(Undone: last.Uid));
        return null;
    }

    /// <summary>Forgets boards that no lesson has any more.</summary>
    public async Task PurgeAsync(DateTime asOfUtc, CancellationToken cancellationToken)
    {
        var old = asOfUtc - OrphansKept;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(WriteTransactions.NoStudent, cancellationToken);
        await context.Set<Whiteboard>().Where(b => b.CreatedAt < old && !context.Set<Lesson>().Any(l => l.WhiteboardId == b.Id)).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<int> MakeAsync(StudyDbContext context, Lesson lesson, CancellationToken cancellationToken)
    {
        await using var transaction = await context.BeginWriteAsync(lesson.TutorId, cancellationToken);
        var block = context.Set<Lesson>().Where(l => l.Id == lesson.Id || (lesson.GroupKey != null && l.TutorId == lesson.TutorId && l.GroupKey == lesson.GroupKey));
        // Two who open it at once get the same one.
        if (await block.Select(l => l.WhiteboardId).FirstOrDefaultAsync(id => id != null, cancellationToken) is { } there)
        {
            return there;
        }
        var board = new Whiteboard(lesson.TutorId, clock.NowUtc());
        context.Add(board);
        await context.SaveChangesAsync(cancellationToken);
        // No change of the lesson that another editor would have to hear of: its version stays.
        await block.ExecuteUpdateAsync(l => l.SetProperty(x => x.WhiteboardId, board.Id), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return board.Id;
    }

    private static async Task<Whiteboard?> BoardAsync(StudyDbContext context, int personId, int boardId, CancellationToken cancellationToken) =>
        await context.Set<Whiteboard>().AsNoTracking().SingleOrDefaultAsync(
            b => b.Id == boardId && (b.TutorId == personId || context.Set<Lesson>().Any(l => l.WhiteboardId == boardId && l.StudentId == personId)), cancellationToken);

    /// <summary>Whether the person may draw; null when they may not even look.</summary>
    private static async Task<bool?> MayAsync(StudyDbContext context, int viewerId, Lesson lesson, CancellationToken cancellationToken) =>
        viewerId == lesson.TutorId || viewerId == lesson.StudentId ? true
        : await context.Set<Guardianship>().AnyAsync(g => g.GuardianId == viewerId && g.StudentId == lesson.StudentId, cancellationToken) ? false
        : null;
}

/// <summary>A board as someone opens it.</summary>
/// <param name="BoardId">Null while nobody has drawn and the viewer may only look.</param>
/// <param name="MayDraw">Whether the viewer may draw.</param>
/// <param name="Moments">What was done on it, in order, without what was taken back.</param>
public sealed record BoardView(int? BoardId, bool MayDraw, IReadOnlyList<BoardMoment> Moments);

/// <summary>A mark and when it was made.</summary>
public sealed record BoardMoment(BoardMark Mark, DateTime At);
