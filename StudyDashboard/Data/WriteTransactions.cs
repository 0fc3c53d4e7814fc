using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using StudyDashboard.Infrastructure.Telemetry;

namespace StudyDashboard.Data;

/// <summary>
/// Opens write transactions. Each locks its student first, so that two commands at once cannot each miss the other (rules.md 2):
/// on SQLite by BEGIN IMMEDIATE, which is what a transaction of Microsoft.Data.Sqlite begins with; on PostgreSQL by an advisory lock, which
/// writes nothing and stands in no way of a foreign key, as a locked row would.
/// </summary>
public static class WriteTransactions
{
    /// <summary>For a write that belongs to no student: these wait for each other.</summary>
    public const int NoStudent = 0;

    // The first half of the key of an advisory lock: a number of this product's own.
    internal const int StudentLocks = 5080;

    /// <summary>The other half for the lock of the node that leads; no student has it.</summary>
    internal const int LeadLock = -1;

    // SQLite lets callers that wait for its lock sleep and try again in no order. Waiting here is fair and wakes at once. One turn a file.
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> SqliteTurns = new(StringComparer.Ordinal);

    private static readonly ConditionalWeakTable<DbContext, WriteTransaction> Open = [];

    /// <summary>Begins a transaction that writes for one student. Disposing it without a commit rolls it back.</summary>
    public static async Task<IDbContextTransaction> BeginWriteAsync(this StudyDbContext context, int studentId, CancellationToken cancellationToken)
    {
        var turn = context.Database.IsSqlite() ? SqliteTurns.GetOrAdd(context.Database.GetDbConnection().DataSource, _ => new SemaphoreSlim(1, 1)) : null;
        var asked = Stopwatch.GetTimestamp();
        await (turn?.WaitAsync(cancellationToken) ?? Task.CompletedTask);
        IDbContextTransaction? begun = null;
        try
        {
            begun = await context.Database.BeginTransactionAsync(cancellationToken);
            await context.LockAsync(studentId, cancellationToken);
            StudyMeters.WriteTurn(Stopwatch.GetElapsedTime(asked));
        }
        catch
        {
            await (begun?.DisposeAsync() ?? ValueTask.CompletedTask);
            turn?.Release();
            throw;
        }
        var transaction = new WriteTransaction(context, begun, turn);
        Open.AddOrUpdate(context, transaction);
        return transaction;
    }

    /// <summary>Does something once the context's open write transaction is committed, and not at all if it is not; at once where none is open.</summary>
    public static void AfterCommit(this StudyDbContext context, Action act)
    {
        if (Open.TryGetValue(context, out var transaction))
        {
            transaction.Committed += act;
        }
        else
        {
            act();
        }
    }

    /// <summary>Locks one more student in an open write transaction. Several are locked in the order of their ids.</summary>
    public static Task LockAsync(this StudyDbContext context, int studentId, CancellationToken cancellationToken) =>
        context.Database.IsSqlite() ? Task.CompletedTask
        : context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({StudentLocks}, {studentId})", cancellationToken);

    /// <summary>Gives the turn back when the transaction ends, however it ends.</summary>
    private sealed class WriteTransaction(DbContext context, IDbContextTransaction inner, SemaphoreSlim? turn) : IDbContextTransaction
    {
        private int _released;

        public event Action? Committed;

        public Guid TransactionId => inner.TransactionId;

        public void Commit()
        {
            inner.Commit();
            End();
        }

        public async Task CommitAsync(CancellationToken cancellationToken = default)
        {
            await inner.CommitAsync(cancellationToken);
            End();
        }

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

        private void End()
        {
            Open.Remove(context);
            Committed?.Invoke();
        }

        private void Release()
        {
            if (Interlocked.Exchange(ref _released, 1) == 0)
            {
                Open.Remove(context);
                turn?.Release();
            }
        }
    }
}
