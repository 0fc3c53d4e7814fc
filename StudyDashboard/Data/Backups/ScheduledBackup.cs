using StudyDashboard.Infrastructure.Hosting;
using StudyDashboard.Infrastructure.Telemetry;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Data.Backups;

/// <summary>Backs up while the server runs, as often as the operator wants, and keeps what the operator wants kept.</summary>
public sealed class ScheduledBackup(Backup backup, BackupShelf shelf, BackupOptions terms, StudyOptions options, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <summary>When the last attempt failed, if it was the last one (UTC).</summary>
    public DateTime? FailedAt { get; private set; }

    /// <summary>Makes a backup when the newest, or the database where there is none yet, is old enough, and removes those beyond the kept ones.</summary>
    public async Task RunAsync(DateTime asOfUtc, CancellationToken cancellationToken)
    {
        var since = shelf.Newest()?.MadeAt ?? File.GetCreationTimeUtc(options.DatabaseFile);
        if (terms.Every > TimeSpan.Zero && asOfUtc - since >= terms.Every)
        {
            await MakeAsync(cancellationToken);
        }
        shelf.Tidy(terms, asOfUtc);
    }

    /// <summary>Makes one now.</summary>
    /// <exception cref="OperatorException">There is no database, or it is damaged.</exception>
    public async Task MakeAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            // Copying and proving a database keeps a thread busy.
            await Task.Run(() => backup.RunAsync(null, cancellationToken), cancellationToken);
            FailedAt = null;
            StudyMeters.Backup(done: true);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            FailedAt = clock.NowUtc();
            StudyMeters.Backup(done: false);
            throw;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();
}
