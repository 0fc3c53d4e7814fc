using System.Net;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Calendars.Feeds;

public sealed class FeedApiTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Feeds = "/api/calendars/feeds";

    [Fact]
    public async Task Feed_IsReadAtItsAddressUntilItIsRevoked()
    {
        using var client = await api.ClientOfAsync(api.Student);
        using var program = api.Anonymous();

        var made = await (await client.SendAsync("POST", Feeds, """{"name":"phone","scope":"lessons","busy_only":true}""")).OkAsync(HttpStatusCode.Created);
        var address = new Uri(made.GetProperty("address").GetString()!).AbsolutePath;
        using var read = await program.SendAsync("GET", address);
        Assert.StartsWith("BEGIN:VCALENDAR", await read.TextAsync(), StringComparison.Ordinal);
        var listed = (await (await client.SendAsync("GET", Feeds)).OkAsync()).GetProperty("items").EnumerateArray().Single();
        Assert.Null(listed.GetProperty("address").GetString());
        Assert.Equal("lessons", listed.GetProperty("scope").GetString());
        using var revoked = await client.SendAsync("DELETE", $"{Feeds}/{listed.GetProperty("id")}");
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);

        using var gone = await program.SendAsync("GET", address);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Theory]
    [InlineData("{}", "name")]
    [InlineData("""{"name":"x","scope":"all"}""", "scope")]
    public async Task Feed_ThatCannotBeMade_NamesTheField(string json, string field)
    {
        using var client = await api.ClientOfAsync(api.Student);

        Assert.Equal([field], (await (await client.SendAsync("POST", Feeds, json)).ProblemAsync(422)).FieldsOf());
    }

    [Fact]
    public async Task Archive_ComesByToken()
    {
        using var client = await api.ClientOfAsync(api.OtherStudent);

        using var answer = await client.SendAsync("GET", "/api/exports/archive");

        Assert.Equal("application/zip", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal([0x50, 0x4B], (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))[..2]);
    }
}
