using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data.Backups;
using StudyDashboard.Infrastructure.Hosting;

namespace StudyDashboard.Data;

/// <summary>
/// Ends the database with the server: a write that is under way, on a page whose connection is closed already, may end first, and the
/// write-ahead log is brought into the file, so that a copy of the file alone is whole. A process that is killed needs none of this.
/// </summary>
internal sealed class QuietEnd(IDbContextFactory<StudyDbContext> contexts, StudyOptions options, ILogger<QuietEnd> logger) : IHostedLifecycleService
{
    private readonly Lock _gate = new();
    private bool _started;
    private Task? _ended;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _started = true;
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        // A host may be stopped from two sides; the one that comes second must not pull the services away from the first.
        lock (_gate)
        {
            return _ended ??= EndAsync(cancellationToken);
        }
    }

    private async Task EndAsync(CancellationToken cancellationToken)
    {
        // One that could not start has written nothing.
        if (!_started || !File.Exists(options.DatabaseFile))
        {
            return;
        }
        try
        {
            await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
            await using (await context.BeginWriteAsync(WriteTransactions.NoStudent, cancellationToken))
            {
            }
            SqliteConnection.ClearAllPools();
            using var last = DatabaseFile.Open(options.DatabaseFile, SqliteOpenMode.ReadWrite);
            using var command = last.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE);";
            command.ExecuteNonQuery();
        }
        catch (Exception failure) when (failure is SqliteException or OperationCanceledException)
        {
            logger.LogWarning(failure, "The write-ahead log was left beside the database. The next start takes it in.");
        }
    }
}
