using System.Net;
using StudyDashboard.Bench;

namespace StudyDashboard.Faults;

/// <summary>
/// kill -9 at random moments while four students write. After each the database holds all that was acknowledged, each once, and what was
/// cut off is sent again and acts once. Now and then the kill comes while the server starts.
/// </summary>
internal static class KillPart
{
    private const int Writers = 4;
    private const int StartingEvery = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(12);
    private static readonly TimeSpan LongestWrites = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(Product product, string folder, Options options, Report report)
    {
        var data = Path.Combine(folder, "kill");
        await product.SeedAsync(data, Writers, 400);
        var database = Path.Combine(data, "study.db");
        await using var server = new Victim(product, data, "--Limits:PerToken", "0", "--Limits:PerAddress", "0", "--Limits:SignIns", "0");
        var writers = new List<Writer>();
        for (var i = 1; i <= Writers; i++)
        {
            writers.Add(new Writer(server.Address, await product.TokenAsync(data, i), i));
        }
        await server.StartAsync();
        await Task.WhenAll(writers.Select(w => w.EquipAsync()));
        var random = new Random(20261122);
        var (kills, checks, repeated, looked) = (0, 0, 0, new int[Writers]);
        var (wrong, damage, findings, twice) = (new List<string>(), new List<string>(), new List<string>(), new List<string>());
        var begun = TimeProvider.System.GetTimestamp();
        for (; kills < options.Kills && TimeProvider.System.GetElapsedTime(begun) < Patience; kills++)
        {
            using var stop = new CancellationTokenSource();
            var writing = writers.Select(w => w.WriteAsync(stop.Token)).ToList();
            // After some writes, and then at whatever moment of the next.
            await EnoughAsync(writers, random.Next(0, 40), writing);
            await Task.Delay(random.Next(0, 30));
            await server.KillAsync();
            await Task.WhenAll(writing);
            if (kills % StartingEvery == StartingEvery - 1)
            {
                server.Launch();
                await Task.Delay(random.Next(0, 1500));
                await server.KillAsync();
            }
            if (kills % options.CheckEvery == options.CheckEvery - 1)
            {
                checks++;
                findings.AddRange(await product.FindingsAsync(data));
            }
            damage.AddRange(Ledger.Damage(database));
            for (var i = 0; i < Writers; i++)
            {
                wrong.AddRange(Ledger.Wrong(database, writers[i].Acknowledged.Skip(looked[i])));
                looked[i] = writers[i].Acknowledged.Count;
            }
            await server.StartAsync();
            foreach (var writer in writers)
            {
                repeated += writer.Unanswered is null ? 0 : 1;
                await writer.RepeatUnansweredAsync();
                // The last that was answered, once more: nothing more comes of it.
                if (writer.Acknowledged.LastOrDefault(s => s.Method == "POST") is { } last && await writer.RepeatAsync(last) is var status && (int)status >= 300 && status != HttpStatusCode.Conflict)
                {
                    twice.Add($"{(int)status} for a repeat of {last.Key}");
                }
            }
        }
        await server.KillAsync();
        var all = writers.SelectMany(w => w.Acknowledged).ToList();
        wrong.AddRange(Ledger.Wrong(database, all));
        findings.AddRange(await product.FindingsAsync(data));
        var rebuilt = await product.RebuildAsync(data);
        var surprises = writers.SelectMany(w => w.Surprises).Concat(twice).ToList();
        report.Row("kill -9 under the writes of 4 students: servers killed", $"{kills}", "", "", $"{options.Kills}", kills >= options.Kills);
        report.Row("writes acknowledged, and of them lost or there twice", $"{all.Count}: {wrong.Count}{First(wrong)}", "", "", "0", wrong.Count == 0);
        report.Row("writes cut off and sent again with their keys", $"{repeated}", "", "", "act once", wrong.Count == 0);
        report.Row("damage of the file or its references, looked for after each kill", $"{damage.Count}{First(damage)}", "", "", "0", damage.Count == 0);
        report.Row($"findings of `check`, asked {checks + 1} times", $"{findings.Count}{First(findings)}", "", "", "0", findings.Count == 0);
        report.Row("rows changed by `rebuild` at the end", $"{rebuilt}", "", "", "0", rebuilt == 0);
        report.Row("answers that are neither success nor repeat", $"{surprises.Count}{First(surprises)}", "", "", "0", surprises.Count == 0);
        writers.ForEach(w => w.Dispose());
    }

    private static async Task EnoughAsync(List<Writer> writers, int more, List<Task> writing)
    {
        var (from, until) = (TimeProvider.System.GetTimestamp(), writers.Sum(w => w.Acknowledged.Count) + more);
        while (writers.Sum(w => w.Acknowledged.Count) < until && TimeProvider.System.GetElapsedTime(from) < LongestWrites && !writing.TrueForAll(w => w.IsCompleted))
        {
            await Task.Delay(2);
        }
    }

    private static string First(List<string> list) => list.Count == 0 ? "" : $" ({list[0]})";
}
