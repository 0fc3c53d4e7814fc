using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace StudyDashboard.Bench;

/// <summary>Answers to cards, by the published product's scheduler and by ts-fsrs on node: the same ten answers a card, each when it is due.</summary>
internal static class FsrsPart
{
    private const int Cards = 200_000;
    private const int PeerCards = 5_000;
    private const int Rounds = 5;
    private const string Space = "StudyDashboard.Features.Review.";

    private const string Peer = """
        const { fsrs, createEmptyCard } = require('ts-fsrs');
        const [cards, rounds, ...grades] = process.argv.slice(2).map(Number);
        const scheduler = fsrs();
        const times = [];
        let stability;
        for (let round = 0; round <= rounds; round++) {
          const start = process.hrtime.bigint();
          for (let i = 0; i < cards; i++) {
            let at = new Date(Date.UTC(2026, 0, 6, 9));
            let card = createEmptyCard(at);
            for (const grade of grades) {
              card = scheduler.next(card, at, grade).card;
              at = card.due;
            }
            stability = card.stability;
          }
          times.push(Number(process.hrtime.bigint() - start) / cards / grades.length);
        }
        console.log(JSON.stringify({ stability, nanoseconds: times.slice(1).sort((a, b) => a - b)[rounds >> 1] }));
        """;

    private static readonly int[] Grades = [3, 3, 3, 3, 1, 3, 2, 4, 3, 3];

    private delegate TCard Answer<TCard, TGrade, TCalendar, TPick>(in TCard card, TGrade grade, DateTime at, TCalendar calendar, long cardId, TPick? pick);

    private delegate DateTime Due<TCard>(ref TCard card);

    public static async Task RunAsync(Workshop workshop, string folder, Report report)
    {
        Shell.Say("FSRS");
        var peer = Path.Combine(folder, "ts-fsrs");
        Directory.CreateDirectory(peer);
        await Shell.RunAsync("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--silent", "ts-fsrs"], peer);
        await File.WriteAllTextAsync(Path.Combine(peer, "peer.cjs"), Peer);
        var product = ProductContext.Load(workshop);
        var (plain, stability) = Measure(product, "UTC", 0);
        var (zoned, _) = Measure(product, "Europe/Sofia", 4);
        using var answer = JsonDocument.Parse(await Shell.RunAsync("node", ["peer.cjs", $"{PeerCards}", $"{Rounds}", .. Grades.Select(g => $"{g}")], peer));
        var peers = answer.RootElement.GetProperty("nanoseconds").GetDouble();
        if (Math.Abs(stability - answer.RootElement.GetProperty("stability").GetDouble()) > 1e-6)
        {
            throw new InvalidOperationException($"The scheduler comes to a stability of {stability}, ts-fsrs to {answer.RootElement.GetProperty("stability")}.");
        }
        report.Row("FSRS reviews a second, days of UTC as ts-fsrs counts them", PerSecond(plain), $"ts-fsrs on node: {PerSecond(peers)}",
            $"{peers / plain:0} x", ">= 25 x", peers / plain >= 25);
        report.Row("the same in a person's study days and zone", PerSecond(zoned), $"ts-fsrs on node: {PerSecond(peers)}",
            $"{peers / zoned:0} x", ">= 25 x", peers / zoned >= 25);
    }

    private static string PerSecond(double nanoseconds) => (1e9 / nanoseconds).ToString("N0", CultureInfo.InvariantCulture);

    private static (double Nanoseconds, double Stability) Measure(Assembly product, string zone, int dayStartHour)
    {
        var card = product.GetType(Space + "Fsrs.FsrsCard")!;
        var calendar = product.GetType("StudyDashboard.Infrastructure.Time.StudyCalendar")!;
        var loop = typeof(FsrsPart).GetMethod(nameof(Loop), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(card, product.GetType(Space + "ReviewGrade")!, calendar, product.GetType(Space + "Fsrs.IntervalPick")!);
        return ((double, double))loop.Invoke(null, [product, calendar.GetMethod("For")!.Invoke(null, [zone, dayStartHour])])!;
    }

    /// <summary>Nanoseconds an answer, the median of some rounds, and the stability of the last card.</summary>
    private static (double Nanoseconds, double Stability) Loop<TCard, TGrade, TCalendar, TPick>(Assembly product, TCalendar calendar)
        where TCard : struct
        where TGrade : struct, Enum
        where TCalendar : class
        where TPick : class
    {
        var type = product.GetType(Space + "Fsrs.FsrsScheduler")!;
        var scheduler = Activator.CreateInstance(type, product.GetType(Space + "Fsrs.FsrsParameters")!.GetProperty("Default")!.GetValue(null))!;
        var answer = type.GetMethod("Answer")!.CreateDelegate<Answer<TCard, TGrade, TCalendar, TPick>>(scheduler);
        var due = typeof(TCard).GetProperty("Due")!.GetMethod!.CreateDelegate<Due<TCard>>();
        var begin = new DateTime(2026, 1, 6, 9, 0, 0, DateTimeKind.Utc);
        var fresh = (TCard)typeof(TCard).GetMethod("New")!.Invoke(null, [begin])!;
        TGrade[] grades = [.. Grades.Select(g => (TGrade)Enum.ToObject(typeof(TGrade), g))];
        var (times, card) = (new List<double>(), fresh);
        for (var round = 0; round <= Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < Cards; i++)
            {
                card = fresh;
                foreach (var grade in grades)
                {
                    card = answer(card, grade, due(ref card), calendar, i, null);
                }
            }
            times.Add(watch.Elapsed.TotalNanoseconds / Cards / grades.Length);
        }
        return (times.Skip(1).Order().ElementAt(Rounds / 2), (double)typeof(TCard).GetProperty("Stability")!.GetValue(card)!);
    }
}
