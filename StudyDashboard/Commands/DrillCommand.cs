using System.CommandLine;
using StudyDashboard.Data.Backups;
using StudyDashboard.Infrastructure.Hosting;

namespace StudyDashboard.Commands;

/// <summary><c>drill [FILE]</c>: whether a backup would bring the data back, tried out in a folder of its own.</summary>
internal static class DrillCommand
{
    public static Command Create(Func<ParseResult, StudyOptions> options, Func<StudyOptions, IServiceProvider> services)
    {
        var file = new Argument<string?>("FILE") { Description = "An archive that `backup` made; the newest in the folder backups unless given.", Arity = ArgumentArity.ZeroOrOne };
        var drill = new Command("drill", "Restores a backup into a temporary folder, checks it there and says what is in it. It changes nothing, also while a server runs.") { file };
        drill.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = options(parsed);
            var archive = parsed.GetValue(file) ?? new BackupShelf(folder).Newest()?.Path
                ?? throw new OperatorException($"There is no backup in {folder.BackupsFolder}. Run `backup` first, or name one.");
            var report = await Drill.RunAsync(archive, services, cancellationToken);
            OfflineCommands.WriteResult(report);
            return report.Ok ? 0 : 1;
        });
        return drill;
    }
}
