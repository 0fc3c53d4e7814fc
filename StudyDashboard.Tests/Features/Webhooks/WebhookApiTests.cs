using System.Net;
using Microsoft.AspNetCore.Hosting;
using StudyDashboard.Tests.Features.Calendars.Imported;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Webhooks;

public sealed class WebhookApiTests : IAsyncLifetime
{
    private const string Webhooks = "/api/webhooks";

    private readonly ApiFactory _api = new() { Configure = host => host.UseSetting("Webhooks:AllowPrivateAddresses", "true") };

    public ValueTask InitializeAsync() => _api.InitializeAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Webhook_IsMadeTestedChangedAndDeleted()
    {
        using var server = new SmallServer { Answer = _ => (202, "", null) };
        using var client = await _api.ClientOfAsync(_api.Student);
        using var other = await _api.ClientOfAsync(_api.OtherStudent);

        using var answer = await client.SendAsync("POST", Webhooks, $$"""{"name":"wall","url":"{{server.Address}}","events":["session.finished","goal.reached"]}""");
        var made = await answer.OkAsync(HttpStatusCode.Created);
        var one = $"{Webhooks}/{made.GetProperty("id")}";
        Assert.StartsWith("sdwh_", made.GetProperty("secret").GetString(), StringComparison.Ordinal);
        Assert.Equal("\"1\"", answer.Headers.ETag?.Tag);
        var listed = (await (await client.SendAsync("GET", Webhooks)).OkAsync()).GetProperty("items").EnumerateArray().Single();
        Assert.Null(listed.GetProperty("secret").GetString());

        var tested = await (await client.SendAsync("POST", $"{one}/test")).OkAsync();
        Assert.Equal(("delivered", 202, "test"), (tested.GetProperty("state").GetString(), tested.GetProperty("status").GetInt32(), tested.GetProperty("event").GetString()));
        Assert.Equal(1, (await (await client.SendAsync("GET", $"{one}/deliveries?page_size=5")).OkAsync()).GetProperty("total").GetInt32());

        var changed = await (await client.SendAsync("PUT", one, """{"active":false,"events":["session.deleted"]}""", ("If-Match", "\"1\""))).OkAsync();
        Assert.Equal((false, "wall", 2), (changed.GetProperty("active").GetBoolean(), changed.GetProperty("name").GetString(), changed.GetProperty("version").GetInt32()));
        Assert.Equal(2, (await (await client.SendAsync("PUT", one, """{"active":true}""", ("If-Match", "\"1\""))).ProblemAsync(412)).GetProperty("current_version").GetInt32());
        await (await client.SendAsync("DELETE", one, null, ("If-Match", "\"1\""))).ProblemAsync(412);

        await (await other.SendAsync("PUT", one, "{}")).ProblemAsync(404);
        await (await other.SendAsync("POST", $"{one}/test")).ProblemAsync(404);
        await (await other.SendAsync("GET", $"{one}/deliveries")).ProblemAsync(404);
        using var deleted = await client.SendAsync("DELETE", one);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await (await client.SendAsync("DELETE", one)).ProblemAsync(404);
    }

    [Theory]
    [InlineData("{}", "name url events")]
    [InlineData("""{"name":"x","url":"https://example.org/","events":["test"]}""", "events[0]")]
    public async Task Webhook_ThatCannotBeMade_NamesTheFields(string json, string fields)
    {
        using var client = await _api.ClientOfAsync(_api.Student);

        Assert.Equal(fields.Split(' '), (await (await client.SendAsync("POST", Webhooks, json)).ProblemAsync(422)).FieldsOf());
    }
}
