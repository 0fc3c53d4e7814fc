using StudyDashboard.Infrastructure.Hosting;

namespace StudyDashboard.Data.Backups;

/// <summary>When a running server backs up, and what it keeps.</summary>
/// <param name="Every">From one backup to the next; zero makes none.</param>
/// <param name="KeptDaily">Of how many days the newest is kept.</param>
/// <param name="KeptWeekly">Of how many weeks, besides.</param>
public sealed record BackupOptions(TimeSpan Every, int KeptDaily, int KeptWeekly)
{
    public static BackupOptions Default { get; } = new(TimeSpan.FromDays(1), 7, 4);

    /// <summary>A backup that is so much older than it should be did not come about.</summary>
    public TimeSpan Late => Every + TimeSpan.FromHours(2);

    /// <exception cref="OperatorException">A number is no sensible one.</exception>
    public static BackupOptions From(IConfiguration? configuration) => new(
        TimeSpan.FromHours(Number(configuration, "Backups:EveryHours", (int)Default.Every.TotalHours, 0, 24 * 31)),
        Number(configuration, "Backups:KeepDaily", Default.KeptDaily, 1, 366),
        Number(configuration, "Backups:KeepWeekly", Default.KeptWeekly, 0, 520));

    private static int Number(IConfiguration? configuration, string name, int normal, int least, int most) => configuration?[name] switch
    {
        null or "" => normal,
        var text when int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= least && number <= most => number,
        var text => throw new OperatorException($"{name} is {text}; it takes a whole number from {least} to {most}."),
    };
}
