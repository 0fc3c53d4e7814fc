using System.Net;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Data.Backups;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Faults;

/// <summary>A student's program that does not trust the line: every command comes several times, at once and again much later.</summary>
public sealed class StormTests(FaultyProduct product) : IClassFixture<FaultyProduct>
{
    private const string Sessions = "/api/analytics/sessions";

    [Fact]
    public async Task Commands_DuplicatedAndLate_ComeToTheSameAsOnceInOrder()
    {
        var (rounds, copies) = FaultFigures.IsLong ? (60, 22) : (5, 7);
        var begin = product.Api.Clock.UtcNow;
        product.State.PutBack();
        var script = await InOrderAsync(rounds);
        var expected = product.State.Dump();
        product.State.PutBack();
        product.Api.Clock.SetUtc(begin);
        var (random, sent) = (new Random(4), 0);

        for (var i = 0; i < script.Count; i++)
        {
            // The command some times, and what came before it, in no order.
            var now = Enumerable.Repeat(i, 1 + random.Next(3)).Concat(Enumerable.Range(0, copies - 1).Select(_ => random.Next(i + 1))).ToArray();
            random.Shuffle(now);
            var answers = await Task.WhenAll(now.Select(n => SendAsync(script[n])));
            Assert.All(answers, status => Assert.True((int)status < 300, $"{(int)status} while step {i} was sent."));
            sent += now.Length;
            product.Api.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.True(product.State.Dump() == expected, DatabaseState.Difference(expected, product.State.Dump()));
        Assert.Empty(await product.Api.Services.GetRequiredService<IntegrityCheck>().RunAsync(TestContext.Current.CancellationToken));
        FaultFigures.Note("duplicated, late and parallel commands", sent, $"commands for {script.Count}, in the end the same as those once in order");
    }

    private async Task<List<Step>> InOrderAsync(int rounds)
    {
        var done = new List<Step>();
        var deck = await FaultyProduct.SendAsync(product.Student, "POST", "/api/decks", """{"name": "Storm", "new_per_day": 9999, "reviews_per_day": 9999}""");
        var made = await FaultyProduct.SendAsync(product.Student, "POST", "/api/cards", $$"""{"deck_id": {{deck.GetProperty("id")}}, "front": "a", "back": "b"}""");
        var card = made.GetProperty("items")[0].GetProperty("id").GetInt32();
        product.State.Keep();
        for (var round = 0; round < rounds; round++)
        {
            var started = new Step("POST", $"{Sessions}/start", """{"session_type":"practice","subject":"Algebra"}""", $"start {round}");
            var id = (await FaultyProduct.SendAsync(product.Student, started.Method, started.Path, started.Json)).GetProperty("id").GetInt32();
            done.Add(started);
            product.Api.Clock.Advance(TimeSpan.FromMinutes(1));
            Step[] rest =
            [
                new("POST", $"{Sessions}/{id}/activities", $$"""{"activity_type":"solve","count":{{round + 2}},"correct":1}""", $"activity {round}"),
                new("POST", $"{Sessions}/{id}/pause", "{}", $"pause {round}"),
                new("POST", "/api/reviews", $$"""{"card_id":{{card}},"grade":"good","duration_ms":3000}""", $"review {round}"),
                new("POST", $"{Sessions}/{id}/resume", "{}", $"resume {round}"),
                new("POST", $"{Sessions}/{id}/activities", """{"activity_type":"read","minutes":1}""", $"reading {round}"),
                new("PUT", $"{Sessions}/{id}/end", """{"questions_answered":10,"correct_answers":8,"self_rating":4}""", $"end {round}"),
                new("POST", Sessions, $$"""{"session_type":"theory","started_at":"2026-0{{1 + (round / 28)}}-{{1 + (round % 28):00}}T06:00:00Z","ended_at":"2026-0{{1 + (round / 28)}}-{{1 + (round % 28):00}}T06:30:00Z"}""", $"past {round}"),
            ];
            foreach (var step in rest)
            {
                await FaultyProduct.SendAsync(product.Student, step.Method, step.Path, step.Json);
                done.Add(step);
                product.Api.Clock.Advance(TimeSpan.FromMinutes(1));
            }
        }
        return done;
    }

    private async Task<HttpStatusCode> SendAsync(Step step)
    {
        using var answer = await product.Student.SendAsync(step.Method, step.Path, step.Json, ("Idempotency-Key", step.Key));
        return answer.StatusCode;
    }

    private sealed record Step(string Method, string Path, string Json, string Key);
}
