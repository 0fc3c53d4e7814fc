using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;

namespace StudyDashboard.Features.Sessions.Recorder;

/// <summary>
/// One student's sessions within one open recorder transaction. Whatever is fetched from it is copied first, so that the command
/// can be undone.
/// </summary>
public sealed class SessionBook(StudyDbContext context, int studentId, DateTime nowUtc)
{
    private static readonly Func<StudyDbContext, int, int, bool, IAsyncEnumerable<StudySession>> OfId =
        ReadyQuery.Of((StudyDbContext context, int studentId, int id, bool deletedToo) => context.Sessions
            .Where(s => s.StudentId == studentId && s.Id == id && (deletedToo || s.DeletedAt == null))
            .Include(s => s.Pauses).Include(s => s.Activities).Include(s => s.Hours).AsSplitQuery());

    private static readonly Func<StudyDbContext, int, IAsyncEnumerable<StudySession>> InProgress =
        ReadyQuery.Of((StudyDbContext context, int studentId) => context.Sessions
            .Where(s => s.StudentId == studentId && s.Status == SessionStatus.InProgress && s.DeletedAt == null)
            .Include(s => s.Pauses).Include(s => s.Activities).Include(s => s.Hours).AsSplitQuery());

    private readonly Dictionary<StudySession, SessionSnapshot> _before = [];

    // Sessions that were written before the command's end.
    private readonly HashSet<StudySession> _written = [];

    /// <summary>The transaction's context, for a use case that spans features.</summary>
    public StudyDbContext Context { get; } = context;

    public int StudentId { get; } = studentId;

    /// <summary>The instant of the command, UTC, whole seconds.</summary>
    public DateTime NowUtc { get; } = nowUtc;

    internal IReadOnlyDictionary<StudySession, SessionSnapshot> Before => _before;

    /// <summary>Makes this command the second part of an earlier one, so that undoing it takes both back.</summary>
    internal void Continue(StudySession session, SessionSnapshot beforeBoth) => _before[session] = beforeBoth;

    /// <summary>One of the student's sessions, or null. Deleted ones only when asked for.</summary>
    public async Task<StudySession?> FindAsync(int id, bool deletedToo = false, CancellationToken cancellationToken = default) =>
        Remember(await OfId(Context, StudentId, id, deletedToo).ToListAsync(cancellationToken)).SingleOrDefault();

    /// <summary>The student's sessions of these ids; one that is not theirs is not there.</summary>
    public Task<IReadOnlyList<StudySession>> FindAsync(
        IReadOnlyCollection<int> ids, bool deletedToo = false, CancellationToken cancellationToken = default) =>
        FetchAsync(s => ids.Contains(s.Id), deletedToo, cancellationToken);

    /// <summary>The session that holds the running slot, or null.</summary>
    public async Task<StudySession?> RunningAsync(CancellationToken cancellationToken = default) =>
        Remember(await InProgress(Context, StudentId).ToListAsync(cancellationToken)).SingleOrDefault();

    /// <summary>The student's sessions that meet a condition, in order of start.</summary>
    public async Task<IReadOnlyList<StudySession>> FetchAsync(
        System.Linq.Expressions.Expression<Func<StudySession, bool>> condition, bool deletedToo, CancellationToken cancellationToken) =>
        Remember(await Context.Sessions
            .Where(s => s.StudentId == StudentId && (deletedToo || s.DeletedAt == null))
            .Where(condition)
            .Include(s => s.Pauses).Include(s => s.Activities).Include(s => s.Hours)
            .OrderBy(s => s.StartedAt).ThenBy(s => s.Id)
            .AsSplitQuery()
            .ToListAsync(cancellationToken));

    private List<StudySession> Remember(List<StudySession> sessions)
    {
        foreach (var session in sessions)
        {
            if (!_before.ContainsKey(session))
            {
                _before[session] = SessionSnapshot.Of(Context, session);
            }
        }
        return sessions;
    }

    /// <summary>
    /// Writes what has changed so far. A command that ends one session and starts another needs it in between: the index of the
    /// running slot knows no order within one save.
    /// </summary>
    public Task FlushAsync(CancellationToken cancellationToken) => Context.SaveChangesAsync(cancellationToken);

    /// <summary>The sessions that the command changed, their pauses, activities and hours included.</summary>
    internal IReadOnlyList<StudySession> Touched() => [.. _written.Union(Changed())];

    /// <summary>Remembers what is about to be written: once it is, the context no longer knows that the command changed it.</summary>
    internal void NoteWritten(object? sender, SavingChangesEventArgs saving) => _written.UnionWith(Changed());

    private IEnumerable<StudySession> Changed()
    {
        Context.ChangeTracker.DetectChanges();
        var byParts = Context.ChangeTracker.Entries()
            .Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            .Select(e => e.Entity switch
            {
                SessionPause pause => pause.SessionId,
                SessionActivity activity => activity.SessionId,
                SessionHour hour => hour.SessionId,
                _ => 0,
            })
            .ToHashSet();
        return Context.ChangeTracker.Entries<StudySession>()
            .Where(e => e.State is EntityState.Added or EntityState.Modified || byParts.Contains(e.Entity.Id))
            .Select(e => e.Entity);
    }

    /// <summary>Adds a new session.</summary>
    public StudySession Add(StudySession session)
    {
        Context.Sessions.Add(session);
        return session;
    }
}
