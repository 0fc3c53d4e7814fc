using System.Net;
using System.Text.Json;
using StudyDashboard.Features.Scenarios.Content;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Scenarios;

public sealed class ScenarioEndpointsTests(ApiFactory product) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task Run_OverHttp_FromBeginningToHistory()
    {
        using var client = await product.ClientOfAsync(product.Student);
        using var started = await client.SendAsync("POST", "/api/scenario-runs", """{"scenario": "directions-de"}""");
        var run = await started.OkAsync(HttpStatusCode.Created);
        var id = run.GetProperty("id").GetInt32();
        var content = BuiltInScenarios.All["directions-de"];
        var replies = new Queue<string>(content.Phases.SelectMany(p => p.Prompts).Select(p => p.Accepted[0]));

        using (var wrong = await client.SendAsync("POST", $"/api/scenario-runs/{id}/steps", """{"number": 0, "kind": "shout"}"""))
        {
            Assert.Equal(["kind"], (await wrong.ProblemAsync(422)).FieldsOf());
        }
        using (var early = await client.SendAsync("POST", $"/api/scenario-runs/{id}/complete", "{}"))
        {
            await early.ProblemAsync(409);
        }
        while (run.GetProperty("done").GetInt32() < run.GetProperty("total").GetInt32())
        {
            var body = run.GetProperty("prompt").ValueKind == JsonValueKind.Null
                ? JsonSerializer.Serialize(new { number = run.GetProperty("steps").GetInt32(), kind = "word", known = true })
                : JsonSerializer.Serialize(new { number = run.GetProperty("steps").GetInt32(), kind = "reply", reply = replies.Dequeue() });
            using var step = await client.SendAsync("POST", $"/api/scenario-runs/{id}/steps", body);
            run = await step.OkAsync();
            Assert.Equal("right", run.GetProperty("last_step").GetProperty("verdict").GetString());
        }
        using var done = await client.SendAsync("POST", $"/api/scenario-runs/{id}/complete", "{}");
        using var again = await client.SendAsync("POST", $"/api/scenario-runs/{id}/complete", "{}");
        var history = await done.OkAsync();
        Assert.Equal(await done.TextAsync(), await again.TextAsync());
        Assert.Equal((100, "none"), (history.GetProperty("score").GetInt32(), history.GetProperty("support_level").GetString()));

        using var listed = await client.SendAsync("GET", "/api/scenario-history?scenario=directions-de");
        Assert.Equal(1, (await listed.OkAsync()).GetProperty("total").GetInt32());
        using var sessions = await client.SendAsync("GET", "/api/analytics/sessions?session_type=scenario");
        var session = (await sessions.OkAsync()).GetProperty("items").EnumerateArray().Single(s => s.GetProperty("source_id").GetInt32() == id);
        Assert.Equal(history.GetProperty("net_seconds").GetInt32(), session.GetProperty("net_seconds").GetInt32());
    }

    [Fact]
    public async Task Scenario_OfOnesOwn_IsWrittenReadChangedAndDeleted()
    {
        using var client = await product.ClientOfAsync(product.Student);
        var json = System.Text.Encoding.UTF8.GetString(ScenarioFile.Write(BuiltInScenarios.All["bank-de"]));
        using var added = await client.SendAsync("POST", "/api/scenarios", json);
        var key = (await added.OkAsync(HttpStatusCode.Created)).GetProperty("key").GetString();
        using var stale = await client.SendAsync("PUT", $"/api/scenarios/{key}", json, ("If-Match", "\"9\""));
        await stale.ProblemAsync(412);
        using var broken = await client.SendAsync("PUT", $"/api/scenarios/{key}", """{"title": "x", "language": "de", "phases": [{"title": "p", "situation": "s", "prompts": []}]}""");
        Assert.Equal(["phases[0].prompts"], (await broken.ProblemAsync(422)).FieldsOf());
        using var builtIn = await client.SendAsync("DELETE", "/api/scenarios/bank-de");
        await builtIn.ProblemAsync(409);
        using var deleted = await client.SendAsync("DELETE", $"/api/scenarios/{key}");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        using var gone = await client.SendAsync("GET", $"/api/scenarios/{key}");
        await gone.ProblemAsync(404);
        using var list = await client.SendAsync("GET", "/api/scenarios?language=es&level=A2");
        Assert.Equal(2, (await list.OkAsync()).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task File_Downloaded_IsTheScenario_ForItsOwnerOnly()
    {
        using var browser = await product.BrowserOfAsync(product.Student);
        using var file = await browser.SendAsync("GET", "/scenarios/hotel-es.json");

        Assert.Equal("attachment", file.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Null(ScenarioFile.Read(await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Refusal);
        using var other = await browser.SendAsync("GET", "/scenarios/9999.json");
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }
}
