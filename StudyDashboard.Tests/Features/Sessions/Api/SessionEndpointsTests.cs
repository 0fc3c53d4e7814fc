using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using StudyDashboard.Features.Accounts.Tokens;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Sessions.Api;

public sealed class SessionEndpointsTests(ApiFactory api) : IClassFixture<ApiFactory>, IAsyncLifetime
{
    private const string Root = "/api/analytics/sessions";

    private static int _day;

    private HttpClient _client = null!;
    private string _date = "";

    public async ValueTask InitializeAsync()
    {
        _client = await api.ClientOfAsync(api.Student);
        // A day of its own for each test, so that none overlaps another's sessions.
        _date = new DateOnly(2025, 1, 1).AddDays(Interlocked.Increment(ref _day)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Add_APastSession_Answers201AndItCanBeRead()
    {
        var added = await AddAsync(Entry(9, 10, ""","subject":"Algebra","questions_answered":10,"correct_answers":8,"self_rating":4,"note":"x","tags":["exam"]"""));
        var session = await added.OkAsync(HttpStatusCode.Created);

        var read = await _client.SendAsync("GET", added.Headers.Location!.OriginalString);

        Assert.Equal(session.ToString(), (await read.OkAsync()).ToString());
        Assert.Equal(added.Headers.ETag, read.Headers.ETag);
        Assert.Equal(("manual", "completed", 3600), (session.GetProperty("source").GetString(), session.GetProperty("status").GetString(), session.GetProperty("net_seconds").GetInt32()));
    }

    [Fact]
    public async Task Add_WithADayAndALength_HasNoClockTimes()
    {
        var session = await (await AddAsync($$"""{"session_type":"theory","study_day":"{{_date}}","net_seconds":1800}""")).OkAsync(HttpStatusCode.Created);

        Assert.Equal(JsonValueKind.Null, session.GetProperty("started_at").ValueKind);
        Assert.Equal((_date, 1800), (session.GetProperty("study_day").GetString(), session.GetProperty("net_seconds").GetInt32()));
    }

    [Theory]
    [InlineData("""{"started_at":"2025-01-01T09:00:00Z","ended_at":"2025-01-01T10:00:00Z"}""", "session_type")]
    [InlineData("""{"session_type":"theory"}""", "started_at")]
    [InlineData("""{"session_type":"theory","started_at":"2025-01-01T09:00:00Z"}""", "ended_at")]
    [InlineData("""{"session_type":"theory","started_at":"2025-01-01T10:00:00Z","ended_at":"2025-01-01T09:00:00Z"}""", "ended_at")]
    [InlineData("""{"session_type":"theory","started_at":"2025-02-31T10:00:00Z","ended_at":"2025-03-01T09:00:00Z"}""", "started_at")]
    [InlineData("""{"session_type":"theory","started_at":"2025-01-01T10:00:00","ended_at":"2025-01-01T11:00:00Z"}""", "started_at")]
    [InlineData("""{"session_type":"theory","started_at":1735722000,"ended_at":"2025-01-01T11:00:00Z"}""", "started_at")]
    [InlineData("""{"session_type":"theory","started_at":"0001-01-01T00:00:00Z","ended_at":"0001-01-01T01:00:00Z"}""", "started_at")]
    [InlineData("""{"session_type":"theory","started_at":"9999-12-31T23:00:00Z","ended_at":"9999-12-31T23:59:59Z"}""", "ended_at")]
    [InlineData("""{"session_type":"theory","study_day":"31.02.","net_seconds":60}""", "study_day")]
    [InlineData("""{"session_type":"theory","study_day":"2025-01-01","net_seconds":-1}""", "net_seconds")]
    [InlineData("""{"session_type":"theory","study_day":"2025-01-01","net_seconds":60,"questions_answered":3,"correct_answers":9999}""", "correct_answers")]
    [InlineData("""{"session_type":"theory","study_day":"2025-01-01","net_seconds":60,"id":7}""", "id")]
    [InlineData("""{"session_type":"theory","study_day":"2025-01-01","net_seconds":60,"overlap":"shrug"}""", "overlap")]
    public async Task Add_WithWhatCannotBe_Is422AndNamesTheField(string json, string field)
    {
        var problem = await (await AddAsync(json)).ProblemAsync(422);

        Assert.Contains(field, problem.FieldsOf());
    }

    [Fact]
    public async Task Add_OverAnother_Is409UntilItSaysWhatToDo()
    {
        await AddAsync(Entry(9, 10));

        await (await AddAsync(Entry(9, 11))).ProblemAsync(409);
        var after = await (await AddAsync(Entry(9, 11, ""","overlap":"start_after" """))).OkAsync(HttpStatusCode.Created);

        Assert.Equal($"{_date}T10:00:00Z", after.GetProperty("started_at").GetString());
    }

    [Fact]
    public async Task Edit_ChangesWhatWasSentAndLeavesTheRest()
    {
        var id = await AddedAsync(Entry(9, 10, ""","subject":"Algebra","note":"x" """));

        var edited = await (await _client.SendAsync("PUT", $"{Root}/{id}", """{"note":"y","subject":null}""")).OkAsync();

        Assert.Equal(("y", 3600, 2), (edited.GetProperty("note").GetString(), edited.GetProperty("net_seconds").GetInt32(), edited.GetProperty("version").GetInt32()));
        Assert.Equal(JsonValueKind.Null, edited.GetProperty("subject").ValueKind);
    }

    // A list that is compared by hand: of tags alone the change must be seen.
    [Fact]
    public async Task Edit_OfTagsAlone_IsStored()
    {
        var id = await AddedAsync(Entry(9, 10, ""","tags":["old","kept"] """));

        await (await _client.SendAsync("PUT", $"{Root}/{id}", """{"tags":["kept","new"]}""")).OkAsync();

        var read = await (await _client.GetAsync($"{Root}/{id}", TestContext.Current.CancellationToken)).OkAsync();
        Assert.Equal(["kept", "new"], read.GetProperty("tags").EnumerateArray().Select(t => t.GetString()));
    }

    [Fact]
    public async Task Edit_WithTheWholeSessionAsItWasRead_IsTaken_AndAChangeOfWhatIsFixedIsNot()
    {
        var read = JsonNode.Parse(await (await AddAsync(Entry(9, 10))).TextAsync())!.AsObject();
        var address = $"{Root}/{read["id"]}";
        read["ended_at"] = $"{_date}T09:30:00Z";

        var edited = await (await _client.SendAsync("PUT", address, read.ToJsonString())).OkAsync();
        var forged = await (await _client.SendAsync("PUT", address, """{"source":"timer"}""")).ProblemAsync(422);

        Assert.Equal(1800, edited.GetProperty("net_seconds").GetInt32());
        Assert.Equal(["source"], forged.FieldsOf());
    }

    [Fact]
    public async Task Edit_OfAnOlderVersion_Is412WithTheOneThatIsThere()
    {
        var id = await AddedAsync(Entry(9, 10));
        await (await _client.SendAsync("PUT", $"{Root}/{id}", """{"note":"mine"}""", ("If-Match", "\"1\""))).OkAsync();

        var byHeader = await (await _client.SendAsync("PUT", $"{Root}/{id}", """{"note":"theirs"}""", ("If-Match", "\"1\""))).ProblemAsync(412);
        var byField = await (await _client.SendAsync("PUT", $"{Root}/{id}", """{"note":"theirs","version":1}""")).ProblemAsync(412);
        var deletion = await (await _client.SendAsync("DELETE", $"{Root}/{id}", null, ("If-Match", "\"1\""))).ProblemAsync(412);

        Assert.All(new[] { byHeader, byField, deletion }, p => Assert.Equal(2, p.GetProperty("current_version").GetInt32()));
        Assert.Equal("mine", (await (await _client.SendAsync("GET", $"{Root}/{id}")).OkAsync()).GetProperty("note").GetString());
        await (await _client.SendAsync("PUT", $"{Root}/{id}", "{}", ("If-Match", "three"))).ProblemAsync(422);
    }

    [Fact]
    public async Task Edit_OfARunningSession_Is409()
    {
        var started = await (await _client.SendAsync("POST", $"{Root}/start", """{"session_type":"theory","switch":true}""")).OkAsync(HttpStatusCode.Created);

        await (await _client.SendAsync("PUT", $"{Root}/{started.GetProperty("id")}", """{"note":"x"}""")).ProblemAsync(409);
    }

    [Fact]
    public async Task Delete_TakesItAway()
    {
        var id = await AddedAsync(Entry(9, 10));

        var deleted = await _client.SendAsync("DELETE", $"{Root}/{id}", null, ("If-Match", "\"1\""));

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await (await _client.SendAsync("GET", $"{Root}/{id}")).ProblemAsync(404);
        await (await _client.SendAsync("DELETE", $"{Root}/{id}")).ProblemAsync(404);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT", "{}")]
    [InlineData("DELETE")]
    public async Task Route_OfAnothersSession_IsTheSame404AsOneThatIsNotThere(string method, string? json = null)
    {
        var id = await AddedAsync(Entry(9, 10));
        foreach (var person in new[] { api.OtherStudent, api.Tutor, api.Guardian, api.Admin })
        {
            using var other = await api.ClientOfAsync(person);

            var foreign = await (await other.SendAsync(method, $"{Root}/{id}", json)).ProblemAsync(404);
            var missing = await (await other.SendAsync(method, $"{Root}/99999", json)).ProblemAsync(404);

            Assert.Equal(missing.ToString(), foreign.ToString());
            Assert.Equal(0, (await (await other.SendAsync("GET", Root)).OkAsync()).GetProperty("total").GetInt32());
        }
    }

    [Fact]
    public async Task List_PagesFiltersAndSorts()
    {
        var mine = (await (await _client.SendAsync("POST", "/api/classes", """{"name":"Mine","is_private":true}""")).OkAsync(HttpStatusCode.Created)).GetProperty("id").GetInt32();
        var first = await AddedAsync(Entry(9, 10, $",\"class_id\":{mine}"));
        var second = await AddedAsync(Entry(11, 12, kind: "test"));
        var third = await AddedAsync(Entry(13, 14));

        Assert.Equal([third, second, first], await IdsAsync($"from={_date}&to={_date}"));
        Assert.Equal([first, second, third], await IdsAsync($"from={_date}&to={_date}&sort=started_at"));
        Assert.Equal([second], await IdsAsync($"from={_date}&to={_date}&session_type=test"));
        Assert.Equal([first], await IdsAsync($"from={_date}&to={_date}&class_id={mine}"));
        Assert.Equal([third, second, first], await IdsAsync($"from={_date}&to={_date}&status=completed"));
        Assert.Empty(await IdsAsync($"from={_date}&to={_date}&status=planned"));
        Assert.Equal([second], await IdsAsync($"from={_date}T11:00:00Z&to={_date}T13:00:00Z"));
        Assert.Equal([second], await IdsAsync($"from={_date}T13:00:00+02:00&to={_date}T13:00:00Z"));
        Assert.Equal([second], await IdsAsync($"from={_date}&to={_date}&page=2&page_size=1"));
        var beyond = await (await _client.SendAsync("GET", $"{Root}?from={_date}&to={_date}&page=9&page_size=1")).OkAsync();
        Assert.Equal((0, 3), (beyond.GetProperty("items").GetArrayLength(), beyond.GetProperty("total").GetInt32()));
    }

    [Theory]
    [InlineData("page=0", "page")]
    [InlineData("page=99999999999", "page")]
    [InlineData("page=x", "page")]
    [InlineData("page_size=201", "page_size")]
    [InlineData("page_size=-1", "page_size")]
    [InlineData("from=31.02.", "from")]
    [InlineData("to=2025-13-01", "to")]
    [InlineData("session_type=nap", "session_type")]
    [InlineData("status=done", "status")]
    [InlineData("class_id=x", "class_id")]
    [InlineData("sort=mood", "sort")]
    public async Task List_WithWhatCannotBe_Is422(string query, string field)
    {
        var problem = await (await _client.SendAsync("GET", $"{Root}?{query}")).ProblemAsync(422);

        Assert.Equal([field], problem.FieldsOf());
    }

    [Fact]
    public async Task Scopes_ReadAndWriteAreApart()
    {
        using var writer = await api.ClientOfAsync(api.Student, ApiScope.Write);
        using var reader = await api.ClientOfAsync(api.Student, ApiScope.Read);

        await (await writer.SendAsync("GET", Root)).ProblemAsync(403);
        await (await reader.SendAsync("POST", Root, Entry(9, 10))).ProblemAsync(403);
        await (await reader.SendAsync("DELETE", $"{Root}/1")).ProblemAsync(403);
        await (await reader.SendAsync("GET", Root)).OkAsync();
    }

    private string Entry(int fromHour, int toHour, string more = "", string kind = "theory") =>
        $$"""{"session_type":"{{kind}}","started_at":"{{_date}}T{{fromHour:00}}:00:00Z","ended_at":"{{_date}}T{{toHour:00}}:00:00Z"{{more}}}""";

    private Task<HttpResponseMessage> AddAsync(string json) => _client.SendAsync("POST", Root, json);

    private async Task<int> AddedAsync(string json) => (await (await AddAsync(json)).OkAsync(HttpStatusCode.Created)).GetProperty("id").GetInt32();

    private async Task<IReadOnlyList<int>> IdsAsync(string query)
    {
        var page = await (await _client.SendAsync("GET", $"{Root}?{query}")).OkAsync();
        return [.. page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetInt32())];
    }
}
