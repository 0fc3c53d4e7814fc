using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace StudyDashboard.Bench;

/// <summary>One month of a weekly series of two days, by the published product's engine and by rrule on node.</summary>
internal static class RecurrencePart
{
    private const int Calls = 200_000;
    private const int PeerCalls = 2_000;
    private const int Rounds = 5;
    private const string Zone = "Europe/Sofia";

    private const string Peer = """
        const { RRule } = require('rrule');
        const [years, calls, rounds] = process.argv.slice(2).map(Number);
        // Without its cache, which would answer the same question from memory; dates of its own kind, without a zone, which is its fastest way.
        const rule = new RRule({ freq: RRule.WEEKLY, byweekday: [RRule.TU, RRule.TH], dtstart: new Date(Date.UTC(2026 - years, 0, 6, 17)) }, true);
        const [from, to] = [new Date(Date.UTC(2026, 0, 1)), new Date(Date.UTC(2026, 1, 1))];
        const found = rule.between(from, to, true).length;
        const times = [];
        for (let round = 0; round <= rounds; round++) {
          const start = process.hrtime.bigint();
          for (let i = 0; i < calls; i++) rule.between(from, to, true);
          times.push(Number(process.hrtime.bigint() - start) / calls);
        }
        console.log(JSON.stringify({ found, nanoseconds: times.slice(1).sort((a, b) => a - b)[rounds >> 1] }));
        """;

    public static async Task RunAsync(Workshop workshop, string folder, Report report)
    {
        Shell.Say("recurrence");
        var peer = Path.Combine(folder, "rrule");
        Directory.CreateDirectory(peer);
        await Shell.RunAsync("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--silent", "rrule"], peer);
        await File.WriteAllTextAsync(Path.Combine(peer, "peer.cjs"), Peer);
        using var answer = JsonDocument.Parse(await Shell.RunAsync("node", ["peer.cjs", "10", $"{PeerCalls}", $"{Rounds}"], peer));
        var peers = answer.RootElement.GetProperty("nanoseconds").GetDouble();

        var product = ProductContext.Load(workshop);
        var (old, oldFound) = Measure(product, 10);
        var (young, _) = Measure(product, 1);
        if (oldFound != answer.RootElement.GetProperty("found").GetInt32())
        {
            throw new InvalidOperationException($"The engine finds {oldFound} lessons, rrule {answer.RootElement.GetProperty("found")}.");
        }
        report.Row("recurrence, one month of a weekly series begun 10 years ago", $"{old:0} ns", $"rrule on node: {peers / 1000:0} µs",
            $"{peers / old:0} x as fast", ">= 450 x", peers / old >= 450);
        report.Row("the same against a series begun a year ago", $"{old:0} ns", $"{young:0} ns", $"{(old / young).ToString("0.00", CultureInfo.InvariantCulture)} x", "independent of its age", old / young <= 1.1);
    }

    /// <summary>Nanoseconds a call, the median of some rounds.</summary>
    private static (double Nanoseconds, int Found) Measure(Assembly product, int years)
    {
        const string Space = "StudyDashboard.Features.Tutoring.Recurrence.";
        var parsed = product.GetType(Space + "RuleParser")!.GetMethod("Parse")!.Invoke(null, ["FREQ=WEEKLY;BYDAY=TU,TH", "rrule"])!;
        var rule = parsed.GetType().GetProperty("Value")!.GetValue(parsed);
        var series = Activator.CreateInstance(
            product.GetType(Space + "RecurrenceSeries")!, new DateTime(2026 - years, 1, 6, 17, 0, 0), TimeZoneInfo.FindSystemTimeZoneById(Zone), rule, null, null)!;
        var between = series.GetType().GetMethod("Between")!.CreateDelegate<Func<DateTime, DateTime, object>>(series);
        var (from, to) = (new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc));
        var times = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < Calls; i++)
            {
                between(from, to);
            }
            times.Add(watch.Elapsed.TotalNanoseconds / Calls);
        }
        return (times.Skip(1).Order().ElementAt(Rounds / 2), ((System.Collections.ICollection)between(from, to)).Count);
    }
}
