using Microsoft.Data.Sqlite;
using StudyDashboard.Bench;

namespace StudyDashboard.Faults;

/// <summary>Bytes overwritten in the middle of the database: the start says so, the backup is restored, and all is as it was.</summary>
internal static class DamagePart
{
    private const int Places = 12;
    private const int Large = 120_000;

    public static async Task RunAsync(Product product, string folder, Report report)
    {
        var (data, archive) = (Path.Combine(folder, "damage"), Path.Combine(folder, "whole.zip"));
        await product.SeedAsync(data, 2, 2000);
        await product.RunAsync("backup", "--to", archive, "--data", data);
        var database = Path.Combine(data, "study.db");
        var sessions = Sessions(database);
        var random = new Random(7);
        var (noticed, restored, words) = (0, 0, "");
        for (var i = 0; i < Places; i++)
        {
            Overwrite(database, random);
            await using (var server = new Victim(product, data))
            {
                try
                {
                    await server.StartAsync();
                }
                catch (InvalidOperationException)
                {
                    words = server.Words.Trim();
                    noticed += words.Contains("damaged", StringComparison.Ordinal) && words.Contains("restore", StringComparison.Ordinal) && !words.Contains("   at ", StringComparison.Ordinal) ? 1 : 0;
                }
            }
            await product.RunAsync("restore", archive, "--data", data);
            restored += Sessions(database) == sessions && (await product.FindingsAsync(data)).Count == 0 ? 1 : 0;
        }
        report.Row("pages in the middle of the file overwritten: noticed at the start, in words", $"{noticed} of {Places}", "", "", "all", noticed == Places);
        report.Row("restored from the backup: as before, and `check` finds nothing", $"{restored} of {Places}", "", "", "all", restored == Places);

        var large = Path.Combine(folder, "large");
        await product.SeedAsync(large, 1, Large);
        database = Path.Combine(large, "study.db");
        var size = new FileInfo(database).Length / (1024 * 1024);
        Overwrite(database, random);
        await using var running = new Victim(product, large);
        var from = TimeProvider.System.GetTimestamp();
        var (ended, said) = ("did not end", "");
        try
        {
            await running.StartAsync();
            await running.EndedAsync(TimeSpan.FromMinutes(1));
            ended = $"ended with {running.ExitCode} after {TimeProvider.System.GetElapsedTime(from).TotalSeconds:0.0} s";
            said = running.Words;
        }
        catch (InvalidOperationException)
        {
            (ended, said) = ("refused to start", running.Words);
        }
        catch (OperationCanceledException)
        {
            said = running.Words;
        }
        report.Row($"a large file ({size} MB), looked through while the server starts", ended, "", "", "ends with the same words", said.Contains("damaged", StringComparison.Ordinal) && running.HasEnded);
    }

    private static long Sessions(string database)
    {
        using var connection = Ledger.Open(database);
        return Ledger.Number(connection, "SELECT count(*) FROM study_sessions");
    }

    /// <summary>Three whole pages in the middle half, of those that are in use.</summary>
    private static void Overwrite(string database, Random random)
    {
        long size;
        using (var connection = Ledger.Open(database))
        {
            size = Ledger.Number(connection, "PRAGMA page_size");
            Ledger.Number(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        }
        SqliteConnection.ClearAllPools();
        using var file = new FileStream(database, FileMode.Open, FileAccess.Write);
        var pages = file.Length / size;
        var noise = new byte[3 * size];
        random.NextBytes(noise);
        file.Position = size * random.NextInt64(pages / 4, pages * 3 / 4);
        file.Write(noise);
    }
}
