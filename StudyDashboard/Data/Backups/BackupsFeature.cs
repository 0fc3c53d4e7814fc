namespace StudyDashboard.Data.Backups;

internal static class BackupsFeature
{
    /// <summary>What a server needs to back up by itself.</summary>
    public static IServiceCollection AddScheduledBackups(this IServiceCollection services, IConfiguration configuration) => services
        // Read at once, so that a mistyped number is told at the start.
        .AddSingleton(BackupOptions.From(configuration))
        .AddSingleton<BackupShelf>()
        .AddSingleton<ScheduledBackup>();
}
