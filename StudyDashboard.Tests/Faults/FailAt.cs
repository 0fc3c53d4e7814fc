using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace StudyDashboard.Tests.Faults;

/// <summary>
/// Counts what a command asks of the database (statements, the start of a transaction, its commit and the moment after it) and lets the
/// one with a given number fail as a disk does. It sees only what happens on the flow of the one who began to count.
/// </summary>
internal sealed class FailAt : DbCommandInterceptor, IDbTransactionInterceptor
{
    private static readonly AsyncLocal<Count?> Current = new();

    /// <summary>Counts from here on; the call with this number fails, 0 none.</summary>
    public static Count Begin(int number, int sqliteError = 10) => Current.Value = new Count(number, sqliteError);

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) => Next(result);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) => new(Next(result));

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) => Next(result);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => new(Next(result));

    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result) => Next(result);

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) => new(Next(result));

    public ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default) => new(Next(result));

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) => new(Next(result));

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Next(0);
        return Task.CompletedTask;
    }

    private static T Next<T>(T result)
    {
        Current.Value?.Next();
        return result;
    }

    internal sealed class Count(int failing, int sqliteError) : IDisposable
    {
        private int _calls;

        public int Calls => _calls;

        public void Next()
        {
            if (Interlocked.Increment(ref _calls) == failing)
            {
                throw new SqliteException("The database call was made to fail.", sqliteError);
            }
        }

        public void Dispose() => Current.Value = null;
    }
}
