using System.CommandLine;
using StudyDashboard.Data.Copying;

namespace StudyDashboard.Commands;

/// <summary><c>copy</c>: from one machine to a database server, or back.</summary>
internal static class CopyCommand
{
    public static Command Create()
    {
        var from = new Option<string>("--from") { Description = "A data folder, or how to reach a PostgreSQL server (Host=…;Database=…).", Required = true };
        var to = new Option<string>("--to") { Description = "The same; the database there is made, or is empty.", Required = true };
        var copy = new Command("copy", "Copies a whole database, from SQLite to PostgreSQL or back, and compares both. Stop the servers first; files stay where they are.")
        {
            from,
            to,
        };
        copy.SetAction(async (parsed, cancellationToken) =>
        {
            var result = await DatabaseCopy.BetweenAsync(parsed.GetRequiredValue(from), parsed.GetRequiredValue(to), new Rows(), cancellationToken);
            OfflineCommands.WriteResult(result);
            return result.Equal ? 0 : 1;
        });
        return copy;
    }

    private sealed class Rows : IProgress<long>
    {
        public void Report(long value) => Console.Error.WriteLine($"{value} rows");
    }
}
