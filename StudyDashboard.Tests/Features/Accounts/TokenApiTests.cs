using System.Net;
using System.Text;
using StudyDashboard.Features.Accounts.Tokens;
using StudyDashboard.Infrastructure.Http.Idempotency;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Accounts;

public sealed class TokenApiTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Tokens = "/api/tokens";

    [Fact]
    public async Task Token_MadeAfterASignIn_WorksUntilItIsRevoked()
    {
        using var signedIn = await SignedInAsync();

        var made = await (await signedIn.SendAsync("POST", Tokens, """{"name":"phone","scopes":["read"]}""")).OkAsync(HttpStatusCode.Created);
        using var phone = api.ClientWith(made.GetProperty("token").GetString()!);
        await (await phone.SendAsync("GET", "/api/analytics/sessions")).OkAsync();
        await (await phone.SendAsync("POST", "/api/analytics/sessions/start", """{"session_type":"theory"}""")).ProblemAsync(403);
        using var revoked = await signedIn.SendAsync("DELETE", $"{Tokens}/{made.GetProperty("id")}");

        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        await (await phone.SendAsync("GET", "/api/analytics/sessions")).ProblemAsync(401);
        var left = await (await signedIn.SendAsync("GET", Tokens)).OkAsync();
        Assert.DoesNotContain(left.GetProperty("items").EnumerateArray(), t => t.GetProperty("id").GetInt32() == made.GetProperty("id").GetInt32());
    }

    [Fact]
    public async Task Token_MakesNoOtherToken()
    {
        using var client = await api.ClientOfAsync(api.Student, ApiScope.Read, ApiScope.Write);

        var problem = await (await client.SendAsync("POST", Tokens, """{"name":"more","scopes":["read","write"]}""")).ProblemAsync(403);

        Assert.Contains("/api/auth/login", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"scopes":["read"]}""", "name")]
    [InlineData("""{"name":"x"}""", "scopes")]
    [InlineData("""{"name":"x","scopes":["read","all"]}""", "scopes[1]")]
    [InlineData("""{"name":"x","scopes":["read"],"expires_at":"2020-01-01T00:00:00Z"}""", "expires_at")]
    public async Task Token_ThatCannotBeMade_NamesTheField(string json, string field)
    {
        using var signedIn = await SignedInAsync();

        var problem = await (await signedIn.SendAsync("POST", Tokens, json)).ProblemAsync(422);

        Assert.Equal([field], problem.FieldsOf());
    }

    [Fact]
    public async Task Repeat_WithTheSameKey_MakesNoSecondTokenAndTellsNoSecret()
    {
        using var signedIn = await SignedInAsync();
        const string json = """{"name":"once","scopes":["read"]}""";

        var first = await (await signedIn.SendAsync("POST", Tokens, json, ("Idempotency-Key", "t-1"))).OkAsync(HttpStatusCode.Created);
        var again = await (await signedIn.SendAsync("POST", Tokens, json, ("Idempotency-Key", "t-1"))).OkAsync(HttpStatusCode.Created);

        Assert.Equal(first.GetProperty("id").GetInt32(), again.GetProperty("id").GetInt32());
        var secret = first.GetProperty("token").GetString()!;
        Assert.Null(again.GetProperty("token").GetString());
        await using var context = api.Context();
        var kept = context.Set<IdempotencyRecord>().AsEnumerable().Select(r => Encoding.UTF8.GetString(r.Body ?? []));
        Assert.DoesNotContain(kept, text => text.Contains(secret, StringComparison.Ordinal));
    }

    private async Task<HttpClient> SignedInAsync()
    {
        using var anonymous = api.Anonymous();
        var answer = await (await anonymous.SendAsync("POST", "/api/auth/login", $$"""{"email":"{{api.Student.Email}}","password":"{{ApiFactory.Password}}"}""")).OkAsync();
        return api.ClientWith(answer.GetProperty("access_token").GetString()!);
    }
}
