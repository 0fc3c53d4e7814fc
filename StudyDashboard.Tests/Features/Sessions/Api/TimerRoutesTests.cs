using System.Net;
using System.Text.Json;
using StudyDashboard.Features.Accounts.Tokens;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Sessions.Api;

public sealed class TimerRoutesTests(ApiFactory api) : IClassFixture<ApiFactory>, IAsyncLifetime
{
    private const string Root = "/api/analytics/sessions";

    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _client = await api.ClientOfAsync(api.Student);
        await EndWhatRunsAsync();
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Start_Answers201WithTheSessionInItsExactShape()
    {
        api.Clock.SetUtc(Make.At("2026-11-20 14:05"));

        var plan = (await (await _client.SendAsync("POST", "/api/plans", """{"title":"Exam","domains":[{"code":"SURG","name":"Surgery"}]}""")).OkAsync(HttpStatusCode.Created))
            .GetProperty("id").GetInt32();

        var answer = await StartAsync($$"""{"session_type":"practice","subject":"Algebra","plan_id":{{plan}},"domain_code":"SURG","planned_minutes":25,"note":"x"}""");

        var session = await answer.OkAsync(HttpStatusCode.Created);
        var id = session.GetProperty("id").GetInt32();
        Assert.Equal($"{Root}/{id}", answer.Headers.Location!.OriginalString);
        Assert.Equal("\"1\"", answer.Headers.ETag!.Tag);
        Assert.Equal(
            $$"""
            {"id":{{id}},"session_type":"practice","status":"in_progress","subject":"Algebra","language":null,"class_id":null,"plan_id":{{plan}},
            "domain_code":"SURG","source":"timer","source_id":null,"planned_minutes":25,"started_at":"2026-11-20T14:05:00Z","ended_at":null,
            "study_day":"2026-11-20","time_zone":"Europe/Sofia","gross_seconds":0,"net_seconds":0,"questions_answered":0,"correct_answers":0,
            "cards_reviewed":0,"self_rating":null,"note":"x","tags":[],"pauses":[],"activities":[],"version":1}
            """.ReplaceLineEndings(""),
            await answer.TextAsync());
    }

    [Fact]
    public async Task End_AnswersTheExactShapeWithWhatFollowed_AndTheSameAgain()
    {
        api.Clock.SetUtc(Make.At("2026-11-21 14:05"));
        var id = await StartedAsync("""{"session_type":"practice","subject":"Algebra","planned_minutes":25,"tags":["exam"]}""");
        api.Clock.Advance(TimeSpan.FromSeconds(600));
        await (await _client.SendAsync("PUT", $"{Root}/{id}/pause")).OkAsync();
        api.Clock.Advance(TimeSpan.FromSeconds(180));
        await (await _client.SendAsync("POST", $"{Root}/{id}/resume")).OkAsync();
        await (await _client.SendAsync("POST", $"{Root}/{id}/activities", """{"activity_type":"solve","count":10,"correct":8,"minutes":1}""")).OkAsync(HttpStatusCode.Created);
        api.Clock.Advance(TimeSpan.FromSeconds(790));

        var first = await _client.SendAsync("PUT", $"{Root}/{id}/end", """{"questions_answered":10,"correct_answers":8,"self_rating":4}""");
        api.Clock.Advance(TimeSpan.FromMinutes(5));
        var second = await _client.SendAsync("PUT", $"{Root}/{id}/end", """{"questions_answered":10,"correct_answers":8,"self_rating":4}""");

        await first.OkAsync();
        var body = await first.TextAsync();
        Assert.Equal(
            $$"""
            {"id":{{id}},"session_type":"practice","status":"completed","subject":"Algebra","language":null,"class_id":null,"plan_id":null,
            "domain_code":null,"source":"timer","source_id":null,"planned_minutes":25,"started_at":"2026-11-21T14:05:00Z","ended_at":"2026-11-21T14:31:10Z",
            "study_day":"2026-11-21","time_zone":"Europe/Sofia","gross_seconds":1570,"net_seconds":1390,"questions_answered":10,"correct_answers":8,
            "cards_reviewed":0,"self_rating":4,"note":"","tags":["exam"],"pauses":[{"started_at":"2026-11-21T14:15:00Z","ended_at":"2026-11-21T14:18:00Z"}],
            "activities":[{"activity_type":"solve","count":10,"correct":8,"minutes":1}],"version":5,"duration_minutes":23.17,"points_awarded":11,"goals_updated":[],"achievements":[]}
            """.ReplaceLineEndings(""),
            body);
        await second.OkAsync();
        Assert.Equal(body, await second.TextAsync());
    }

