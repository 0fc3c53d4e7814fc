using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Library;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Infrastructure.Hosting;

namespace StudyDashboard.Data.Backups;

/// <summary>What a backup came to when it was restored to be looked at.</summary>
/// <param name="Ok">Whether nothing is wrong with it.</param>
/// <param name="File">The archive.</param>
/// <param name="Totals">What is in it.</param>
/// <param name="Findings">What is wrong, in words.</param>
public sealed record DrillReport(bool Ok, string File, DrillTotals Totals, IReadOnlyList<string> Findings);

/// <summary>What an operator can compare with what they know.</summary>
/// <param name="People">Accounts and students without one.</param>
/// <param name="Sessions">Completed sessions that are not deleted.</param>
/// <param name="NetSeconds">Their net time.</param>
/// <param name="Materials">Of the libraries.</param>
/// <param name="Files">Uploaded files.</param>
/// <param name="NewestSession">When the last of the sessions ended (UTC).</param>
public sealed record DrillTotals(int People, int Sessions, long NetSeconds, int Materials, int Files, DateTime? NewestSession);

/// <summary>Restores a backup into a folder of its own, brings it up to date and checks it there, as after a real restore. The data folder is not touched.</summary>
public static class Drill
{
    /// <param name="file">The archive.</param>
    /// <param name="services">Makes the product's services on a data folder.</param>
    /// <param name="cancellationToken">Ends it; nothing is left behind.</param>
    /// <exception cref="OperatorException">The archive is no whole backup.</exception>
    public static async Task<DrillReport> RunAsync(string file, Func<StudyOptions, IServiceProvider> services, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"study-drill-{Guid.NewGuid():n}");
        PrivateFile.CreateFolder(folder);
        try
        {
            await Restore.UnpackAsync(file, folder, cancellationToken);
            var provider = services(new StudyOptions(folder));
            await provider.PrepareDatabaseAsync();
            var findings = await provider.GetRequiredService<IntegrityCheck>().RunAsync(cancellationToken);
            return new DrillReport(findings.Count == 0, Path.GetFullPath(file), await TotalsAsync(provider, cancellationToken), findings);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<DrillTotals> TotalsAsync(IServiceProvider provider, CancellationToken cancellationToken)
    {
        await using var context = await provider.GetRequiredService<IDbContextFactory<StudyDbContext>>().CreateDbContextAsync(cancellationToken);
        var counted = context.Sessions.Where(s => s.Status == SessionStatus.Completed && s.DeletedAt == null);
        var files = provider.GetRequiredService<StudyOptions>().FilesFolder;
        return new DrillTotals(
            await context.Users.CountAsync(cancellationToken), await counted.CountAsync(cancellationToken),
            await counted.SumAsync(s => (long)s.NetSeconds, cancellationToken), await context.Set<Material>().CountAsync(cancellationToken),
            Directory.Exists(files) ? Directory.EnumerateFiles(files, "*", SearchOption.AllDirectories).Count() : 0,
            await counted.MaxAsync(s => s.EndedAt, cancellationToken));
    }
}
