using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Infrastructure.Http;

public sealed class RequestRulesTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Start = "/api/analytics/sessions/start";

    public static TheoryData<string, int, string?> BadBodies => new()
    {
        { "", 422, "session_type" },
        { "{", 400, null },
        { "{\"session_type\": }", 400, null },
        { "[]", 400, null },
        { "\"text\"", 400, null },
        { "null", 400, null },
        { new string('[', 5000), 400, null },
        { "{\"note\":" + string.Concat(Enumerable.Repeat("{\"a\":", 500)) + "1" + new string('}', 501), 400, null },
        { "{\"subject\":\"a\",\"subject\":\"b\"}", 400, null },
        { "{\"session_type\":\"theory\",\"colour\":\"red\"}", 422, "colour" },
        { "{\"Session_Type\":\"theory\"}", 422, "Session_Type" },
        { "{\"session_type\":3}", 422, "session_type" },
        { "{\"session_type\":\"theory\",\"planned_minutes\":\"25\"}", 422, "planned_minutes" },
        { "{\"session_type\":\"theory\",\"planned_minutes\":2.5}", 422, "planned_minutes" },
        { "{\"session_type\":\"theory\",\"planned_minutes\":99999999999999999999}", 422, "planned_minutes" },
        { "{\"session_type\":\"theory\",\"planned_minutes\":1e400}", 422, "planned_minutes" },
        { "{\"session_type\":\"theory\",\"planned_minutes\":0}", 422, "planned_minutes" },
        { "{\"session_type\":\"theory\",\"subject\":{\"a\":1}}", 422, "subject" },
        { "{\"session_type\":\"theory\",\"subject\":\"\\ud800\"}", 422, "subject" },
        { "{\"session_type\":\"theory\",\"subject\":\"a\\u0000b\"}", 422, "subject" },
        { "{\"session_type\":\"theory\",\"switch\":\"yes\"}", 422, "switch" },
        { "{\"session_type\":\"theory\",\"tags\":\"exam\"}", 422, "tags" },
        { "{\"session_type\":\"theory\",\"tags\":[1]}", 422, "tags[0]" },
        { "{\"session_type\":\"theory\",\"tags\":[null]}", 422, "tags" },
        { "{\"session_type\":\"theory\",\"note\":\"" + new string('n', 5000) + "\"}", 422, "note" },
        { "{\"session_type\":\"theory\",\"note\":\"" + new string('n', 1024 * 1024) + "\"}", 413, null },
    };

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task Body_ThatCannotBeTaken_IsAProblemThatNamesIt(string json, int status, string? field)
    {
        using var client = await api.ClientOfAsync(api.Student);

        var problem = await (await client.SendAsync("POST", Start, json)).ProblemAsync(status);

        if (field is not null)
        {
            Assert.Equal([field], problem.FieldsOf());
        }
    }

    [Fact]
    public async Task Body_WithSeveralWrongFields_NamesThemAll()
    {
        using var client = await api.ClientOfAsync(api.Student);

        var problem = await (await client.SendAsync("POST", Start, """{"session_type":1,"planned_minutes":"x","colour":2}""")).ProblemAsync(422);

        Assert.Equal(["session_type", "planned_minutes", "colour"], problem.FieldsOf());
    }

    [Fact]
    public async Task Body_ThatIsNotJson_NamesThePosition()
    {
        using var client = await api.ClientOfAsync(api.Student);

        var problem = await (await client.SendAsync("POST", Start, "{\n  \"session_type\": theory }")).ProblemAsync(400);

        Assert.Contains("line 2, byte 19", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_WithInvalidUtf8_Is400()
    {
        using var client = await api.ClientOfAsync(api.Student);
        using var content = new ByteArrayContent([.. "{\"session_type\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        await (await client.PostAsync(Start, content, TestContext.Current.CancellationToken)).ProblemAsync(400);
    }

    [Fact]
    public async Task Body_OfAnotherType_Is415()
    {
        using var client = await api.ClientOfAsync(api.Student);
        using var content = new StringContent("session_type=theory", Encoding.UTF8, "application/x-www-form-urlencoded");

        await (await client.PostAsync(Start, content, TestContext.Current.CancellationToken)).ProblemAsync(415);
    }

    [Theory]
    [InlineData("GET", "/api/nothing", 404)]
    [InlineData("POST", "/api/nothing/here", 404)]
    [InlineData("DELETE", "/api/analytics/sessions/start", 405)]
    [InlineData("PUT", "/api/analytics/sessions/abc/end", 404)]
    [InlineData("PUT", "/api/analytics/sessions/99999999999/end", 404)]
    [InlineData("PUT", "/api/analytics/sessions/-1/end", 404)]
    public async Task Address_ThatIsNotThere_IsAProblem(string method, string address, int status)
    {
        using var client = await api.ClientOfAsync(api.Student);

        await (await client.SendAsync(method, address)).ProblemAsync(status);
    }

    [Theory]
    [InlineData("POST", Start)]
    [InlineData("GET", "/api/nothing")]
    [InlineData("GET", "/openapi/v1.json")]
    public async Task Request_WithoutAToken_Is401AndNoRedirect(string method, string address)
    {
        using var client = api.Anonymous();

        var answer = await client.SendAsync(method, address);

        Assert.Equal(401, (int)answer.StatusCode);
        Assert.Contains("Bearer", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherSite_IsRefusedUnlessItIsNamed()
    {
        await using var open = new ApiFactory { Configure = host => host.UseSetting("Cors:Origins:0", "https://study.example") };
        using var closed = api.Anonymous();
        using var named = open.Anonymous();

        Assert.Null(await AllowedAsync(closed, "https://study.example"));
        Assert.Null(await AllowedAsync(named, "https://other.example"));
        Assert.Equal("https://study.example", await AllowedAsync(named, "https://study.example"));
    }

    private static async Task<string?> AllowedAsync(HttpClient client, string origin)
    {
        var answer = await client.SendAsync("OPTIONS", Start, null, ("Origin", origin), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization"));
        return answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed) ? allowed.Single() : null;
    }
}
