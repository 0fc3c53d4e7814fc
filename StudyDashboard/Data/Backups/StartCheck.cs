using Microsoft.Data.Sqlite;
using StudyDashboard.Infrastructure.Hosting;

namespace StudyDashboard.Data.Backups;

/// <summary>
/// Notices a damaged database when the server starts, before anybody writes into it. A small file is looked through before anything else; a
/// large one takes its time, so the server starts meanwhile, and ends with the same words when something is wrong.
/// </summary>
internal sealed class StartCheck(StudyOptions options, IHostApplicationLifetime lifetime, ILogger<StartCheck> logger) : BackgroundService
{
    /// <summary>Largest file that a start waits for: some hundredths of a second.</summary>
    private const long Small = 32 * 1024 * 1024;

    /// <exception cref="OperatorException">The file is damaged.</exception>
    public static void RequireReadable(string database)
    {
        if (new FileInfo(database) is { Exists: true, Length: <= Small } && !DatabaseFile.IsReadable(database))
        {
            throw new OperatorException(OperatorException.DatabaseDamaged);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(() =>
    {
        if (new FileInfo(options.DatabaseFile) is { Exists: true, Length: > Small } && !IsReadable())
        {
            logger.LogCritical("{Words}", OperatorException.DatabaseDamaged);
            lifetime.ApplicationStopped.Register(() => Environment.Exit(1));
            lifetime.StopApplication();
        }
    }, stoppingToken);

    private bool IsReadable()
    {
        try
        {
            return DatabaseFile.IsReadable(options.DatabaseFile);
        }
        catch (SqliteException)
        {
            return false;
        }
    }
}
