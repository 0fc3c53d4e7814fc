using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.AspNetCore.TestHost;
using StudyDashboard.Features.Calendars.Feeds;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Calendars.Feeds;

public sealed class FeedEndpointsTests : IAsyncLifetime
{
    private readonly LogLines _log = new();
    private readonly ApiFactory _product;

    public FeedEndpointsTests() => _product = new ApiFactory { Configure = host => host.ConfigureTestServices(services => services.AddSingleton<ILoggerProvider>(_log)) };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _product.InitializeAsync();

    public async ValueTask DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task Feed_IsReadWithoutSignIn_AskedAgainSaysNotModified_AndRevokedIsGone()
    {
        var feeds = _product.Services.GetRequiredService<CalendarFeeds>();
        var made = (await feeds.CreateAsync(_product.Student.Id, "Phone", FeedScope.Both, false, Token)).Value;
        using var client = _product.Anonymous();
        var address = $"/calendar/{made.Secret}.ics";

        using var first = await client.GetAsync(address, Token);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(("text/calendar", "utf-8"), (first.Content.Headers.ContentType!.MediaType, first.Content.Headers.ContentType.CharSet));
        Assert.True(first.Headers.CacheControl!.Private);
        Assert.StartsWith("BEGIN:VCALENDAR\r\n", await first.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);

        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var again = await client.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync(Token));

        await feeds.RevokeAsync(_product.Student.Id, made.Feed.Id, Token);
        using var gone = await client.GetAsync(address, Token);
        using var never = await client.GetAsync($"/calendar/{new string('a', 64)}.ics", Token);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (gone.StatusCode, never.StatusCode));
        Assert.DoesNotContain(_log.Lines, line => line.Contains(made.Secret, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Keeps what the product logs, as its configuration filters it.</summary>
    private sealed class LogLines : ILoggerProvider, ILogger
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _lines = new();

        public IReadOnlyCollection<string> Lines => _lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