    [Fact]
    public async Task Start_WithoutAKind_Is422AndListsTheKinds()
    {
        var problem = await (await StartAsync("{}")).ProblemAsync(422);

        Assert.Equal(["session_type"], problem.FieldsOf());
        Assert.All(Words<SessionKind>.All, kind => Assert.Contains(kind, problem.GetProperty("detail").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_WhileOneRuns_Is409WithItsId_AndSwitchFinishesIt()
    {
        var running = await StartedAsync("""{"session_type":"theory"}""");

        var problem = await (await StartAsync("""{"session_type":"test"}""")).ProblemAsync(409);
        var switched = await (await StartAsync("""{"session_type":"test","switch":true}""")).OkAsync(HttpStatusCode.Created);

        Assert.Equal(running, problem.GetProperty("running_session_id").GetInt32());
        Assert.NotEqual(running, switched.GetProperty("id").GetInt32());
        Assert.Equal("completed", (await (await _client.SendAsync("PUT", $"{Root}/{running}/end")).OkAsync()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Start_WhileItRuns_CountsGrossAndNetUpToNow()
    {
        var id = await StartedAsync("""{"session_type":"theory"}""");
        api.Clock.Advance(TimeSpan.FromSeconds(90));

        var paused = await (await _client.SendAsync("PUT", $"{Root}/{id}/pause")).OkAsync();

        Assert.Equal((90, 90), (paused.GetProperty("gross_seconds").GetInt32(), paused.GetProperty("net_seconds").GetInt32()));
        Assert.Equal(JsonValueKind.Null, paused.GetProperty("pauses")[0].GetProperty("ended_at").ValueKind);
    }

    [Fact]
    public async Task Pause_OfAnEndedSession_Is409()
    {
        var id = await StartedAsync("""{"session_type":"theory"}""");
        await _client.SendAsync("PUT", $"{Root}/{id}/end");

        await (await _client.SendAsync("PUT", $"{Root}/{id}/pause")).ProblemAsync(409);
    }

    [Theory]
    [InlineData("""{"questions_answered":3,"correct_answers":9999}""", "correct_answers")]
    [InlineData("""{"self_rating":6}""", "self_rating")]
    [InlineData("""{"questions_answered":-1}""", "questions_answered")]
    [InlineData("""{"correct":1}""", "correct")]
    public async Task End_WithValuesThatCannotBe_Is422AndTheSessionRunsOn(string json, string field)
    {
        var id = await StartedAsync("""{"session_type":"theory"}""");

        var problem = await (await _client.SendAsync("PUT", $"{Root}/{id}/end", json)).ProblemAsync(422);

        Assert.Equal([field], problem.FieldsOf());
        Assert.Equal("in_progress", (await (await _client.SendAsync("PUT", $"{Root}/{id}/pause")).OkAsync()).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("PUT", "/end")]
    [InlineData("PUT", "/pause")]
    [InlineData("PUT", "/resume")]
    [InlineData("POST", "/pause")]
    [InlineData("POST", "/resume")]
    [InlineData("POST", "/activities", """{"activity_type":"read"}""")]
    public async Task Route_OfAnothersSession_IsTheSame404AsOneThatIsNotThere(string method, string route, string? json = null)
    {
        var id = await StartedAsync("""{"session_type":"theory"}""");
        using var other = await api.ClientOfAsync(api.OtherStudent);

        var foreign = await (await other.SendAsync(method, $"{Root}/{id}{route}", json)).ProblemAsync(404);
        var missing = await (await other.SendAsync(method, $"{Root}/99999{route}", json)).ProblemAsync(404);

        Assert.Equal(missing.ToString(), foreign.ToString());
    }

    [Fact]
    public async Task Activity_OfAnUnknownType_Is422AndListsTheTypes()
    {
        var id = await StartedAsync("""{"session_type":"theory"}""");

        var problem = await (await _client.SendAsync("POST", $"{Root}/{id}/activities", """{"activity_type":"sleep"}""")).ProblemAsync(422);

        Assert.Contains("flashcards", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithATokenThatOnlyReads_Is403()
    {
        using var reader = await api.ClientOfAsync(api.Student, ApiScope.Read);

        var answer = await reader.SendAsync("POST", $"{Root}/start", """{"session_type":"theory"}""");

        Assert.Contains("write", (await answer.ProblemAsync(403)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("insufficient_scope", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> StartAsync(string json) => _client.SendAsync("POST", $"{Root}/start", json);

    private async Task<int> StartedAsync(string json) =>
        (await (await StartAsync(json)).OkAsync(HttpStatusCode.Created)).GetProperty("id").GetInt32();

    private async Task EndWhatRunsAsync()
    {
        var answer = await StartAsync("""{"session_type":"theory","switch":true}""");
        await _client.SendAsync("PUT", $"{answer.Headers.Location}/end");
    }
}
