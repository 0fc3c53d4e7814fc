using System.Net;
using System.Text;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Infrastructure.Http;

/// <summary>That what is not as the document says is found: the check that all HTTP tests lean on.</summary>
public sealed class ApiContractTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Deck = """{"items":[],"total":0,"page":1,"page_size":50}""";
    private const string Problem = """{"type":"about:blank","title":"t","status":404,"detail":"d","errors":[]}""";

    [Theory]
    [InlineData("GET", "/api/decks", 200, Deck)]
    [InlineData("GET", "/api/nothing", 404, Problem)]
    [InlineData("DELETE", "/api/decks/7", 404, Problem)]
    [InlineData("DELETE", "/api/decks/7", 204, "")]
    public async Task Answer_AsTheDocumentSays_HasNoFault(string method, string path, int status, string body) =>
        Assert.Empty(await ErrorsAsync(method, path, status, body));

    [Theory]
    [InlineData("GET", "/api/decks", 200, """{"items":[],"total":0,"page":1,"page_size":50,"more":1}""", "$.more is not in the schema")]
    [InlineData("GET", "/api/decks", 200, """{"items":[],"page":1,"page_size":50}""", "$.total is missing")]
    [InlineData("GET", "/api/decks", 200, """{"items":[],"total":"0","page":1,"page_size":50}""", "$.total is not")]
    [InlineData("GET", "/api/decks", 409, Problem, "answered 409")]
    [InlineData("GET", "/api/decks", 500, Problem, "answered 500")]
    [InlineData("GET", "/api/nothing", 500, Problem, "answered 500")]
    [InlineData("GET", "/api/nothing", 200, "{}", "is not in the document")]
    [InlineData("PATCH", "/api/decks", 200, Deck, "is not in the document")]
    [InlineData("GET", "/api/decks/seven", 200, Deck, "is not in the document")]
    [InlineData("DELETE", "/api/decks/7", 204, "{}", "has a body")]
    public async Task Answer_ThatIsNotAsTheDocumentSays_IsAFault(string method, string path, int status, string body, string expected) =>
        Assert.Contains(expected, Assert.Single(await ErrorsAsync(method, path, status, body)), StringComparison.Ordinal);

    [Fact]
    public async Task Thing_WithoutItsVersionInTheETag_IsAFault()
    {
        var read = (await ApiContract.OfAsync(api.Services)).Document.GetProperty("paths").GetProperty("/api/decks/{id}").GetProperty("get");
        var deck = read.GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("example").GetRawText();

        Assert.Contains("but the ETag", Assert.Single(await ErrorsAsync("GET", "/api/decks/7", 200, deck)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_OfAnOlderVersion_ThatDoesNotShowTheCurrentOne_IsAFault() =>
        Assert.Contains("does not show", Assert.Single(await ErrorsAsync("PUT", "/api/decks/7", 412, """{"type":"about:blank","title":"t","status":412,"detail":"d","errors":[]}""")), StringComparison.Ordinal);

    [Fact]
    public async Task Answer_OfAnotherType_IsAFault() =>
        Assert.Contains("text/csv", Assert.Single(await ErrorsAsync("GET", "/api/decks", 200, Deck, "text/csv")), StringComparison.Ordinal);

    [Fact]
    public async Task Request_ThatWasTakenAgainstTheDocument_IsAFault()
    {
        var errors = await ErrorsAsync("DELETE", "/api/decks/7", 204, "", sent: """{"colour":1}""");
        Assert.Empty(errors);

        errors = await ErrorsAsync("POST", "/api/reviews/undo", 200, """{"card_ids":[]}""", sent: """{"colour":1}""");

        Assert.Contains("$.colour is not in the schema", Assert.Single(errors), StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<string>> ErrorsAsync(string method, string path, int status, string body, string? type = null, string? sent = null)
    {
        var contract = await ApiContract.OfAsync(api.Services);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri($"http://localhost{path}"));
        using var answer = new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new StringContent(body, Encoding.UTF8, type ?? (status < 400 ? "application/json" : "application/problem+json")),
        };
        return await contract.ErrorsAsync(request, sent is null ? null : Encoding.UTF8.GetBytes(sent), answer);
    }
}
