using System.Net;
using System.Net.WebSockets;
using StudyDashboard.Bench;
using StudyDashboard.Tests.Faults;

namespace StudyDashboard.Faults;

/// <summary>Circuits that never acknowledge, send garbage, too much at once, too many events, or are too many; and someone beside them.</summary>
internal static class CircuitPart
{
    private const int Silent = 18;
    private const int Garbage = 200;
    private const int Events = 30_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public static async Task RunAsync(Product product, string folder, Report report)
    {
        var data = Path.Combine(folder, "circuits");
        await product.SeedAsync(data, 3, 3000);
        await using var server = new Victim(product, data);
        await server.StartAsync();
        var (rude, calm, many) = (await VisitorAsync(server.Address, 1), await VisitorAsync(server.Address, 2), await VisitorAsync(server.Address, 3));
        await using (var warm = await calm.OpenAsync())
        {
        }
        var before = server.Memory;

        var silent = new List<CircuitSocket>();
        for (var i = 0; i < Silent; i++)
        {
            silent.Add((await rude.OpenAsync(acknowledges: false))!);
        }
        foreach (var page in new[] { "/timer", "/plans", "/", "/review", "/quizzes", "/library", "/timer", "/plans", "/", "/review", "/quizzes", "/library" })
        {
            await Task.WhenAll(silent.Select(s => s.GoAsync(server.Address + page)));
        }
        await using (var beside = await calm.OpenAsync())
        {
            var grown = (server.Memory - before) / 1e6;
            report.Row($"{Silent} circuits that never acknowledge, sent to 12 pages: batches the most silent got; memory grown", $"{silent.Max(s => s.Batches)}; {grown:0} MB", "", "", "someone beside them is served; <= 150 MB", beside is not null && grown <= 150);
        }
        foreach (var one in silent)
        {
            await one.DisposeAsync();
        }

        var kinds = Rubbish();
        // All at once, for what is no whole message is given half a minute.
        var ended = (await Task.WhenAll(Enumerable.Range(0, Garbage).Select(i => IsEndedByAsync(rude, kinds[i % kinds.Count])))).Count(isEnded => isEnded);
        await using (var beside = await calm.OpenAsync())
        {
            report.Row($"{Garbage} sockets with garbage, frames without end and messages of 600 KB: connections ended", $"{ended}", "", "", $"{Garbage}, and the server lives", ended == Garbage && beside is not null);
        }

        await using (var flood = (await rude.OpenAsync())!)
        await using (var beside = (await calm.OpenAsync())!)
        {
            var batches = beside.Batches;
            var from = TimeProvider.System.GetTimestamp();
            var sending = FloodAsync(flood, server.Address);
            await beside.GoAsync($"{server.Address}/plans");
            while (beside.Batches == batches && TimeProvider.System.GetElapsedTime(from) < Patience)
            {
                await Task.Delay(5);
            }
            var answered = TimeProvider.System.GetElapsedTime(from);
            await sending;
            var (drawn, grown) = (flood.Batches, (server.Memory - before) / 1e6);
            report.Row($"one page with {Events} events as fast as the line takes them: drawn; memory grown; an event of someone beside it", $"{drawn}; {grown:0} MB; drawn after {answered.TotalMilliseconds:0} ms",
                "limit: 500 at once, then 50 a second", "", "slowed, the other is served", drawn < Events / 2 && grown <= 250 && beside.Batches > batches);
        }

        var pages = new List<CircuitSocket?>();
        for (var i = 0; i < 45; i++)
        {
            pages.Add(await many.OpenAsync());
        }
        await Task.Delay(500);
        var (resting, refused) = (pages.Count(p => p is { Left: { IsCompletedSuccessfully: true, Result: { } left } } && left.Contains("/resting", StringComparison.Ordinal)), pages.Count(p => p is null));
        report.Row("45 pages of one person that never leave: asked to rest, refused", $"{resting}, {refused}", "limit: 20", "", "20, 5", resting == 20 && refused == 5);
        foreach (var page in pages.OfType<CircuitSocket>())
        {
            await page.DisposeAsync();
        }
        using var ready = await calm.Client.GetAsync(new Uri("/health/ready", UriKind.Relative));
        report.Row("after all of it: ready; memory grown", $"{(int)ready.StatusCode}; {(server.Memory - before) / 1e6:0} MB", "", "", "200; <= 250 MB", ready.IsSuccessStatusCode && server.Memory - before <= 250_000_000);
    }

    private static async Task<bool> IsEndedByAsync(PageVisitor visitor, byte[] garbage)
    {
        await using var bad = await visitor.ConnectAsync();
        try
        {
            await bad.SendRawAsync(garbage);
            await bad.Ended.WaitAsync(Patience);
            return true;
        }
        catch (WebSocketException)
        {
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static async Task FloodAsync(CircuitSocket circuit, string address)
    {
        // The line takes what fits into its buffers, and then waits for the server.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            for (var i = 0; i < Events; i++)
            {
                await circuit.GoAsync($"{address}/{(i % 2 == 0 ? "timer" : "plans")}").WaitAsync(patience.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Slowed, as it should be.
        }
    }

    private static List<byte[]> Rubbish()
    {
        var random = new Random(9);
        var noise = new byte[4096];
        random.NextBytes(noise);
        return
        [
            noise,
            [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
            [0x05, 0xC1, 0xC1, 0xC1, 0xC1, 0xC1],
            [0x80, 0x80, 0x28, .. new byte[600 * 1024]],
            [0x03, 0x92, 0x01, 0x80],
        ];
    }

    private static async Task<PageVisitor> VisitorAsync(string address, int student)
    {
        var cookies = new CookieContainer();
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = new Uri(address) };
        var visitor = new PageVisitor(client, async () =>
        {
            var socket = new ClientWebSocket();
            socket.Options.Cookies = cookies;
            socket.Options.SetRequestHeader("Origin", address);
            await socket.ConnectAsync(new Uri($"{address.Replace("http", "ws", StringComparison.Ordinal)}/_blazor"), CancellationToken.None);
            return socket;
        });
        await visitor.SignInAsync($"student-{student}@seed.local", Product.Password);
        return visitor;
    }
}
