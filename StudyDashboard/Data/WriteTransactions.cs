using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using StudyDashboard.Infrastructure.Telemetry;

namespace StudyDashboard.Data;

/// <summary>
/// Opens write transactions. Each locks its student first, so that two commands at once cannot each miss the other (rules.md 2):
/// on SQLite by BEGIN IMMEDIATE, which is what a transaction of Microsoft.Data.Sqlite begins with; on PostgreSQL by locking the row.
/// </summary>
public static class WriteTransactions
{
    /// <summary>For a write that belongs to no student: it takes the turn on SQLite and locks no row on PostgreSQL.</summary>
    public const int NoStudent = 0;

    // SQLite lets callers that wait for its lock sleep and try again in no order. Waiting here is fair and wakes at once. One turn a file.
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> SqliteTurns = new(StringComparer.Ordinal);

    /// <summary>Begins a transaction that writes for one student. Disposing it without a commit rolls it back.</summary>
    public static async Task<IDbContextTransaction> BeginWriteAsync(this StudyDbContext context, int studentId, CancellationToken cancellationToken)
    {
        if (context.Database.IsSqlite())
        {
            var turn = SqliteTurns.GetOrAdd(context.Database.GetDbConnection().DataSource, _ => new SemaphoreSlim(1, 1));
            var asked = Stopwatch.GetTimestamp();
            await turn.WaitAsync(cancellationToken);
            StudyMeters.WriteTurn(Stopwatch.GetElapsedTime(asked));
            try
            {
                return new TurnTransaction(await context.Database.BeginTransactionAsync(cancellationToken), turn);
            }
            catch
            {
                turn.Release();
                throw;
            }
        }
        var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.LockAsync(studentId, cancellationToken);
        return transaction;
    }

    /// <summary>Locks one more student in an open write transaction. Several are locked in the order of their ids.</summary>
    public static Task LockAsync(this StudyDbContext context, int studentId, CancellationToken cancellationToken) =>
        context.Database.IsSqlite() ? Task.CompletedTask
        : context.Database.ExecuteSqlAsync($"SELECT id FROM people WHERE id = {studentId} FOR UPDATE", cancellationToken);

    /// <summary>Gives the turn back when the transaction ends, however it ends.</summary>
    private sealed class TurnTransaction(IDbContextTransaction inner, SemaphoreSlim turn) : IDbContextTransaction
    {
        private int _released;

        public Guid TransactionId => inner.TransactionId;

        public void Commit() => inner.Commit();

        public Task CommitAsync(CancellationToken cancellationToken = default) => inner.CommitAsync(cancellationToken);

        public void Rollback() => inner.Rollback();

        public Task RollbackAsync(CancellationToken cancellationToken = default) => inner.RollbackAsync(cancellationToken);

        public void Dispose()
        {
            try
            {
                inner.Dispose();
            }
            finally
            {
                Release();
            }
        }

        public async ValueTask DisposeAsync()
        {
            try
            {
                await inner.DisposeAsync();
            }
            finally
            {
                Release();
            }
        }

        private void Release()
        {
            if (Interlocked.Exchange(ref _released, 1) == 0)
            {
                turn.Release();
            }
        }
    }
}
