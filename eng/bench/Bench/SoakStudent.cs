using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using StudyDashboard.Tests.Faults;

namespace StudyDashboard.Bench;

/// <summary>A student with some pages open, whose timer starts, pauses, goes on and ends by another program all the while, so that every page draws it.</summary>
internal sealed class SoakStudent : IDisposable
{
    private const int ShortestPauseSeconds = 15;
    private const int LongestPauseSeconds = 55;

    private readonly HttpClient _program;
    private readonly HttpClient _browser;
    private readonly SoakTally _tally;
    private readonly Random _random;

    private SoakStudent(HttpClient program, HttpClient browser, PageVisitor visitor, int number, int pages, SoakTally tally)
    {
        (_program, _browser, _tally, _random) = (program, browser, tally, new Random(number));
        Pages = [.. Enumerable.Range(0, pages).Select(i => new SoakPage(visitor, (1000 * number) + i, tally))];
    }

    public IReadOnlyList<SoakPage> Pages { get; }

    /// <summary>Signs in.</summary>
    public static async Task<SoakStudent> EnterAsync(string address, string token, int number, int pages, SoakTally tally)
    {
        var program = new HttpClient { BaseAddress = new Uri(address) };
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var cookies = new CookieContainer();
        var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = new Uri(address) };
        var visitor = new PageVisitor(browser, async () =>
        {
            var socket = new ClientWebSocket();
            socket.Options.Cookies = cookies;
            socket.Options.SetRequestHeader("Origin", address);
            await socket.ConnectAsync(new Uri($"{address.Replace("http", "ws", StringComparison.Ordinal)}/_blazor"), CancellationToken.None);
            return socket;
        });
        await visitor.SignInAsync($"student-{number}@seed.local", Workshop.Password);
        return new SoakStudent(program, browser, visitor, number, pages, tally);
    }

    /// <summary>Gives them a plan and goals, by which what they finish counts.</summary>
    public Task EquipAsync() => FinishPart.EquipAsync(_program);

    public Task LiveAsync(CancellationToken end) => Task.WhenAll([StudyAsync(end), .. Pages.Select(p => p.LiveAsync(end))]);

    public void Dispose()
    {
        _program.Dispose();
        _browser.Dispose();
    }

    private async Task StudyAsync(CancellationToken end)
    {
        while (true)
        {
            await PauseAsync(end);
            try
            {
                var session = await AskAsync(HttpMethod.Post, "start", new { session_type = "practice", subject = "Algebra", domain_code = "SURG", @switch = true });
                await PauseAsync(end);
                await AskAsync(HttpMethod.Put, $"{session}/pause", new { });
                await PauseAsync(end);
                await AskAsync(HttpMethod.Put, $"{session}/resume", new { });
                await PauseAsync(end);
                await AskAsync(HttpMethod.Put, $"{session}/end", new { questions_answered = 10, correct_answers = 8 });
            }
            catch (Exception failure) when (failure is InvalidOperationException or HttpRequestException or TaskCanceledException && !end.IsCancellationRequested)
            {
                _tally.Fail($"timer: {failure.Message}");
            }
        }
    }

    private async Task<int> AskAsync(HttpMethod method, string what, object body)
    {
        var answer = await FinishPart.SendAsync(_program, method, $"/api/analytics/sessions/{what}", body);
        _tally.Done("timer");
        return answer.TryGetProperty("id", out var id) ? id.GetInt32() : 0;
    }

    private Task PauseAsync(CancellationToken end) => Task.Delay(TimeSpan.FromSeconds(_random.Next(ShortestPauseSeconds, LongestPauseSeconds)), end);
}
