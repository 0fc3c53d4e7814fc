using System.CommandLine;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Imports;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Hosting;
using StudyDashboard.Texts;

namespace StudyDashboard.Commands;

/// <summary>
/// <c>import KIND FILE --user E-MAIL [--dry-run] [--map FILE]</c>. Ends with 0 when all rows came in, 1 when some were refused, 2 when
/// nothing could be read.
/// </summary>
internal static class ImportCommands
{
    private const string MapHelp = "JSON file that says how a time tracker's file is read, all of it optional: "
        + "{\"kind\": \"practice\", \"projects\": {\"Algebra\": {\"kind\": \"test\", \"subject\": \"Maths\"}}, \"date_order\": \"day_first\", "
        + "\"user\": \"mina@example.org\", \"columns\": {\"start\": \"Begun\", \"end\": \"Finished\", \"project\": \"Course\"}}. "
        + "Without it: kind theory, subject = project, month first where the dates leave that open, the rows of --user where the file has several people.";

    public static Command Import(Func<ParseResult, IServiceProvider> services)
    {
        var kind = new Argument<string>("KIND") { Description = "What the file is: review-log (a CSV of flashcard reviews), review-log-deck (the same, with a card for each id), cards-csv (cards as CSV, TSV or Anki text), anki (an Anki package), gift, moodle-xml, aiken or questions-csv (questions in these forms), toggl, clockify, harvest or kimai (the CSV of that time tracker), super-productivity (its JSON backup), csv (study time as any CSV), calendar (an iCalendar file), legacy-lessons (the former tutor_sessions, CSV or JSON) or archive (the ZIP that export writes)." };
        var file = new Argument<string>("FILE") { Description = "The file to read." };
        var user = new Option<string>("--user") { Description = "E-mail address of the person whose history it is.", Required = true };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would come in, and store nothing." };
        var map = new Option<string?>("--map") { Description = MapHelp };
        var command = new Command("import",
            "Takes a file in. Rows that are there already are skipped, rows that cannot be read are named by line and reason. "
            + "Prints one JSON object; ends with 0 when all came in, 1 when some rows were refused, 2 when nothing could be read.")
        {
            kind, file, user, dryRun, map, ImportUndoCommand.Create(services),
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var provider = services(parsed);
            await provider.PrepareDatabaseAsync();
            var email = parsed.GetRequiredValue(user);
            if (await provider.GetRequiredService<ProfileService>().FindAsync(email, cancellationToken) is not { } student)
            {
                return Unread(ImportTexts.Refused_NoSuchUser.With(email));
            }
            var path = parsed.GetRequiredValue(file);
            try
            {
                var mapping = parsed.GetValue(map) is { } mapFile ? await File.ReadAllTextAsync(mapFile, cancellationToken) : null;
                await using var content = File.OpenRead(path);
                var asked = new ImportCommand(parsed.GetRequiredValue(kind), Path.GetFileName(path), content, mapping);
                var imports = provider.GetRequiredService<ImportService>();
                return parsed.GetValue(dryRun)
                    ? Result(await imports.DryRunAsync(student, asked, new StandardError(), cancellationToken), plan => (plan, null))
                    : Result(await imports.ImportAsync(student, asked, new StandardError(), cancellationToken), done => (done.Plan, done.ImportId));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
            {
                return Unread(ImportTexts.Refused_NoSuchFile.With(path, exception.Message));
            }
        });
        return command;
    }

    private static int Result<T>(Outcome<T> outcome, Func<T, (ImportPlan Plan, int? ImportId)> of)
    {
        if (outcome.Refusal is { } refusal)
        {
            return Unread(refusal.Message);
        }
        var (plan, id) = of(outcome.Value);
        if (plan.Summary.Length > 0)
        {
            Console.Error.WriteLine(plan.Summary);
        }
        Write(plan.Created, plan.Skipped, plan.Refusals.Lines, id);
        return plan.Refusals.Count == 0 ? 0 : plan.Created + plan.Skipped > 0 ? 1 : 2;
    }

    private static int Unread(string reason)
    {
        Console.Error.WriteLine(reason);
        Write(0, 0, [new RefusedLine(1, reason)], null);
        return 2;
    }

    private static void Write(int created, int skipped, IReadOnlyList<RefusedLine> refused, int? importId) =>
        OfflineCommands.WriteResult(new { Created = created, Skipped = skipped, Refused = refused, ImportId = importId });

    /// <summary>Progress in tenths, for a person who waits.</summary>
    private sealed class StandardError : IProgress<ImportProgress>
    {
        private ImportProgress? _last;

        public void Report(ImportProgress value)
        {
            var tenth = value with { Percent = value.Percent / 10 * 10 };
            if (tenth != _last)
            {
                _last = tenth;
                Console.Error.WriteLine($"{ImportLabels.Of(value.Step)} {tenth.Percent} %");
            }
        }
    }
}
