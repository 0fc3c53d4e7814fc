using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Hosting;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Infrastructure.Hosting;

/// <summary>No page of another site opens a circuit with the cookie of whoever looks at it.</summary>
public sealed class CircuitOriginTests : IAsyncLifetime
{
    private const string Negotiate = "/_blazor/negotiate?negotiateVersion=1";

    private readonly ApiFactory _product = new() { Configure = host => host.UseSetting("PublicAddress", "https://study.example.org") };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _product.UseKestrel(0);
        _product.StartServer();
        return _product.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Theory]
    [InlineData("https://evil.example", false)]
    [InlineData("http://localhost.evil.example", false)]
    [InlineData("http://127.0.0.1:1", false)]
    [InlineData("null", false)]
    [InlineData("", false)]
    [InlineData("http://study.example.org", false)]
    [InlineData("https://study.example.org", true)]
    [InlineData("http://{host}", true)]
    [InlineData("https://{host}", true)]
    [InlineData(null, true)]
    public async Task Negotiate_OfAnotherSite_IsRefused(string? origin, bool taken)
    {
        var (client, _) = await SignedInAsync();

        using var answer = await client.SendAsync("POST", Negotiate, null, origin is null ? [] : [("Origin", Own(origin))]);

        Assert.Equal(taken ? HttpStatusCode.OK : HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    public async Task Socket_OfAnotherSite_IsRefused(string origin)
    {
        var (_, cookies) = await SignedInAsync();
        using var socket = Socket(cookies, origin);

        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(SocketAddress(), Token));

        Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    [Fact]
    public async Task Socket_OfThisSite_Opens()
    {
        var (_, cookies) = await SignedInAsync();
        using var socket = Socket(cookies, Own("http://{host}"));

        await socket.ConnectAsync(SocketAddress(), Token);

        Assert.Equal(WebSocketState.Open, socket.State);
    }

    private string Own(string origin) => origin.Replace("{host}", _product.ClientOptions.BaseAddress.Authority, StringComparison.Ordinal);

    private Uri SocketAddress() => new UriBuilder(_product.ClientOptions.BaseAddress) { Scheme = "ws", Path = "/_blazor" }.Uri;

    private static ClientWebSocket Socket(CookieContainer cookies, string origin)
    {
        var socket = new ClientWebSocket();
        socket.Options.Cookies = cookies;
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("Origin", origin);
        return socket;
    }

    private async Task<(HttpClient Client, CookieContainer Cookies)> SignedInAsync()
    {
        var cookies = new CookieContainer();
        var client = new HttpClient(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = _product.ClientOptions.BaseAddress };
        using var answer = await client.PostFormAsync("/sign-in", "sign-in", ("Form.Email", _product.Student.Email!), ("Form.Password", ApiFactory.Password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return (client, cookies);
    }
}
