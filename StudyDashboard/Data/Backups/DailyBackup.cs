using StudyDashboard.Infrastructure.Hosting;

namespace StudyDashboard.Data.Backups;

/// <summary>Backs up once a day while the server runs and keeps the newest seven. Backups made by hand elsewhere are not touched.</summary>
public sealed partial class DailyBackup(Backup backup, StudyOptions options, TimeProvider clock, ILogger<DailyBackup> log) : BackgroundService
{
    private const int Kept = 7;

    private static readonly TimeSpan Between = TimeSpan.FromDays(1);
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(5);

    /// <summary>Makes a backup when the newest is a day old, and removes those beyond the newest seven.</summary>
    public async Task RunAsync(DateTime asOf, CancellationToken cancellationToken)
    {
        var present = Present();
        if (present.Count == 0 || asOf - File.GetLastWriteTimeUtc(present[0]) >= Between)
        {
            await backup.RunAsync(null, cancellationToken);
        }
        foreach (var old in Present().Skip(Kept))
        {
            File.Delete(old);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, clock);
        // Outside the loop's try, a stop would surface as a failure of the whole host when it could not even start.
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                await RunAsync(clock.GetUtcNow().UtcDateTime, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception exception)
            {
                LogFailure(exception);
            }
        }
    }

    private List<string> Present() => Directory.Exists(options.BackupsFolder)
        ? [.. Directory.EnumerateFiles(options.BackupsFolder, "study-*.zip").OrderByDescending(File.GetLastWriteTimeUtc).ThenByDescending(path => path, StringComparer.Ordinal)]
        : [];

    [LoggerMessage(Level = LogLevel.Error, Message = "The daily backup failed.")]
    private partial void LogFailure(Exception exception);
}
