using System.CommandLine;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Infrastructure.Hosting;

namespace StudyDashboard.Commands;

/// <summary><c>export --user E-MAIL [--out FILE]</c>: everything of a person as a ZIP.</summary>
internal static class ExportCommand
{
    public static Command Create(Func<ParseResult, IServiceProvider> services)
    {
        var user = new Option<string>("--user") { Description = "E-mail address of the person.", Required = true };
        var output = new Option<string?>("--out") { Description = "File to write; study-export.zip in the current folder unless given." };
        var command = new Command("export", "Writes everything of a person as a ZIP of JSON and CSV.") { user, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var provider = services(parsed);
            await provider.PrepareDatabaseAsync();
            if (await provider.GetRequiredService<ProfileService>().FindAsync(parsed.GetRequiredValue(user), cancellationToken) is not { } person)
            {
                await Console.Error.WriteLineAsync("Nobody has this e-mail address.");
                return 2;
            }
            var path = Path.GetFullPath(parsed.GetValue(output) ?? "study-export.zip");
            await using (var file = PrivateFile.Create(path))
            {
                await provider.GetRequiredService<ArchiveService>().WriteAsync(person, file, cancellationToken);
            }
            OfflineCommands.WriteResult(new { File = path, Bytes = new FileInfo(path).Length });
            return 0;
        });
        return command;
    }
}
