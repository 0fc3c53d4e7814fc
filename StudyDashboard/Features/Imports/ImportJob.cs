using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Recorder;

namespace StudyDashboard.Features.Imports;

/// <summary>An import, or the undo of one, at work within a recorder transaction.</summary>
public sealed class ImportJob(SessionBook book, ImportRun run)
{
    private const int Chunk = 500;

    private readonly List<int> _gone = [];

    public SessionBook Book { get; } = book;

    public ImportRun Run { get; } = run;

    /// <summary>
    /// Removes sessions that only imports made and nobody edited. They leave no trace in "recently deleted": restored from there,
    /// they would count what an import counts again.
    /// </summary>
    public async Task RemoveAsync(IReadOnlyCollection<int> ids, CancellationToken cancellationToken)
    {
        foreach (var chunk in ids.Chunk(Chunk))
        {
            foreach (var session in await Book.FindAsync(chunk, deletedToo: true, cancellationToken))
            {
                session.Delete(Book.NowUtc);
                _gone.Add(session.Id);
            }
        }
    }

    /// <summary>Removes the sessions that this import brought.</summary>
    /// <returns>Those that somebody has edited since, which stay.</returns>
    public async Task<IReadOnlyList<KeptSession>> RemoveRunAsync(CancellationToken cancellationToken)
    {
        var mine = Book.Context.Set<StudySession>().Where(s => s.StudentId == Book.StudentId && s.ImportId == Run.Id);
        var kept = await mine.Where(s => s.DeletedAt == null && s.Version != KeptSession.ImportedVersion)
            .OrderBy(s => s.StartedAt).ToListAsync(cancellationToken);
        var gone = await mine.Where(s => s.DeletedAt != null || s.Version == KeptSession.ImportedVersion).Select(s => s.Id).ToListAsync(cancellationToken);
        await RemoveAsync(gone, cancellationToken);
        return [.. kept.Select(KeptSession.Of)];
    }

    /// <summary>Erases what <see cref="RemoveAsync"/> removed. To be called when the totals have been derived without them.</summary>
    internal async Task EraseAsync(CancellationToken cancellationToken)
    {
        foreach (var chunk in _gone.Chunk(Chunk))
        {
            await Book.Context.Set<StudySession>().Where(s => chunk.Contains(s.Id)).ExecuteDeleteAsync(cancellationToken);
        }
    }
}

/// <summary>A session that an undo left alone, because a person has edited it since.</summary>
public sealed record KeptSession(int Id, DateOnly? StudyDay, string? Subject, int NetSeconds)
{
    /// <summary>An import writes a session once; every edit counts its version up.</summary>
    public const int ImportedVersion = 1;

    public static KeptSession Of(StudySession session) => new(session.Id, session.StudyDay, session.Subject, session.NetSeconds);
}
