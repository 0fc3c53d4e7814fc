using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Infrastructure.Hosting;

namespace StudyDashboard.Data;

/// <summary>Creates the database or brings it up to date.</summary>
public sealed class DatabaseSetup(IDbContextFactory<StudyDbContext> contexts)
{
    /// <summary>Applies the migrations that are missing, makes the views for other tools and sets write-ahead logging. Repeating it changes nothing.</summary>
    /// <exception cref="OperatorException">A newer version has written this database.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var known = context.Database.GetMigrations().ToList();
        var applied = await AppliedAsync(context, cancellationToken);
        if (applied.Except(known).Any())
        {
            throw new OperatorException("A newer version of StudyDashboard has written this database. Start that version, or restore a backup from before it.");
        }
        // Asked first, because migrating compares the whole model even when nothing is missing: half a second of each start.
        if (applied.Count < known.Count)
        {
            await DatabaseViews.DropAsync(context, cancellationToken);
            await context.Database.MigrateAsync(cancellationToken);
            await SqliteMaterialSearch.FillAsync(context, cancellationToken);
        }
        await DatabaseViews.CreateAsync(context, cancellationToken);
        if (context.Database.IsSqlite())
        {
            await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL;", cancellationToken);
        }
    }

    /// <summary>The migrations that the database has had; none where there is no history. Read plainly, because EF's own way is slow to warm up.</summary>
    private static async Task<List<string>> AppliedAsync(StudyDbContext context, CancellationToken cancellationToken)
    {
        var applied = new List<string>();
        try
        {
            await context.Database.OpenConnectionAsync(cancellationToken);
            await using var command = context.Database.GetDbConnection().CreateCommand();
            command.CommandText = """SELECT "MigrationId" FROM "__EFMigrationsHistory" """;
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                applied.Add(reader.GetString(0));
            }
        }
        catch (DbException)
        {
            // No history yet; a database that cannot be used at all says so when it is migrated.
        }
        await context.Database.CloseConnectionAsync();
        return applied;
    }
}
