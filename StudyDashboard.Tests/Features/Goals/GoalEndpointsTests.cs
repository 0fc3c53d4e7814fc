using System.Net;
using System.Text.Json;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Goals;

/// <summary>Goals over HTTP, on Tuesday, 10 March 2026, 09:00 UTC.</summary>
public sealed class GoalEndpointsTests(ApiFactory product) : IClassFixture<ApiFactory>, IAsyncLifetime
{
    private HttpClient _mina = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _mina = await product.ClientOfAsync(product.Student);

    public ValueTask DisposeAsync()
    {
        _mina.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task EndOfASession_NamesTheGoalsThatMovedAndTheAchievements()
    {
        var goal = await AddAsync("""{"metric": "minutes", "target": 120, "period": "week", "subject": "Ethics"}""");
        using var started = await _mina.SendAsync("POST", "/api/analytics/sessions/start", """{"session_type": "theory", "subject": "Ethics"}""");
        var session = (await started.OkAsync(HttpStatusCode.Created)).GetProperty("id").GetInt32();
        product.Clock.Advance(TimeSpan.FromMinutes(83));

        using var ended = await _mina.SendAsync("PUT", $"/api/analytics/sessions/{session}/end", "{}");

        var answer = await ended.OkAsync();
        Assert.Contains(goal, answer.GetProperty("goals_updated").EnumerateArray().Select(g => g.GetInt32()));
        Assert.Contains("first_hour", answer.GetProperty("achievements").EnumerateArray().Select(a => a.GetString()));
        using var again = await _mina.SendAsync("PUT", $"/api/analytics/sessions/{session}/end", "{}");
        Assert.Contains(goal, (await again.OkAsync()).GetProperty("goals_updated").EnumerateArray().Select(g => g.GetInt32()));
        var progress = (await GetAsync(goal)).GetProperty("progress");
        Assert.Equal((83, 120, 69.2), (progress.GetProperty("current").GetDouble(), progress.GetProperty("target").GetDouble(), progress.GetProperty("percent").GetDouble()));
    }

    [Fact]
    public async Task Goal_Made_HasItsShape()
    {
        var goal = await GetAsync(await AddAsync("""
            {"title": "Exam", "metric": "questions", "target": 300, "period": "once", "ends_on": "2026-03-20", "session_type": "test", "rest_days": ["sunday"]}
            """));

        Assert.Equal(
            ["id", "title", "name", "metric", "period", "target", "subject", "class_id", "plan_id", "domain_code", "session_type", "unit", "starts_on", "ends_on", "rest_days",
                "skip_budget", "pauses", "status", "progress", "version", "periods", "run", "longest_run", "skips_left", "entries"],
            goal.EnumerateObject().Select(p => p.Name));
        Assert.Equal(
            ("Exam", "questions", "once", "2026-03-10", "2026-03-20", "active", "sunday"),
            (Text(goal, "title"), Text(goal, "metric"), Text(goal, "period"), Text(goal, "starts_on"), Text(goal, "ends_on"), Text(goal, "status"), goal.GetProperty("rest_days")[0].GetString()));
        // Ten days to the 20th with today, Sunday out: 300 / 10.
        Assert.Equal((10, 30), (goal.GetProperty("progress").GetProperty("days_left").GetInt32(), goal.GetProperty("progress").GetProperty("per_day").GetDouble()));
    }

    [Fact]
    public async Task Goal_ChangedInPart_KeepsTheRest_AndAnOldVersionIsStale()
    {
        var goal = await AddAsync("""{"metric": "minutes", "target": 120, "period": "week", "title": "Kept"}""");
        var version = (await GetAsync(goal)).GetProperty("version").GetInt32();
        using var changed = await _mina.SendAsync("PUT", $"/api/analytics/goals/{goal}", """{"target": 200}""", ("If-Match", $"\"{version}\""));
        var now = await changed.OkAsync();
        Assert.Equal((200, "Kept"), (now.GetProperty("target").GetDouble(), Text(now, "title")));

        using var stale = await _mina.SendAsync("PUT", $"/api/analytics/goals/{goal}", """{"target": 90}""", ("If-Match", $"\"{version}\""));

        await stale.ProblemAsync(412);
    }

    [Theory]
    [InlineData("archived")]
    [InlineData("paused")]
    public async Task Goal_PutAwayAndBack_IsActiveAgain(string status)
    {
        var goal = await AddAsync("""{"metric": "sessions", "target": 2, "period": "day"}""");
        using var away = await _mina.SendAsync("PUT", $"/api/analytics/goals/{goal}", $$"""{"status": "{{status}}"}""");
        Assert.Equal(status, Text(await away.OkAsync(), "status"));
        using var listed = await _mina.GetAsync($"/api/analytics/goals?status={status}", Token);
        Assert.Contains((await listed.OkAsync()).GetProperty("items").EnumerateArray(), g => g.GetProperty("id").GetInt32() == goal);

        using var back = await _mina.SendAsync("PUT", $"/api/analytics/goals/{goal}", """{"status": "active"}""");

        Assert.Equal("active", Text(await back.OkAsync(), "status"));
    }

    [Fact]
    public async Task CustomCount_IsFedByHand_AndOthersAreNot()
    {
        var pages = await AddAsync("""{"metric": "custom_count", "target": 10, "period": "month", "unit": "pages"}""");
        using var counted = await _mina.SendAsync("POST", $"/api/analytics/goals/{pages}/progress", """{"amount": 4, "note": "atlas"}""");
        Assert.Equal(4, (await counted.OkAsync(HttpStatusCode.Created)).GetProperty("progress").GetProperty("current").GetDouble());
        using var none = await _mina.SendAsync("POST", $"/api/analytics/goals/{pages}/progress", "{}");
        Assert.Equal(["amount"], (await none.ProblemAsync(422)).FieldsOf());

        using var derived = await _mina.SendAsync("POST", $"/api/analytics/goals/{await AddAsync("""{"metric": "minutes", "target": 9, "period": "day"}""")}/progress", """{"amount": 4}""");

        await derived.ProblemAsync(409);
    }

    [Fact]
    public async Task Goal_WithoutItsFields_IsRefusedByThem()
    {
        using var answer = await _mina.SendAsync("POST", "/api/analytics/goals", """{"metric": "hours", "rest_days": ["someday"], "session_type": "nap"}""");

        Assert.Equal(["metric", "period", "session_type", "rest_days"], (await answer.ProblemAsync(422)).FieldsOf());
    }

    [Fact]
    public async Task Goal_OfSomebodyElse_IsNotThere()
    {
        var goal = await AddAsync("""{"metric": "minutes", "target": 10, "period": "day"}""");
        using var jun = await product.ClientOfAsync(product.OtherStudent);

        foreach (var (method, path, body) in new[] { ("GET", "", (string?)null), ("PUT", "", """{"target": 1}"""), ("DELETE", "", null), ("POST", "/progress", """{"amount": 1}""") })
        {
            using var answer = await jun.SendAsync(method, $"/api/analytics/goals/{goal}{path}", body);
            await answer.ProblemAsync(404);
        }
        using var gone = await _mina.SendAsync("DELETE", $"/api/analytics/goals/{goal}");
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
    }

    private static string Text(JsonElement json, string field) => json.GetProperty(field).GetString()!;

    private async Task<JsonElement> GetAsync(int goal)
    {
        using var answer = await _mina.GetAsync($"/api/analytics/goals/{goal}", Token);
        return (await answer.OkAsync()).Clone();
    }

    private async Task<int> AddAsync(string json)
    {
        using var answer = await _mina.SendAsync("POST", "/api/analytics/goals", json);
        return (await answer.OkAsync(HttpStatusCode.Created)).GetProperty("id").GetInt32();
    }
}
