using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using StudyDashboard.Bench;

namespace StudyDashboard.Faults;

/// <summary>Ten minutes' worth of requests at once from one token: refused politely, and nobody else notices.</summary>
internal static class LoadPart
{
    /// <summary>What one token may ask in a minute, and ten times that.</summary>
    private const int Rated = 600;

    private const int Parallel = 50;

    public static async Task RunAsync(Product product, string folder, Report report)
    {
        var data = Path.Combine(folder, "load");
        await product.SeedAsync(data, 2, 2000);
        await using var server = new Victim(product, data);
        using var eager = Client(server.Address, await product.TokenAsync(data, 1), "127.0.0.1");
        using var calm = Client(server.Address, await product.TokenAsync(data, 2), "127.0.0.2");
        await server.StartAsync();
        var answers = new ConcurrentDictionary<string, int>();
        var times = new List<double>();
        var load = Task.WhenAll(Enumerable.Range(0, Parallel).Select(async worker =>
        {
            for (var i = worker; i < 10 * Rated; i += Parallel)
            {
                using var answer = i % 4 == 0
                    ? await eager.PostAsync(new Uri("/api/analytics/sessions/start", UriKind.Relative), new StringContent("""{"session_type":"theory","switch":true}""", Encoding.UTF8, "application/json"))
                    : await eager.GetAsync(new Uri("/api/analytics/sessions", UriKind.Relative));
                var polite = answer.StatusCode == HttpStatusCode.TooManyRequests ? answer.Headers.RetryAfter is null ? " without Retry-After" : " with Retry-After" : "";
                answers.AddOrUpdate($"{(int)answer.StatusCode}{polite}", 1, (_, n) => n + 1);
            }
        }));
        var refused = 0;
        while (!load.IsCompleted)
        {
            var from = Stopwatch.GetTimestamp();
            using var answer = await calm.GetAsync(new Uri("/api/analytics/sessions", UriKind.Relative));
            times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            refused += answer.IsSuccessStatusCode ? 0 : 1;
            await Task.Delay(20);
        }
        await load;
        times.Sort();
        string[] polites = ["200", "201", "429 with Retry-After"];
        report.Row($"ten times the rated load: {10 * Rated} requests of one token at once, {Parallel} in parallel", string.Join(", ", answers.OrderBy(a => a.Key).Select(a => $"{a.Value} times {a.Key}")), "", "",
            "429 with Retry-After, no 5xx", answers.Keys.All(polites.Contains) && answers.ContainsKey(polites[^1]));
        report.Row("someone else meanwhile: requests refused, slowest", $"{refused} of {times.Count}, {times[^1]:0} ms", "", "", "none refused", refused == 0);
        using var ready = await calm.GetAsync(new Uri("/health/ready", UriKind.Relative));
        report.Row("after it: ready; findings of `check`", $"{(int)ready.StatusCode}; {(await product.FindingsAsync(data)).Count}", "", "", "200; 0", ready.IsSuccessStatusCode);
    }

    /// <summary>One that comes from an address of its own.</summary>
    private static HttpClient Client(string address, string token, string from)
    {
        var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(IPAddress.Parse(from).MapToIPv6(), 0));
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        }) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(2) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
