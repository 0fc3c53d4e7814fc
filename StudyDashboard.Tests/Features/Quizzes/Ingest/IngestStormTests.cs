using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Tokens;
using StudyDashboard.Features.Quizzes;
using StudyDashboard.Features.Quizzes.Ingest;
using StudyDashboard.Features.Quizzes.Runs;
using StudyDashboard.Features.Review;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Quizzes.Ingest;

/// <summary>Viewers that send everything again and again, out of order, all at once, and do not wait for the answer.</summary>
public sealed class IngestStormTests(IngestServer server) : IClassFixture<IngestServer>
{
    private const int Payloads = 500;
    private const int Deliveries = 10_000;
    private const int Callers = 8;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TenThousandDeliveries_OfFiveHundredSessions_CountEachOnce()
    {
        var random = new Random(20260310);
        var viewers = new List<Viewer>();
        foreach (var person in new[] { server.Api.Student, server.Api.OtherStudent, server.Api.Tutor, server.Api.Guardian, server.Api.Admin })
        {
            viewers.Add(await ViewerAsync(person));
        }
        var payloads = Enumerable.Range(0, Payloads).Select(i => new Payload(viewers[i % viewers.Count], i, random)).ToList();
        var cutOff = 0;
        var answers = new ConcurrentBag<(string Uuid, string Body)>();
        var queue = new ConcurrentQueue<Delivery>(DeliveriesOf(payloads, random));
        Assert.Equal(Deliveries, queue.Count);
        var watch = Stopwatch.StartNew();

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (queue.TryDequeue(out var delivery))
            {
                if (await SendAsync(delivery) is { } body)
                {
                    answers.Add((delivery.Payload.Uuid, body));
                }
                else
                {
                    Interlocked.Increment(ref cutOff);
                }
            }
        }, Token)));
        TestContext.Current.TestOutputHelper?.WriteLine($"{Deliveries} deliveries in {watch.Elapsed.TotalSeconds:0.0} s, {cutOff} cut off.");

        var byUuid = answers.ToLookup(a => a.Uuid, a => a.Body);
        Assert.All(payloads, p =>
        {
            Assert.Single(byUuid[p.Uuid].Select(b => b.Replace("\"already_ingested\"", "\"ingested\"", StringComparison.Ordinal)).Distinct());
            Assert.InRange(byUuid[p.Uuid].Count(b => b.Contains("\"ingested\"", StringComparison.Ordinal)), 0, 1);
        });
        Assert.NotEqual(0, cutOff);
        await CheckAsync(payloads);
    }

    private async Task CheckAsync(IReadOnlyList<Payload> payloads)
    {
        await using var context = server.Api.Context();
        // A request whose caller has gone may still be on its way out; whoever holds the turn comes after it.
        await (await context.BeginWriteAsync(WriteTransactions.NoStudent, Token)).DisposeAsync();

        var stored = await context.Set<QuizSession>().AsNoTracking().Where(q => q.Source == QuizSource.Viewer && q.ClientSessionUuid!.StartsWith("storm"))
            .Select(q => new { q.Id, q.StudentId, q.ClientSessionUuid, q.TopicId }).ToListAsync(Token);
        Assert.Equal(
            payloads.SelectMany(p => p.Topics.Select(t => (p.Viewer.StudentId, p.Uuid, (int?)t))).Order(),
            stored.Select(q => (q.StudentId, q.ClientSessionUuid!, q.TopicId)).Order());
        var ids = stored.ConvertAll(q => (int?)q.Id);
        Assert.Equal(ids.Order(), (await context.Sessions.Where(s => s.Source == SessionSource.Quiz && ids.Contains(s.SourceId)).Select(s => s.SourceId).ToListAsync(Token)).Order());
        Assert.Equal(Payloads, await context.Set<IngestReceipt>().CountAsync(r => r.ClientSessionUuid.StartsWith("storm"), Token));

        var moves = payloads.SelectMany(p => p.Questions.Select(q => (p.Viewer.StudentId, q))).CountBy(m => m).ToDictionary();
        var cards = await context.Set<Card>().AsNoTracking().Select(c => new { c.StudentId, c.QuestionPubId, c.Reps }).ToListAsync(Token);
        Assert.Equal(60, cards.Count);
        Assert.All(cards, c => Assert.Equal(moves.GetValueOrDefault((c.StudentId, c.QuestionPubId!)), c.Reps));
        Assert.Equal(moves.Values.Sum(), await context.Set<ReviewLogEntry>().CountAsync(Token));
    }

    /// <summary>A person with two banks of six questions, each of which has its card.</summary>
    private async Task<Viewer> ViewerAsync(Person person)
    {
        var (one, first) = await server.BankAsync(person.Id, "Anatomy", 6);
        var (two, second) = await server.BankAsync(person.Id, "Bones", 6);
        var client = await server.Api.ClientOfAsync(person, ApiScope.Ingest);
        using var made = await client.SendAsync("POST", IngestServer.Address, IngestServer.Body("cards", [.. first.Concat(second).Select(id => (id, 'w'))]));
        await made.OkAsync();
        return new Viewer(person.Id, client, [(one, first), (two, second)]);
    }

    /// <summary>Each payload 10 to 30 times, some with other answers, in any order; the last of each is waited for.</summary>
    private static IReadOnlyList<Delivery> DeliveriesOf(IReadOnlyList<Payload> payloads, Random random)
    {
        var times = payloads.Select(_ => random.Next(10, 31)).ToArray();
        for (var left = Deliveries - times.Sum(); left != 0;)
        {
            var (at, step) = (random.Next(times.Length), Math.Sign(left));
            if (times[at] + step is >= 10 and <= 30)
            {
                (times[at], left) = (times[at] + step, left - step);
            }
        }
        var all = payloads.SelectMany((p, i) => Enumerable.Range(0, times[i]).Select(_ => new Delivery(p, random.Next(20) == 0, random.Next(4) == 0 ? random.NextDouble() * 20 : null))).ToArray();
        random.Shuffle(all);
        var last = all.Index().ToLookup(d => d.Item.Payload).ToDictionary(g => g.Key, g => g.Last().Index);
        return [.. all.Select((d, i) => last[d.Payload] == i ? d with { PatienceMs = null } : d)];
    }

    /// <summary>The answer, or null when the caller lost patience before it came.</summary>
    private static async Task<string?> SendAsync(Delivery delivery)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        if (delivery.PatienceMs is { } ms)
        {
            patience.CancelAfter(TimeSpan.FromMilliseconds(ms));
        }
        try
        {
            using var content = new StringContent(delivery.Payload.Body(delivery.Other), Encoding.UTF8, "application/json");
            using var answer = await delivery.Payload.Viewer.Client.PostAsync(IngestServer.Address, content, patience.Token);
            var body = await answer.Content.ReadAsStringAsync(patience.Token);
            Assert.True((int)answer.StatusCode == 200, body);
            return body;
        }
        catch (OperationCanceledException) when (delivery.PatienceMs is not null)
        {
            return null;
        }
    }

    private sealed record Viewer(int StudentId, HttpClient Client, IReadOnlyList<(int Topic, IReadOnlyList<string> PubIds)> Banks);

    private sealed record Delivery(Payload Payload, bool Other, double? PatienceMs);

    /// <summary>A viewer's session: three to eight questions of its two banks, on a day of the last two months.</summary>
    private sealed class Payload
    {
        private readonly string[] _bodies;

        public Payload(Viewer viewer, int number, Random random)
        {
            (Viewer, Uuid) = (viewer, $"storm-{number}");
            var asked = viewer.Banks.SelectMany(b => b.PubIds.Select(id => (b.Topic, Id: id))).ToArray();
            random.Shuffle(asked);
            asked = asked[..random.Next(3, 9)];
            (Questions, Topics) = ([.. asked.Select(a => a.Id)], [.. asked.Select(a => a.Topic).Distinct()]);
            var start = Make.At("2026-01-05 08:00").AddDays(number / 5 % 60).AddMinutes(number);
            _bodies = [Json("B", start), Json("A", start)];
        }

        public Viewer Viewer { get; }

        public string Uuid { get; }

        public IReadOnlyList<string> Questions { get; }

        public IReadOnlyList<int> Topics { get; }

        public string Body(bool other) => _bodies[other ? 1 : 0];

        private string Json(string selected, DateTime start) => $$"""
            {"client_session_uuid":"{{Uuid}}","started_at":"{{start:yyyy-MM-ddTHH:mm:ssZ}}","finished_at":"{{start.AddMinutes(5):yyyy-MM-ddTHH:mm:ssZ}}","attempts":[
            {{string.Join(",\n", Questions.Select((id, i) => $$"""{"pub_id":"{{id}}","selected":["{{selected}}"],"unsure":{{(i % 3 == 0 ? "true" : "false")}}}"""))}}]}
            """;
    }
}
