using System.Text.Json;
using StudyDashboard.Bench;

namespace StudyDashboard.Faults;

/// <summary>Backups made while four students write: each is whole and holds every write that was acknowledged before it began.</summary>
internal static class BackupPart
{
    private const int Writers = 4;
    private const int Times = 6;

    public static async Task RunAsync(Product product, string folder, Report report)
    {
        var data = Path.Combine(folder, "backup");
        await product.SeedAsync(data, Writers, 4000);
        await using var server = new Victim(product, data, "--Limits:PerToken", "0", "--Limits:PerAddress", "0", "--Limits:SignIns", "0");
        var writers = new List<Writer>();
        for (var i = 1; i <= Writers; i++)
        {
            writers.Add(new Writer(server.Address, await product.TokenAsync(data, i), i));
        }
        await server.StartAsync();
        await Task.WhenAll(writers.Select(w => w.EquipAsync()));
        var (wrong, findings, held) = (new List<string>(), new List<string>(), 0);
        for (var time = 0; time < Times; time++)
        {
            using var stop = new CancellationTokenSource();
            var writing = writers.Select(w => w.WriteAsync(stop.Token)).ToList();
            await Task.Delay(500);
            List<Sent> before = [.. writers.SelectMany(w => w.Acknowledged.ToArray())];
            var (archive, copy) = (Path.Combine(folder, $"load-{time}.zip"), Path.Combine(folder, $"copy-{time}"));
            using var made = JsonDocument.Parse(await product.RunAsync("backup", "--to", archive, "--data", data));
            await stop.CancelAsync();
            await Task.WhenAll(writing);
            foreach (var writer in writers)
            {
                await writer.RepeatUnansweredAsync();
            }
            Directory.CreateDirectory(copy);
            await product.RunAsync("restore", archive, "--data", copy);
            findings.AddRange(await product.FindingsAsync(copy));
            wrong.AddRange(Ledger.Wrong(Path.Combine(copy, "study.db"), before));
            held += before.Count;
            Directory.Delete(copy, recursive: true);
        }
        await server.KillAsync();
        findings.AddRange(await product.FindingsAsync(data));
        var surprises = writers.SelectMany(w => w.Surprises).ToList();
        report.Row($"{Times} backups under load, restored: writes acknowledged before, and of them missing", $"{held}: {wrong.Count}", "", "", "0", wrong.Count == 0);
        report.Row("findings of `check` in them and in what was backed up", $"{findings.Count}{(findings.Count > 0 ? $" ({findings[0]})" : "")}", "", "", "0", findings.Count == 0);
        report.Row("writes refused meanwhile", $"{surprises.Count}{(surprises.Count > 0 ? $" ({surprises[0]})" : "")}", "", "", "0", surprises.Count == 0);
        writers.ForEach(w => w.Dispose());
    }
}
