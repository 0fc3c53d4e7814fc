using System.CommandLine;
using StudyDashboard.Data.Copying;
using StudyDashboard.Infrastructure.Hosting;

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
            var result = await RunAsync(parsed.GetRequiredValue(from), parsed.GetRequiredValue(to), new Rows(), cancellationToken);
            OfflineCommands.WriteResult(result);
            return result.Equal ? 0 : 1;
        });
        return copy;
    }

    internal static async Task<CopyResult> RunAsync(string from, string to, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        if (from == to)
        {
            throw new OperatorException("--from and --to are the same.");
        }
        using var source = DatabasePlace.Of(from);
        if (!source.Exists)
        {
            throw new OperatorException($"There is no database in {source.Name}.");
        }
        source.Hold();
        using var target = DatabasePlace.Of(to);
        target.Hold();
        await target.PrepareAsync(cancellationToken);
        await using var reading = source.Open();
        await using var writing = target.Open();
        var result = await DatabaseCopy.RunAsync(reading, writing, progress, cancellationToken);
        await target.AddKeysAsync(await source.KeysAsync(cancellationToken), cancellationToken);
        return result;
    }

    private sealed class Rows : IProgress<long>
    {
        public void Report(long value) => Console.Error.WriteLine($"{value} rows");
    }
}
