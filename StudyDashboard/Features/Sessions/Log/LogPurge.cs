using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;

namespace StudyDashboard.Features.Sessions.Log;

/// <summary>Removes for good what was deleted, and forgets what can no longer be undone, after 30 days (rules.md 17).</summary>
public sealed class LogPurge(IDbContextFactory<StudyDbContext> contexts)
{
    /// <returns>How many sessions were removed.</returns>
    public async Task<int> RunAsync(DateTime asOfUtc, CancellationToken cancellationToken)
    {
        var before = asOfUtc - LogReader.KeepDeleted;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.SessionChanges.Where(c => c.At < before).ExecuteDeleteAsync(cancellationToken);
        return await context.Sessions.Where(s => s.DeletedAt < before).ExecuteDeleteAsync(cancellationToken);
    }
}
