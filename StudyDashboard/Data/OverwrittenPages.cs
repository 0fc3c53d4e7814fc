using Microsoft.EntityFrameworkCore;

namespace StudyDashboard.Data;

/// <summary>What was deleted and still stands in the files.</summary>
public static class OverwrittenPages
{
    /// <summary>
    /// SQLite overwrites what is deleted with zeros (Debian builds it so, and it is asked for here), but pages as they were stand in the
    /// write-ahead log until it is emptied. That waits for those who read; when they take too long, the log is emptied by its next turn.
    /// PostgreSQL does so by itself.
    /// </summary>
    public static async Task ForgetOverwrittenAsync(this StudyDbContext context, CancellationToken cancellationToken)
    {
        if (context.Database.IsSqlite())
        {
            // The index keeps the words of what is gone until its parts are merged.
            await using (var transaction = await context.BeginWriteAsync(WriteTransactions.NoStudent, cancellationToken))
            {
                await context.Database.ExecuteSqlRawAsync("INSERT INTO material_search(material_search) VALUES ('optimize');", cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }
            await context.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE);", cancellationToken);
        }
    }
}
