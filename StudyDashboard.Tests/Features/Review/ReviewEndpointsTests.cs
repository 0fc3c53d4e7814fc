using System.Net;
using System.Text.Json;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Review;

/// <summary>Decks, cards and reviews over HTTP, on 10 March 2026, 09:00 UTC.</summary>
public sealed class ReviewEndpointsTests(ApiFactory product) : IClassFixture<ApiFactory>, IAsyncLifetime
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
    public async Task Card_MadeAnsweredAndTakenBack_IsNewAgain()
    {
        var deck = await MakeDeckAsync("Korean");
        using var made = await SendAsync(HttpMethod.Post, "/api/cards", $$"""{"deck_id": {{deck}}, "front": "house", "back": "jip", "tags": ["a"]}""");
        var card = (await made.OkAsync(HttpStatusCode.Created)).GetProperty("items")[0].GetProperty("id").GetInt32();
        using var queue = await _mina.GetAsync($"/api/reviews/queue?deck={deck}", Token);
        Assert.Equal(card, (await queue.OkAsync()).GetProperty("items")[0].GetProperty("card_id").GetInt32());

        var body = $$"""{"card_id": {{card}}, "grade": "easy", "duration_ms": 4000, "client_key": "k{{card}}"}""";
        using var first = await SendAsync(HttpMethod.Post, "/api/reviews", body);
        using var again = await SendAsync(HttpMethod.Post, "/api/reviews", body);

        Assert.Equal(("review", 8, false), Answer(await first.OkAsync()));
        Assert.Equal(("review", 8, true), Answer(await again.OkAsync()));
        using var undone = await SendAsync(HttpMethod.Post, "/api/reviews/undo", "{}");
        Assert.Equal(card, (await undone.OkAsync()).GetProperty("card_ids")[0].GetInt32());
        using var read = await _mina.GetAsync($"/api/cards/{card}", Token);
        Assert.Equal("new", (await read.OkAsync()).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Deck_WithSettingsOutOfRange_IsRefusedFieldByField()
    {
        using var answer = await SendAsync(HttpMethod.Post, "/api/decks", """{"name": "", "desired_retention": 0.5, "learning_steps": "x", "new_per_day": -1}""");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task Deck_ChangedWithAnOldVersion_IsStale()
    {
        var deck = await MakeDeckAsync("Stale");
        using var set = await SendAsync(HttpMethod.Put, $"/api/decks/{deck}", """{"desired_retention": 0.95, "reviews_per_day": 50}""");
        Assert.Equal(0.95, (await set.OkAsync()).GetProperty("desired_retention").GetDouble());

        using var stale = await SendAsync(HttpMethod.Put, $"/api/decks/{deck}", """{"name": "x", "version": 0}""");

        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
    }

    [Fact]
    public async Task Card_OfSomebodyElse_IsNotThere()
    {
        var deck = await MakeDeckAsync("Mine");
        using var made = await SendAsync(HttpMethod.Post, "/api/cards", $$$"""{"deck_id": {{{deck}}}, "cloze": "{{c1::a}} {{c2::b}}"}""");
        var cards = (await made.OkAsync(HttpStatusCode.Created)).GetProperty("items");
        Assert.Equal(2, cards.GetArrayLength());
        using var jun = await product.ClientOfAsync(product.OtherStudent);

        using var read = await jun.GetAsync($"/api/cards/{cards[0].GetProperty("id").GetInt32()}", Token);
        using var recall = await jun.GetAsync($"/api/reviews/recall/{deck}", Token);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (read.StatusCode, recall.StatusCode));
    }

    [Fact]
    public async Task Figures_AndExport_Answer()
    {
        var deck = await MakeDeckAsync("Figures");
        foreach (var address in new[] { $"/api/reviews/forecast?deck={deck}", "/api/reviews/retention?period=month", $"/api/reviews/recall/{deck}", "/api/decks", "/api/cards?show=leeches" })
        {
            using var answer = await _mina.GetAsync(address, Token);
            await answer.OkAsync();
        }
        using var browser = await product.BrowserOfAsync(product.Student);
        using var file = await browser.GetAsync($"/review/decks/{deck}/export?format=csv", Token);
        Assert.StartsWith("deck,front,back", (await file.Content.ReadAsStringAsync(Token)).TrimStart('\uFEFF'), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Card_ByItsNumber_LeadsToItsDeck_AndNobodyElses()
    {
        var deck = await MakeDeckAsync("Found");
        using var made = await SendAsync(HttpMethod.Post, "/api/cards", $$"""{"deck_id": {{deck}}, "front": "casa", "back": "house"}""");
        var card = (await made.OkAsync(HttpStatusCode.Created)).GetProperty("items")[0].GetProperty("id").GetInt32();
        using var browser = await product.BrowserOfAsync(product.Student);

        using var found = await browser.GetAsync($"/review/cards/{card}", Token);
        using var nowhere = await browser.GetAsync("/review/cards/999999", Token);

        Assert.Equal($"/review/decks/{deck}?card={card}", found.StatusCode == HttpStatusCode.Found ? found.Headers.Location!.OriginalString : found.RequestMessage!.RequestUri!.PathAndQuery);
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
    }

    private async Task<int> MakeDeckAsync(string name)
    {
        using var made = await SendAsync(HttpMethod.Post, "/api/decks", $$"""{"name": "{{name}}"}""");
        return (await made.OkAsync(HttpStatusCode.Created)).GetProperty("id").GetInt32();
    }

    private static (string? State, int Days, bool Again) Answer(JsonElement answer) =>
        (answer.GetProperty("state").GetString(), answer.GetProperty("interval_days").GetInt32(), answer.GetProperty("already_taken").GetBoolean());

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, string json) => _mina.SendAsync(method.Method, address, json);
}
