using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Accounts.Tokens;
using StudyDashboard.Features.Quizzes.Ingest;
using StudyDashboard.Features.Quizzes.Runs;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Quizzes.Ingest;

/// <summary>Offline results over HTTP.</summary>
public sealed class IngestEndpointsTests(IngestServer server) : IClassFixture<IngestServer>
{
    private const string Attempt = """{"pub_id":"nothing","selected":["B"],"unsure":false}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, int, string[]> BadBodies => new()
    {
        { "{", 400, [] },
        { "[]", 400, [] },
        { "", 422, ["client_session_uuid", "attempts"] },
        { $$"""{"client_session_uuid":"","attempts":[{{Attempt}}]}""", 422, ["client_session_uuid"] },
        { $$"""{"client_session_uuid":"{{new string('u', 65)}}","attempts":[{{Attempt}}]}""", 422, ["client_session_uuid"] },
        { """{"client_session_uuid":"b1","attempts":[]}""", 422, ["attempts"] },
        { """{"client_session_uuid":"b1","attempts":"none"}""", 422, ["attempts"] },
        { """{"client_session_uuid":"b1","attempts":[null]}""", 422, ["attempts[0]"] },
        { $$"""{"client_session_uuid":"b1","attempts":[{{Attempt}},{"selected":[]},{"pub_id":"x"},{"pub_id":"x","selected":{"a":1} }]}""", 422,
            ["attempts[1].pub_id", "attempts[2].selected", "attempts[3].selected"] },
        { """{"client_session_uuid":"b1","attempts":[{"pub_id":"x","selected":["B"],"unsure":"yes"}]}""", 422, ["attempts[0].unsure"] },
        { """{"client_session_uuid":"b1","attempts":[{"pub_id":"x","selected":["B","b"]}]}""", 422, ["attempts[0].selected"] },
        { """{"client_session_uuid":"b1","attempts":[{"pub_id":"x","selected":["\ud800"]}]}""", 422, ["attempts[0].selected[0]"] },
        { """{"client_session_uuid":"b1","attempts":[{"pub_id":"x","selected":[],"answered_at":"2026-03-10"}]}""", 422, ["attempts[0].answered_at"] },
        { """{"client_session_uuid":"b1","attempts":[{"pub_id":"x","selected":[],"answered_at":"2026-03-10T10:00:00Z"}]}""", 422, ["attempts[0].answered_at"] },
        { $$"""{"client_session_uuid":"b1","started_at":"2026-03-10T10:00:00Z","attempts":[{{Attempt}}]}""", 422, ["started_at"] },
        { $$"""{"client_session_uuid":"b1","started_at":"2026-03-10T08:00:00Z","finished_at":"2026-03-10T07:00:00Z","attempts":[{{Attempt}}]}""", 422, ["finished_at"] },
        { $$"""{"client_session_uuid":"b1","started_at":"1900-01-01T08:00:00Z","finished_at":"2026-03-10T07:00:00Z","attempts":[{{Attempt}}]}""", 422, ["started_at", "finished_at"] },
        { $$"""{"client_session_uuid":"b1","colour":"red","attempts":[{{Attempt}}]}""", 422, ["colour"] },
        { $$"""{"client_session_uuid":"b1","attempts":[{{string.Join(',', Enumerable.Repeat(Attempt, IngestRules.MaxAttempts + 1))}}]}""", 422, ["attempts"] },
        { $$"""{"client_session_uuid":"{{new string('u', 1024 * 1024)}}","attempts":[{{Attempt}}]}""", 413, [] },
    };

    [Fact]
    public async Task Delivery_ThenItsRepeat_AnswerTheSameButForTheStatus()
    {
        var (topic, ids) = await server.BankAsync(server.Api.Student.Id, "Anatomy");
        using var client = await server.Api.ClientOfAsync(server.Api.Student, ApiScope.Ingest);
        using var reader = await server.Api.ClientOfAsync(server.Api.Student, ApiScope.Read);
        var body = IngestServer.Body("first", (ids[0], 'c'), (ids[1], 'w'), (ids[2], 'u'), ("nothing", 'c'));

        using var first = await client.SendAsync("POST", IngestServer.Address, body);
        using var again = await client.SendAsync("POST", IngestServer.Address, body);
        using var other = await client.SendAsync("POST", IngestServer.Address, IngestServer.Body("first", (ids[1], 'c')));

        var text = (await first.TextAsync()).Replace("\"ingested\"", "\"already_ingested\"", StringComparison.Ordinal);
        var taken = await first.OkAsync();
        Assert.Equal(("ingested", "first", "nothing"), (Text(taken, "status"), Text(taken, "client_session_uuid"), taken.GetProperty("unknown")[0].GetString()));
        var session = Assert.Single(taken.GetProperty("sessions").EnumerateArray());
        Assert.Equal((topic, "viewer", 3, 1, 1, 1, "2026-03-09T08:00:00Z"), (session.GetProperty("topic_id").GetInt32(), Text(session, "source"), Whole(session, "answered"), Whole(session, "correct"),
            Whole(session, "wrong"), Whole(session, "unsure"), Text(session, "started_at")));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal([text, text], [await again.TextAsync(), await other.TextAsync()]);

        using var quiz = await reader.SendAsync("GET", $"/api/quizzes/sessions/{Whole(session, "id")}");
        var stored = await quiz.OkAsync();
        Assert.Equal(("done", "viewer"), (Text(stored, "status"), Text(stored, "source")));
        using var fact = await reader.SendAsync("GET", $"/api/analytics/sessions/{Whole(session, "study_session_id")}");
        var counted = await fact.OkAsync();
        Assert.Equal(("quiz", 3, 1), (Text(counted, "source"), Whole(counted, "questions_answered"), Whole(counted, "correct_answers")));
        using var browser = await server.Api.BrowserOfAsync(server.Api.Student);
        Assert.Contains("taken offline", await browser.GetStringAsync("/quizzes/history", Token), StringComparison.Ordinal);
        Assert.Contains("1 of 3 correct", await browser.GetStringAsync($"/quizzes/{Whole(session, "id")}", Token), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task Body_ThatCannotBeTaken_IsAProblemThatNamesIt(string json, int status, string[] fields)
    {
        using var client = await server.Api.ClientOfAsync(server.Api.Student, ApiScope.Ingest);

        var problem = await (await client.SendAsync("POST", IngestServer.Address, json)).ProblemAsync(status);

        Assert.Equal(fields, problem.FieldsOf());
        await using var context = server.Api.Context();
        Assert.False(await context.Set<IngestReceipt>().AnyAsync(r => r.ClientSessionUuid == "b1", Token));
    }

    [Fact]
    public async Task Caller_WithoutTheScope_IsRefused()
    {
        using var nobody = server.Api.Anonymous();
        using var unknown = server.Api.ClientWith("sd_site_nothing");
        using var writer = await server.Api.ClientOfAsync(server.Api.Student, ApiScope.Read, ApiScope.Write);
        using var browser = await server.Api.BrowserOfAsync(server.Api.Student);

        await (await nobody.SendAsync("POST", IngestServer.Address, "{")).ProblemAsync(401);
        await (await unknown.SendAsync("POST", IngestServer.Address, "{")).ProblemAsync(401);
        await (await browser.SendAsync("POST", IngestServer.Address, "{")).ProblemAsync(401);
        Assert.Contains("ingest", (await (await writer.SendAsync("POST", IngestServer.Address, "{")).ProblemAsync(403)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        await (await writer.SendAsync("PUT", IngestServer.Address)).ProblemAsync(405);
        await (await writer.SendAsync("POST", "/ingest/nothing", "{}")).ProblemAsync(404);
    }

    [Fact]
    public async Task SiteToken_HandsInForTheOwner_AndDoesNothingElse()
    {
        var (_, mine) = await server.BankAsync(server.Api.OtherStudent.Id, "Bones", 1);
        var (_, theirs) = await server.BankAsync(server.Api.Guardian.Id, "Teeth", 1);
        using var site = await server.SiteClientAsync();

        await (await site.SendAsync("POST", IngestServer.Address, IngestServer.Body("s1", (mine[0], 'c')))).OkAsync();
        var mixed = await (await site.SendAsync("POST", IngestServer.Address, IngestServer.Body("s2", (mine[0], 'c'), (theirs[0], 'c')))).ProblemAsync(422);
        var none = await (await site.SendAsync("POST", IngestServer.Address, IngestServer.Body("s3", ("nothing", 'c')))).ProblemAsync(422);

        Assert.Equal(["attempts", "attempts"], [.. mixed.FieldsOf(), .. none.FieldsOf()]);
        await using var context = server.Api.Context();
        Assert.Equal([server.Api.OtherStudent.Id], await context.Set<QuizSession>().Where(q => q.ClientSessionUuid == "s1" || q.ClientSessionUuid == "s2").Select(q => q.StudentId).ToListAsync(Token));
        await (await site.SendAsync("GET", "/api/quizzes/topics")).ProblemAsync(403);
        await (await site.SendAsync("POST", "/api/quizzes/topics", """{"title":"x"}""")).ProblemAsync(403);
        Assert.NotNull((await context.Set<SiteToken>().OrderBy(t => t.Id).LastAsync(Token)).LastUsedAt);
    }

    [Theory]
    [InlineData("POST", IngestServer.Address, "application/json")]
    [InlineData("POST", IngestServer.Address, "text/plain")]
    [InlineData("GET", IngestServer.Address, null)]
    [InlineData("POST", "/ingest", "application/json")]
    public async Task Ingest_WhileItIsOff_Is503BeforeAllElse(string method, string address, string? type)
    {
        await using var off = new ApiFactory();
        await off.InitializeAsync();
        using var token = await off.ClientOfAsync(off.Student, ApiScope.Ingest);
        using var nobody = off.Anonymous();

        foreach (var client in new[] { token, nobody })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = type is null ? null : new StringContent("{", Encoding.UTF8, type) };
            var problem = await (await client.SendAsync(request, Token)).ProblemAsync(503);
            Assert.Contains("Ingest:Enabled", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Document_DescribesTheRouteWithItsErrors()
    {
        using var client = await server.Api.ClientOfAsync(server.Api.Student);
        var route = (await (await client.SendAsync("GET", "/openapi/v1.json")).OkAsync()).GetProperty("paths").GetProperty(IngestServer.Address).GetProperty("post");

        Assert.NotEmpty(Text(route, "summary"));
        Assert.Contains("already_ingested", Text(route, "description"), StringComparison.Ordinal);
        Assert.Superset(new HashSet<string> { "200", "400", "401", "403", "413", "422", "503" }, route.GetProperty("responses").EnumerateObject().Select(r => r.Name).ToHashSet());
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static int Whole(JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
