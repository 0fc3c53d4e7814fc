using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Admin;
using StudyDashboard.Features.Accounts.Tokens;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Accounts;

public sealed class SignInTokensTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Sessions = "/api/analytics/sessions";

    [Fact]
    public async Task Login_GivesTokensThatReadWriteAndRefresh()
    {
        using var anonymous = api.Anonymous();

        var tokens = await (await LoginAsync(anonymous, "mina@example.org", ApiFactory.Password)).OkAsync();
        using var client = api.ClientWith(tokens.GetProperty("access_token").GetString()!);
        await (await client.SendAsync("POST", $"{Sessions}/start", """{"session_type":"theory","switch":true}""")).OkAsync(HttpStatusCode.Created);
        await (await client.SendAsync("GET", Sessions)).OkAsync();
        var refreshed = await (await anonymous.SendAsync("POST", "/api/auth/refresh", $$"""{"refresh_token":"{{tokens.GetProperty("refresh_token")}}"}""")).OkAsync();
        using var later = api.ClientWith(refreshed.GetProperty("access_token").GetString()!);

        await (await later.SendAsync("GET", Sessions)).OkAsync();
        Assert.Equal(("Bearer", 3600), (tokens.GetProperty("token_type").GetString(), tokens.GetProperty("expires_in").GetInt32()));
    }

    [Fact]
    public async Task Login_WithAWrongPassword_Is401_AndTheSixthTimeLocked()
    {
        using var client = api.Anonymous();

        for (var i = 0; i < 4; i++)
        {
            await (await LoginAsync(client, "vera@example.org", "wrong")).ProblemAsync(401);
        }
        await (await LoginAsync(client, "vera@example.org", "wrong")).ProblemAsync(429);

        using var locked = await LoginAsync(client, "vera@example.org", ApiFactory.Password);
        await locked.ProblemAsync(429);
        Assert.InRange(locked.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Login_ManyWrongPasswordsAtOnce_AreAllCounted()
    {
        using var client = api.Anonymous();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => LoginAsync(client, "ada@example.org", "wrong")));

        Assert.Equal(4, answers.Count(a => a.StatusCode == HttpStatusCode.Unauthorized));
        Assert.Equal(8, answers.Count(a => a.StatusCode == HttpStatusCode.TooManyRequests));
    }

    [Theory]
    [InlineData("{}", 422)]
    [InlineData("""{"email":"mina@example.org","password":""}""", 422)]
    [InlineData("""{"email":"nobody@example.org","password":"correct horse battery"}""", 401)]
    public async Task Login_WithoutWhatItTakes_IsRefused(string json, int status)
    {
        using var client = api.Anonymous();

        await (await client.SendAsync("POST", "/api/auth/login", json)).ProblemAsync(status);
    }

    [Fact]
    public async Task Refresh_WithAnythingElse_Is401()
    {
        using var client = api.Anonymous();

        await (await client.SendAsync("POST", "/api/auth/refresh", """{"refresh_token":"x"}""")).ProblemAsync(401);
    }

    [Fact]
    public async Task Logout_EndsAllTokensOfThatSignIn_AndNoOther()
    {
        using var anonymous = api.Anonymous();
        var first = await (await LoginAsync(anonymous, "mina@example.org", ApiFactory.Password)).OkAsync();
        var second = await (await LoginAsync(anonymous, "mina@example.org", ApiFactory.Password)).OkAsync();
        var refreshed = await (await anonymous.SendAsync("POST", "/api/auth/refresh", RefreshOf(first))).OkAsync();

        foreach (var _ in Enumerable.Range(0, 2))
        {
            Assert.Equal(HttpStatusCode.NoContent, (await anonymous.SendAsync("POST", "/api/auth/logout", RefreshOf(first))).StatusCode);
        }

        foreach (var ended in new[] { first, refreshed })
        {
            using var client = api.ClientWith(ended.GetProperty("access_token").GetString()!);
            await (await client.SendAsync("GET", Sessions)).ProblemAsync(401);
            await (await anonymous.SendAsync("POST", "/api/auth/refresh", RefreshOf(ended))).ProblemAsync(401);
        }
        using var other = api.ClientWith(second.GetProperty("access_token").GetString()!);
        await (await other.SendAsync("GET", Sessions)).OkAsync();
        await (await anonymous.SendAsync("POST", "/api/auth/refresh", RefreshOf(second))).OkAsync();
    }

    [Fact]
    public async Task Logout_WithWhatIsNoToken_Is204_AndWithNothing422()
    {
        using var client = api.Anonymous();

        Assert.Equal(HttpStatusCode.NoContent, (await client.SendAsync("POST", "/api/auth/logout", """{"refresh_token":"x"}""")).StatusCode);
        await (await client.SendAsync("POST", "/api/auth/logout", "{}")).ProblemAsync(422);
    }

    [Fact]
    public async Task SignInToken_AfterTheStampChanged_IsNotValidAnyMore()
    {
        using var anonymous = api.Anonymous();
        var tokens = await (await LoginAsync(anonymous, "sun@example.org", ApiFactory.Password)).OkAsync();
        using var client = api.ClientWith(tokens.GetProperty("access_token").GetString()!);
        using (var scope = api.Services.CreateScope())
        {
            var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
            await people.UpdateSecurityStampAsync((await people.FindByEmailAsync("sun@example.org"))!);
        }

        await (await client.SendAsync("GET", Sessions)).ProblemAsync(401);
        await (await anonymous.SendAsync("POST", "/api/auth/refresh", $$"""{"refresh_token":"{{tokens.GetProperty("refresh_token")}}"}""")).ProblemAsync(401);
    }

    [Fact]
    public async Task Token_RevokedOrExpiredOrUnknown_Is401()
    {
        var service = api.Services.GetRequiredService<TokenService>();
        var made = (await service.CreateAsync(api.OtherStudent.Id, "short", [ApiScope.Read], api.Clock.UtcNow.AddHours(1), Token)).Value;
        var other = (await service.CreateAsync(api.OtherStudent.Id, "revoked", [ApiScope.Read], null, Token)).Value;
        using var expiring = api.ClientWith(made.Secret);
        using var revoked = api.ClientWith(other.Secret);
        using var unknown = api.ClientWith("sd_unknown");
        using var garbage = api.ClientWith("garbage");

        await (await expiring.SendAsync("GET", Sessions)).OkAsync();
        await (await revoked.SendAsync("GET", Sessions)).OkAsync();
        api.Clock.Advance(TimeSpan.FromHours(1));
        await service.RevokeAsync(api.OtherStudent.Id, other.Token.Id, Token);

        foreach (var client in new[] { expiring, revoked, unknown, garbage })
        {
            await (await client.SendAsync("GET", Sessions)).ProblemAsync(401);
        }
    }

    [Fact]
    public async Task Token_OfSomeoneAnAdminLocked_Is401UntilUnlocked()
    {
        var people = api.Services.GetRequiredService<PeopleAdmin>();
        using var client = await api.ClientOfAsync(api.OtherStudent);
        await (await client.SendAsync("GET", Sessions)).OkAsync();

        Assert.Null(await people.SetLockedAsync(api.OtherStudent.Id, true, Token));
        await (await client.SendAsync("GET", Sessions)).ProblemAsync(401);

        Assert.Null(await people.SetLockedAsync(api.OtherStudent.Id, false, Token));
        await (await client.SendAsync("GET", Sessions)).OkAsync();
    }

    [Fact]
    public async Task Token_Stored_IsOnlyAHash()
    {
        var made = (await api.Services.GetRequiredService<TokenService>().CreateAsync(api.Student.Id, "x", [ApiScope.Read], null, Token)).Value;

        await using var context = api.Context();
        var row = await context.Set<ApiToken>().SingleAsync(t => t.Id == made.Token.Id, Token);

        Assert.DoesNotContain(made.Secret[3..], row.Hash, StringComparison.Ordinal);
        Assert.Equal(64, row.Hash.Length);
    }

    [Fact]
    public async Task Token_OfAnother_CannotBeRevoked()
    {
        var service = api.Services.GetRequiredService<TokenService>();
        var made = (await service.CreateAsync(api.Student.Id, "x", [ApiScope.Read], null, Token)).Value;

        Assert.NotNull(await service.RevokeAsync(api.OtherStudent.Id, made.Token.Id, Token));
        Assert.NotNull(await service.CheckAsync(made.Secret, Token));
    }

    [Fact]
    public async Task Cookie_ReadsTheApiButChangesNothing()
    {
        using var browser = api.Anonymous();
        await SignInAsync(browser);

        await (await browser.SendAsync("GET", Sessions)).OkAsync();
        await (await browser.SendAsync("POST", $"{Sessions}/start", """{"session_type":"theory","switch":true}""")).ProblemAsync(401);
        await (await browser.SendAsync("DELETE", $"{Sessions}/1")).ProblemAsync(401);
    }

    [Theory]
    [InlineData("/dashboard/sessions?page=2", "/dashboard/sessions?page=2")]
    [InlineData("/sign-out", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/\t/evil.example", "/%09/evil.example")]
    [InlineData("https://evil.example", "/")]
    public async Task SignIn_WithAReturnAddress_StaysOnTheSite(string asked, string leadsTo)
    {
        using var browser = api.Anonymous();

        Assert.Equal(new Uri(browser.BaseAddress!, leadsTo), new Uri(browser.BaseAddress!, await SignInAsync(browser, asked)));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string RefreshOf(System.Text.Json.JsonElement tokens) => $$"""{"refresh_token":"{{tokens.GetProperty("refresh_token")}}"}""";

    private static Task<HttpResponseMessage> LoginAsync(HttpClient client, string email, string password) =>
        client.SendAsync("POST", "/api/auth/login", $$"""{"email":"{{email}}","password":"{{password}}"}""");

    private static async Task<string> SignInAsync(HttpClient browser, string returnUrl = "/")
    {
        var address = $"/sign-in?ReturnUrl={Uri.EscapeDataString(returnUrl)}";
        var page = await browser.GetStringAsync(address, Token);
        var antiforgery = System.Text.RegularExpressions.Regex.Match(page, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "sign-in",
            ["__RequestVerificationToken"] = antiforgery,
            ["Form.Email"] = "mina@example.org",
            ["Form.Password"] = ApiFactory.Password,
        });
        using var answer = await browser.PostAsync(address, form, Token);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }
}
