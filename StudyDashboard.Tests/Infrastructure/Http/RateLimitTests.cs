using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Invitations;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Infrastructure.Http;

public sealed class RateLimitTests
{
    private const string List = "/api/analytics/sessions";

    private const int Limit = 5;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Token_ThatAsksTooOften_IsToldWhenToAskAgain_AndNobodyElse()
    {
        await using var api = await StartedAsync("Limits:PerToken");
        using var eager = await api.ClientOfAsync(api.Student);
        using var calm = await api.ClientOfAsync(api.Student);
        using var other = await api.ClientOfAsync(api.OtherStudent);

        var refused = await AskUntilRefusedAsync(eager, "GET", List);

        await refused.ProblemAsync(429);
        Assert.InRange(int.Parse(refused.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture), 1, 60);
        await (await calm.SendAsync("GET", List)).OkAsync();
        await (await other.SendAsync("GET", List)).OkAsync();
    }

    [Fact]
    public async Task Request_OverTheLimit_StoresNothing()
    {
        await using var api = await StartedAsync("Limits:PerToken");
        using var client = await api.ClientOfAsync(api.Student);
        await AskUntilRefusedAsync(client, "GET", List);

        var refused = await AskUntilRefusedAsync(client, "POST", "/api/analytics/sessions/start", """{"session_type":"theory"}""", within: 1);

        await refused.ProblemAsync(429);
        await using var context = api.Context();
        Assert.Empty(context.Sessions);
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7", true)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    [InlineData("2001:db8:1:2::7", "2001:db8:1:2:ffff::8", true)]
    [InlineData("2001:db8:1:2::7", "2001:db8:1:3::7", false)]
    [InlineData("203.0.113.7", "::ffff:203.0.113.7", true)]
    public async Task Address_ThatTriesTokens_IsRefusedForItsNetworkOnly(string first, string second, bool isSame)
    {
        await using var api = await StartedAsync("Limits:PerAddress");
        using var client = api.ClientWith("sd_guessed");
        await (await AskUntilRefusedAsync(client, "GET", List, null, 3 * Limit, ("X-From", first))).ProblemAsync(429);

        using var answer = await client.SendAsync("GET", List, null, ("X-From", second));

        Assert.Equal(isSame ? HttpStatusCode.TooManyRequests : HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task SignIns_OverTheLimit_AreRefused_WhileTokensGoOn()
    {
        await using var api = await StartedAsync("Limits:SignIns");
        using var client = await api.ClientOfAsync(api.Student);

        var refused = await AskUntilRefusedAsync(
            client, "POST", "/api/auth/login", """{"email":"nobody@example.org","password":"nothing"}""", 3 * Limit, ("X-From", "203.0.113.7"));

        await refused.ProblemAsync(429);
        await (await client.SendAsync("GET", List, null, ("X-From", "203.0.113.7"))).OkAsync();
    }

    [Fact]
    public async Task SignInsOnThePage_OverTheLimit_AreRefusedInWords_WithTheAddressKept_AndCountForTheApiToo()
    {
        await using var api = await StartedAsync("Limits:SignIns");
        using var browser = api.Anonymous();
        using var form = await SignInFormAsync(browser, "nobody@example.org");

        var answer = await PostAsync(browser, form, "203.0.113.7");
        for (var i = 1; i < 3 * Limit && answer.StatusCode == HttpStatusCode.OK; i++)
        {
            answer = await PostAsync(browser, form, "203.0.113.7");
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        var page = await answer.TextAsync();
        Assert.Contains("Too many attempts came from this network", page, StringComparison.Ordinal);
        Assert.Contains("value=\"nobody@example.org\"", page, StringComparison.Ordinal);
        await (await browser.SendAsync("POST", "/api/auth/refresh", "{}", ("X-From", "203.0.113.7"))).ProblemAsync(429);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(browser, form, "203.0.113.8")).StatusCode);
    }

    [Theory]
    [InlineData("register")]
    [InlineData("invitation")]
    [InlineData("reset")]
    [InlineData("setup")]
    public async Task NewAccountsAndPasswords_OverTheLimit_AreRefusedInWords_WithWhatWasTyped_AndCountAsSignIns(string handler)
    {
        await using var api = Product("Limits:SignIns");
        var address = await WayInAsync(api, handler);
        using var browser = From(api, "203.0.113.7");
        using var elsewhere = From(api, "203.0.113.8");

        var answer = await PostRefusedAsync(browser, address, handler);
        for (var i = 1; i < 3 * Limit && answer.StatusCode == HttpStatusCode.OK; i++)
        {
            answer = await PostRefusedAsync(browser, address, handler);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        var page = await answer.TextAsync();
        Assert.Contains("Too many attempts came from this network", page, StringComparison.Ordinal);
        Assert.True(handler == "reset" || page.Contains("value=\"jo@example.org\"", StringComparison.Ordinal), "What was typed is gone.");
        Assert.DoesNotContain("tooshort1", page, StringComparison.Ordinal);
        await (await browser.SendAsync("POST", "/api/auth/refresh", "{}")).ProblemAsync(429);
        Assert.Equal(HttpStatusCode.OK, (await PostRefusedAsync(elsewhere, address, handler)).StatusCode);
    }

    private static async Task<string> WayInAsync(ApiFactory api, string handler)
    {
        if (handler == "setup")
        {
            return "/setup";
        }
        await api.InitializeAsync();
        await api.Services.GetRequiredService<Registration>().SetOpenAsync(true, Token);
        var invited = await api.Services.GetRequiredService<InvitationService>().CreateAsync(api.Admin.Id, Roles.Student, null, Token);
        return handler switch { "register" => "/register", "invitation" => $"/invitation/{invited.Value}", _ => $"/reset/{api.Student.Id}?Code=guessed" };
    }

    private static HttpClient From(ApiFactory api, string address)
    {
        var browser = api.Anonymous();
        browser.DefaultRequestHeaders.Add("X-From", address);
        return browser;
    }

    private static Task<HttpResponseMessage> PostRefusedAsync(HttpClient browser, string address, string handler) => browser.PostFormAsync(
        address, handler, ("Form.DisplayName", "Jo"), ("Form.Email", "jo@example.org"), ("Form.Password", "tooshort1"), ("Form.TimeZone", "UTC"));

    private static async Task<FormUrlEncodedContent> SignInFormAsync(HttpClient browser, string email)
    {
        var page = await browser.GetStringAsync("/sign-in", TestContext.Current.CancellationToken);
        var token = System.Text.RegularExpressions.Regex.Match(page, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        return new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "sign-in", ["__RequestVerificationToken"] = token, ["Form.Email"] = email, ["Form.Password"] = "nothing",
        });
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient browser, FormUrlEncodedContent form, string from)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new ByteArrayContent(await form.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)) };
        request.Content.Headers.ContentType = form.Headers.ContentType;
        request.Headers.Add("X-From", from);
        return await browser.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>The limit is a minute's: more than that many within two minutes meet it, however slow the machine.</summary>
    private static async Task<HttpResponseMessage> AskUntilRefusedAsync(
        HttpClient client, string method, string address, string? json = null, int within = 3 * Limit, params (string, string)[] headers)
    {
        var answer = await client.SendAsync(method, address, json, headers);
        for (var i = 1; i < within && answer.StatusCode != HttpStatusCode.TooManyRequests; i++)
        {
            answer.Dispose();
            answer = await client.SendAsync(method, address, json, headers);
        }
        return answer;
    }

    private static async Task<ApiFactory> StartedAsync(string setting)
    {
        var api = Product(setting);
        await api.InitializeAsync();
        return api;
    }

    private static ApiFactory Product(string setting) => new()
    {
        Configure = host => host.UseSetting(setting, $"{Limit}").ConfigureTestServices(services => services.AddSingleton<IStartupFilter, FromHeader>()),
    };

    /// <summary>In process there is no address to come from: a header says it.</summary>
    private sealed class FromHeader : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, proceed) =>
            {
                context.Connection.RemoteIpAddress = IPAddress.TryParse(context.Request.Headers["X-From"], out var address) ? address : null;
                return proceed(context);
            });
            next(app);
        };
    }
}
