using System.CommandLine;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Imports;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Hosting;
using StudyDashboard.Texts;

namespace StudyDashboard.Commands;

/// <summary><c>import undo ID --user E-MAIL</c>: takes an import back, as the import page does. Ends with 0 when it is undone, 2 when it cannot be.</summary>
internal static class ImportUndoCommand
{
    public static Command Create(Func<ParseResult, IServiceProvider> services)
    {
        var id = new Argument<int>("ID") { Description = "The import_id that the import printed." };
        var user = new Option<string>("--user") { Description = "E-mail address of the person whose import it was.", Required = true };
        var command = new Command("undo",
            "Takes an import back. What was edited since stays and is listed. Prints one JSON object; ends with 0 when it is undone, 2 when it cannot be.")
        {
            id, user,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var provider = services(parsed);
            await provider.PrepareDatabaseAsync();
            var email = parsed.GetRequiredValue(user);
            if (await provider.GetRequiredService<ProfileService>().FindAsync(email, cancellationToken) is not { } person)
            {
                return await RefuseAsync(ImportTexts.Refused_NoSuchUser.With(email));
            }
            var undone = await provider.GetRequiredService<ImportService>().UndoAsync(person, parsed.GetRequiredValue(id), cancellationToken);
            if (undone.Refusal is { } refusal)
            {
                return await RefuseAsync(refusal.Message);
            }
            if (undone.Value.Note is { } note)
            {
                await Console.Error.WriteLineAsync(note);
            }
            OfflineCommands.WriteResult(new { undone.Value.ImportId, Undone = true, undone.Value.Kept });
            return 0;
        });
        return command;
    }

    private static async Task<int> RefuseAsync(string reason)
    {
        await Console.Error.WriteLineAsync(reason);
        return 2;
    }
}
