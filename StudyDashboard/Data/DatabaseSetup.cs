using Microsoft.EntityFrameworkCore;
using StudyDashboard.Infrastructure.Hosting;

namespace StudyDashboard.Data;

/// <summary>Creates the database or brings it up to date.</summary>
public sealed class DatabaseSetup(IDbContextFactory<StudyDbContext> contexts)
{
    /// <summary>Applies the migrations that are missing and sets write-ahead logging. Repeating it changes nothing.</summary>
    /// <exception cref="OperatorException">A newer version has written this database.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var known = context.Database.GetMigrations().ToList();
        var applied = (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        if (applied.Except(known).Any())
        {
            throw new OperatorException("A newer version of StudyDashboard has written this database. Start that version, or restore a backup from before it.");
        }
        // Asked first, because migrating compares the whole model even when nothing is missing: half a second of each start.
        if (applied.Count < known.Count)
        {
            await context.Database.MigrateAsync(cancellationToken);
        }
        if (context.Database.IsSqlite())
        {
            await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL;", cancellationToken);
        }
    }
}
