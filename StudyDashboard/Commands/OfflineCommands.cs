using System.CommandLine;
using System.Text.Json;
using StudyDashboard.Data.Backups;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Hosting;

namespace StudyDashboard.Commands;

/// <summary>The commands that do one thing and end. A result goes alone to standard output as JSON, words for people to standard error.</summary>
internal static class OfflineCommands
{
    public static IEnumerable<Command> All(Func<ParseResult, IServiceProvider> services) =>
        
        [
            RebuildCommand(services), BackupCommand(services), RestoreCommand(services), CheckCommand(services),
            ImportCommands.Import(services), ExportCommand.Create(services), TokenCommand.Create(services), SecondStepCommand.Create(services),
            SeedCommand.Create(services), CopyCommand.Create(),
        ];

    internal static void WriteResult(object result) => Console.Out.WriteLine(JsonSerializer.Serialize(result, Json.Stored));

    private static Command RebuildCommand(Func<ParseResult, IServiceProvider> services)
    {
        var rebuild = new Command("rebuild", "Derives every total anew from the facts and says how many rows changed.");
        rebuild.SetAction(async (parsed, cancellationToken) =>
        {
            var provider = services(parsed);
            await provider.PrepareDatabaseAsync();
            var changed = await provider.GetRequiredService<Rebuild>().RunAsync(dry: false, new StudentProgress(), cancellationToken);
            WriteResult(new { RowsChanged = changed });
            return 0;
        });
        return rebuild;
    }

    private static Command BackupCommand(Func<ParseResult, IServiceProvider> services)
    {
        var to = new Option<string?>("--to") { Description = "The archive to write; a new one in the folder backups unless given." };
        var backup = new Command("backup", "Copies database, files and keys into one archive, also while a server runs.") { to };
        backup.SetAction(async (parsed, cancellationToken) =>
        {
            var file = await services(parsed).GetRequiredService<Backup>().RunAsync(parsed.GetValue(to), cancellationToken);
            WriteResult(new { File = file, Bytes = new FileInfo(file).Length });
            return 0;
        });
        return backup;
    }

    private static Command RestoreCommand(Func<ParseResult, IServiceProvider> services)
    {
        var file = new Argument<string>("FILE") { Description = "An archive that `backup` made." };
        var restore = new Command("restore", "Puts a backup in the place of the data; what was there is kept. Stop the server first.") { file };
        restore.SetAction(async (parsed, cancellationToken) =>
        {
            var kept = await services(parsed).GetRequiredService<Restore>().RunAsync(parsed.GetRequiredValue(file), cancellationToken);
            WriteResult(new { Restored = true, PreviousKeptIn = kept });
            return 0;
        });
        return restore;
    }

    private static Command CheckCommand(Func<ParseResult, IServiceProvider> services)
    {
        var check = new Command("check", "Looks for damage of the file, of references and of totals, without changing anything.");
        check.SetAction(async (parsed, cancellationToken) =>
        {
            var findings = await services(parsed).GetRequiredService<IntegrityCheck>().RunAsync(cancellationToken);
            WriteResult(new { Ok = findings.Count == 0, Findings = findings });
            return findings.Count == 0 ? 0 : 1;
        });
        return check;
    }

    private sealed class StudentProgress : IProgress<(int Done, int All)>
    {
        public void Report((int Done, int All) value) => Console.Error.WriteLine($"{value.Done} of {value.All} people");
    }
}
