using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Recorder;

namespace StudyDashboard.Data.Demo;

/// <summary>
/// Writes whole histories: the facts in batches, then everything derived once. It comes to the same rows as recording each session,
/// but keeps no journal, so nothing of it can be undone. For demo data; what a person does goes through the recorder.
/// </summary>
public sealed class BulkSessions(IDbContextFactory<StudyDbContext> contexts, Rebuild rebuild)
{
    private const int Batch = 500;

    /// <summary>Writes a student's sessions in one transaction and derives what follows.</summary>
    public async Task AddAsync(int studentId, IEnumerable<StudySession> sessions, CancellationToken cancellationToken)
    {
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
        await using (var transaction = await context.BeginWriteAsync(studentId, cancellationToken))
        {
            await WriteAsync(context, sessions, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        await rebuild.RunAsync(studentId, cancellationToken);
    }

    /// <summary>
    /// Writes sessions on an open context, and lets go of all that the context tracks. Nothing is derived: who commits runs
    /// <see cref="Rebuild"/> for each student afterwards.
    /// </summary>
    internal static async Task WriteAsync(StudyDbContext context, IEnumerable<StudySession> sessions, CancellationToken cancellationToken)
    {
        await context.SaveChangesAsync(cancellationToken);
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            foreach (var batch in sessions.Chunk(Batch))
            {
                foreach (var session in batch)
                {
                    session.CountVersion();
                }
                context.Sessions.AddRange(batch);
                await context.SaveChangesAsync(cancellationToken);
                context.ChangeTracker.Clear();
            }
        }
        finally
        {
            context.ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }
}
