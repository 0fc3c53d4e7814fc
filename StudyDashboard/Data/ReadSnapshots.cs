using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace StudyDashboard.Data;

/// <summary>Opens read transactions in which every statement sees the same moment, for an answer that takes many statements.</summary>
public static class ReadSnapshots
{
    /// <summary>
    /// Begins one; disposing it ends it. On SQLite it is deferred: it takes no turn and lets others write, and its moment is that of
    /// the first statement. Elsewhere repeatable read gives the same.
    /// </summary>
    public static async Task<IAsyncDisposable> BeginReadAsync(this StudyDbContext context, CancellationToken cancellationToken)
    {
        if (!context.Database.IsSqlite())
        {
            return await context.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        }
        await context.Database.OpenConnectionAsync(cancellationToken);
        var transaction = ((SqliteConnection)context.Database.GetDbConnection()).BeginTransaction(deferred: true);
        await context.Database.UseTransactionAsync(transaction, cancellationToken);
        return transaction;
    }
}
