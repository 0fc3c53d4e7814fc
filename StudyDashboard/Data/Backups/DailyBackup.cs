using StudyDashboard.Infrastructure.Hosting;

namespace StudyDashboard.Data.Backups;

/// <summary>Backs up once a day while the server runs and keeps the newest seven. Backups made by hand elsewhere are not touched.</summary>
public sealed class DailyBackup(Backup backup, StudyOptions options)
{
    private const int Kept = 7;

    /// <summary>Makes a backup when the newest, or the database where there is none yet, is a day old, and removes those beyond the newest seven.</summary>
    public async Task RunAsync(DateTime asOfUtc, CancellationToken cancellationToken)
    {
        var present = Present();
        var since = present.Count > 0 ? File.GetLastWriteTimeUtc(present[0]) : File.GetCreationTimeUtc(options.DatabaseFile);
        if (asOfUtc - since >= TimeSpan.FromDays(1))
        {
            await backup.RunAsync(null, cancellationToken);
        }
        foreach (var old in Present().Skip(Kept))
        {
            File.Delete(old);
        }
    }

    private List<string> Present() => Directory.Exists(options.BackupsFolder)
        ? [.. Directory.EnumerateFiles(options.BackupsFolder, "study-*.zip").OrderByDescending(File.GetLastWriteTimeUtc).ThenByDescending(path => path, StringComparer.Ordinal)]
        : [];
}
