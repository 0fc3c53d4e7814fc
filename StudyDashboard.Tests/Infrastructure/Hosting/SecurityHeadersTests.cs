using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using StudyDashboard.Infrastructure.Hosting;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Infrastructure.Hosting;

/// <summary>What every answer says to a browser, and the cookies, with and without TLS.</summary>
public sealed class SecurityHeadersTests : IAsyncLifetime
{
    private readonly ApiFactory _product = new() { Configure = host => host.UseSetting("Proxy:Known", "10.1.0.0/16, 192.0.2.7") };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _product.InitializeAsync();

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/")]
    [InlineData("/nowhere")]
    [InlineData("/error")]
    [InlineData("/health/live")]
    [InlineData("/js/site.js")]
    [InlineData("/api/analytics/sessions")]
    [InlineData("/api/nowhere")]
    [InlineData("/calendar/unknown.ics")]
    [InlineData("/_blazor/negotiate")]
    public async Task EveryAnswer_SaysWhatMayBeLoadedFramedAndTold(string address)
    {
        using var client = _product.Anonymous();

        using var answer = await client.GetAsync(address, Token);

        var policy = Policy(answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("'self'", policy["script-src"]);
        Assert.Equal("'self'", policy["default-src"]);
        Assert.Equal("'self'", policy["connect-src"]);
        Assert.Equal("'none'", policy["frame-ancestors"]);
        Assert.Equal("'none'", policy["object-src"]);
        Assert.Equal("'self'", policy["base-uri"]);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Opener-Policy").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("10.1.2.3", "study.example.org", true)]
    [InlineData("192.0.2.7", "study.example.org", true)]
    [InlineData("192.0.2.8", "study.example.org", false)]
    [InlineData("10.1.2.3", "localhost", false)]
    public async Task BehindTls_OnlyAKnownProxyIsBelieved_AndTheBrowserKeepsToTls(string from, string host, bool says)
    {
        var answer = await AskAsync(from, host);

        Assert.Equal(says ? "max-age=31536000" : "", answer.Response.Headers.StrictTransportSecurity.ToString());
    }

    [Fact]
    public async Task Cookies_OverTls_AreOfThisHostOnly_SecureAndOutOfScripts()
    {
        var answer = await AskAsync("10.1.2.3", "study.example.org");

        var cookies = answer.Response.Headers.SetCookie.ToArray();
        Assert.NotEmpty(cookies);
        Assert.All(cookies, cookie =>
        {
            Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
            Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Matches("(?i); samesite=(lax|strict)", cookie!);
            Assert.Contains("; path=/", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public async Task Cookies_OverTls_ComeBackByTheirNameAndByNoOther()
    {
        using var browser = await _product.BrowserOfAsync(_product.Student);
        var cookies = "";
        using (var page = await browser.GetAsync("/settings/password", Token))
        {
            cookies = string.Join("; ", page.RequestMessage!.Headers.GetValues("Cookie"));
        }
        Assert.Contains("study=", cookies, StringComparison.Ordinal);

        var planted = await AskAsync("10.1.2.3", "study.example.org", cookies);
        var own = await AskAsync("10.1.2.3", "study.example.org", string.Join("; ", cookies.Split("; ").Select(c => $"__Host-{c}")));

        Assert.Equal(StatusCodes.Status302Found, planted.Response.StatusCode);
        Assert.Equal(StatusCodes.Status200OK, own.Response.StatusCode);
    }

    [Fact]
    public async Task Cookies_OfASignIn_AreOutOfScriptsAndOfForeignSites()
    {
        using var client = _product.Anonymous();

        using var answer = await client.PostFormAsync("/sign-in", "sign-in", ("Form.Email", _product.Student.Email!), ("Form.Password", ApiFactory.Password));

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("study=", StringComparison.Ordinal));
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires=", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Proxy_ThatIsNoAddress_IsToldInWords() =>
        Assert.Contains("proxy.example.org", Assert.Throws<OperatorException>(() => Proxies.OptionsOf("10.1.0.0/16,proxy.example.org")).Message, StringComparison.Ordinal);

    /// <summary>Asks for a page as a proxy does that ends TLS.</summary>
    private Task<HttpContext> AskAsync(string from, string host, string cookies = "") => _product.Server.SendAsync(context =>
    {
        context.Connection.RemoteIpAddress = IPAddress.Parse(from);
        context.Request.Method = HttpMethods.Get;
        context.Request.Path = cookies.Length == 0 ? "/sign-in" : "/settings/password";
        context.Request.Host = new HostString(host);
        context.Request.Headers["X-Forwarded-Proto"] = "https";
        context.Request.Headers["X-Forwarded-For"] = "203.0.113.9";
        context.Request.Headers.Cookie = cookies;
    }, Token);

    private static Dictionary<string, string> Policy(string header) => header.Split(';', StringSplitOptions.TrimEntries)
        .ToDictionary(d => d.Split(' ', 2)[0], d => d.Split(' ', 2)[1], StringComparer.Ordinal);
}
