using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Infrastructure.Duties;

/// <summary>
/// Remembers when the server was up, so that what is measured in its uptime (the three hours of a forgotten timer, rules.md 11)
/// does not count its own downtime.
/// </summary>
public sealed class ServerRuns(IDbContextFactory<StudyDbContext> contexts)
{
    private int? _runId;

    /// <summary>Notes that this process is alive. Its first call begins a run.</summary>
    public async Task AliveAsync(DateTime asOfUtc, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(WriteTransactions.NoStudent, cancellationToken);
        var run = _runId is { } id ? await context.Set<ServerRun>().FindAsync([id], cancellationToken) : null;
        if (run is null)
        {
            context.Add(run = new ServerRun(asOfUtc));
        }
        run.StayAlive(asOfUtc);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        _runId = run.Id;
    }

    /// <summary>The spans after an instant in which a server was up. The run of this process lasts until <paramref name="nowUtc"/>.</summary>
    public async Task<IReadOnlyList<Interval>> SinceAsync(DateTime fromUtc, DateTime nowUtc, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var runs = await context.Set<ServerRun>().AsNoTracking()
            .Where(r => r.LastAliveAt > fromUtc || r.Id == _runId).ToListAsync(cancellationToken);
        return [.. runs.Select(r => new Interval(r.StartedAt, r.Id == _runId ? Clock.Later(r.LastAliveAt, nowUtc) : r.LastAliveAt))];
    }
}
