using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace StudyDashboard.Bench;

/// <summary>A published program that serves on a free port of loopback, until disposed.</summary>
internal sealed class Server : IAsyncDisposable
{
    private const int MostErrors = 200;

    private readonly Process _process;
    private readonly int _hookPort;

    private Server(Process process, string address, int hookPort, TimeSpan firstPage) =>
        (_process, Address, _hookPort, FirstPage) = (process, address, hookPort, firstPage);

    public string Address { get; }

    /// <summary>The lines of its log from the first error on, as many as help to find it.</summary>
    public IReadOnlyCollection<string> Errors { get; private init; } = [];

    /// <summary>From the start of the process to the first 200 of the asked page.</summary>
    public TimeSpan FirstPage { get; }

    /// <summary>Starts the program and asks for a page until it answers 200.</summary>
    /// <param name="folder">Where it was published.</param>
    /// <param name="assembly">Name of its assembly.</param>
    /// <param name="page">Path of the page.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="hook">Assembly of the startup hook, for a server that is to be asked for its heap or statements.</param>
    public static async Task<Server> StartAsync(string folder, string assembly, string page, string[] args, string? hook = null)
    {
        var (port, hookPort) = (FreePort(), FreePort());
        var address = $"http://127.0.0.1:{port}";
        var start = new ProcessStartInfo(Path.Combine(folder, assembly), [.. args, "--urls", address])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // One address and few tokens ask as fast as they can.
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["Limits__PerToken"] = "0", ["Limits__PerAddress"] = "0", ["Limits__SignIns"] = "0" },
        };
        if (hook is not null)
        {
            start.Environment["DOTNET_STARTUP_HOOKS"] = hook;
            // The array pool lets go of what it holds by the minute, which would be counted as what pages weigh.
            start.Environment["DOTNET_SYSTEM_BUFFERS_SHAREDARRAYPOOL_MAXARRAYSPERPARTITION"] = "1";
            start.Environment["BENCH_HOOK_PORT"] = hookPort.ToString(CultureInfo.InvariantCulture);
        }
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var watch = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        var errors = new ConcurrentQueue<string>();
        process.ErrorDataReceived += (_, line) =>
        {
            if (errors.Count < MostErrors && line.Data is { } words && (!errors.IsEmpty || words.StartsWith("fail", StringComparison.Ordinal) || words.StartsWith("crit", StringComparison.Ordinal)))
            {
                errors.Enqueue(words);
            }
        };
        process.BeginErrorReadLine();
        while (watch.Elapsed < TimeSpan.FromSeconds(90) && !process.HasExited)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri(address + page));
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return new Server(process, address, hookPort, watch.Elapsed) { Errors = errors };
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(2);
        }
        process.Kill();
        throw new InvalidOperationException($"{assembly} did not serve {page}.");
    }

    /// <summary>Bytes of the process in memory, and those of them that no file stands behind.</summary>
    public (long Resident, long Private) Memory
    {
        get
        {
            var status = File.ReadLines($"/proc/{_process.Id}/status").Select(l => l.Split(':')).ToDictionary(l => l[0], l => l[^1].Trim());
            return (Bytes(status["VmRSS"]), Bytes(status["RssAnon"]));

            static long Bytes(string kilobytes) => long.Parse(kilobytes.Split(' ')[0], CultureInfo.InvariantCulture) * 1024;
        }
    }

    /// <summary>Live bytes after a full collection.</summary>
    public Task<long> HeapAsync() => AskAsync("heap");

    /// <summary>Database commands run since this was first asked.</summary>
    public Task<long> StatementsAsync() => AskAsync("statements");

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<long> AskAsync(string what)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _hookPort);
        using var writer = new StreamWriter(client.GetStream()) { AutoFlush = true };
        using var reader = new StreamReader(client.GetStream());
        await writer.WriteLineAsync(what);
        return long.Parse((await reader.ReadLineAsync())!, CultureInfo.InvariantCulture);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
