using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Infrastructure.Http.Idempotency;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Infrastructure.Http;

public sealed class IdempotencyTests : IAsyncLifetime
{
    private const string Start = "/api/analytics/sessions/start";
    private const string Body = """{"session_type":"theory","switch":true}""";

    private readonly ApiFactory _api = new();
    private HttpClient _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _api.InitializeAsync();
        _client = await _api.ClientOfAsync(_api.Student);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _api.DisposeAsync();
    }

    [Fact]
    public async Task Repeat_GetsTheFirstAnswerAgain()
    {
        var first = await SendAsync("k");
        _api.Clock.Advance(TimeSpan.FromHours(23));
        var second = await SendAsync("k");

        Assert.Equal((first.StatusCode, first.Headers.Location, first.Headers.ETag), (second.StatusCode, second.Headers.Location, second.Headers.ETag));
        Assert.Equal(first.Content.Headers.ContentType, second.Content.Headers.ContentType);
        Assert.Equal(await first.TextAsync(), await second.TextAsync());
        Assert.False(first.Headers.Contains("Idempotency-Replayed"));
        Assert.True(second.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(1, await SessionsAsync());
    }

    [Fact]
    public async Task Repeat_ByACallerWhoLostTheFirstAnswer_GetsIt()
    {
        using var patience = new CancellationTokenSource();
        // The news goes out after the commit and before the answer.
        using (_api.Services.GetRequiredService<StudyFeed>().Subscribe(_api.Student.Id, _ => patience.Cancel()))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Start) { Content = new StringContent(Body, Encoding.UTF8, "application/json") };
            request.Headers.Add("Idempotency-Key", "k");
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _client.SendAsync(request, patience.Token));
        }

        var repeat = await (await SendAsync("k")).OkAsync(HttpStatusCode.Created);

        Assert.Equal("theory", repeat.GetProperty("session_type").GetString());
        Assert.Equal(1, await SessionsAsync());
    }

    [Fact]
    public async Task Repeats_InParallel_ActOnce()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => SendAsync("same")));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Created, a.StatusCode));
        Assert.Single(await Task.WhenAll(answers.Select(a => a.TextAsync())).ContinueWith(t => t.Result.Distinct(), Token));
        Assert.Equal(1, await SessionsAsync());
    }

    [Fact]
    public async Task Repeat_WithAnotherPayload_Is422()
    {
        await SendAsync("k");

        await (await SendAsync("k", """{"session_type":"test","switch":true}""")).ProblemAsync(422);

        Assert.Equal(1, await SessionsAsync());
    }

    [Fact]
    public async Task Repeat_OfARefusal_IsTheSameRefusal()
    {
        var first = await (await SendAsync("k", "{}")).ProblemAsync(422);
        var second = await SendAsync("k", "{}");

        Assert.Equal(first.ToString(), (await second.ProblemAsync(422)).ToString());
        Assert.True(second.Headers.Contains("Idempotency-Replayed"));
    }

    [Fact]
    public async Task Key_OfAnotherPerson_IsAnotherKey()
    {
        using var other = await _api.ClientOfAsync(_api.OtherStudent);
        await SendAsync("k");

        var theirs = await other.SendAsync("POST", Start, Body, ("Idempotency-Key", "k"));

        Assert.Equal(HttpStatusCode.Created, theirs.StatusCode);
        Assert.Equal(2, await SessionsAsync());
    }

    [Fact]
    public async Task Key_AfterADay_IsForgotten()
    {
        await SendAsync("k");
        _api.Clock.Advance(TimeSpan.FromHours(24));

        Assert.Equal(1, await _api.Services.GetRequiredService<IdempotencyStore>().PurgeAsync(_api.Clock.UtcNow, Token));
        await SendAsync("k");

        Assert.Equal(2, await SessionsAsync());
    }

    [Fact]
    public async Task Key_ThatIsTooLong_Is422() => await (await SendAsync(new string('k', 256))).ProblemAsync(422);

    [Fact]
    public async Task Crash_BeforeAnythingWasDone_LetsTheRepeatDoIt()
    {
        await SendAsync("k");
        await ForgeAsync("UPDATE idempotency_keys SET status = NULL, acted_at = NULL");

        var repeat = await SendAsync("k");

        Assert.Equal(HttpStatusCode.Created, repeat.StatusCode);
        Assert.Equal(2, await SessionsAsync());
    }

    [Fact]
    public async Task Crash_BetweenTheDeedAndTheAnswer_IsNotDoneAgain()
    {
        await SendAsync("k");
        // What the deed's own transaction wrote stays; the answer, which is written after it, is lost.
        await ForgeAsync("UPDATE idempotency_keys SET status = NULL");

        await (await SendAsync("k")).ProblemAsync(409);

        Assert.Equal(1, await SessionsAsync());
    }

    private Task<HttpResponseMessage> SendAsync(string key, string body = Body) => _client.SendAsync("POST", Start, body, ("Idempotency-Key", key));

    private async Task<int> SessionsAsync()
    {
        await using var context = _api.Context();
        return await context.Sessions.CountAsync(Token);
    }

    private async Task ForgeAsync(string sql)
    {
        await using var context = _api.Context();
        await context.Database.ExecuteSqlRawAsync(sql, Token);
    }
}
