using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace StudyDashboard.Faults;

/// <summary>A server process on one data folder and address, started and killed again and again.</summary>
internal sealed class Victim(Product product, string data, params string[] args) : IAsyncDisposable
{
    private readonly StringBuilder _words = new();
    private Process? _process;

    public string Data => data;

    public string Address { get; } = $"http://127.0.0.1:{FreePort()}";

    /// <summary>What it wrote to standard error.</summary>
    public string Words
    {
        get
        {
            lock (_words)
            {
                return _words.ToString();
            }
        }
    }

    public bool HasEnded => _process?.HasExited != false;

    public int ExitCode => _process!.ExitCode;

    public long Memory
    {
        get
        {
            _process!.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts it and returns when it listens.</summary>
    /// <exception cref="InvalidOperationException">It ended before.</exception>
    public async Task StartAsync()
    {
        _process = product.Start(data, Address, args);
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_words)
            {
                _words.AppendLine(line.Data);
            }
        };
        _process.BeginErrorReadLine();
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("Data:", StringComparison.Ordinal))
            {
                _ = _process.StandardOutput.ReadToEndAsync();
                return;
            }
        }
        await _process.WaitForExitAsync();
        throw new InvalidOperationException($"The server did not start: {Words}");
    }

    /// <summary>Starts it and waits for nothing.</summary>
    public void Launch()
    {
        _process = product.Start(data, Address, args);
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    public Task EndedAsync(TimeSpan patience) => _process!.WaitForExitAsync(new CancellationTokenSource(patience).Token);

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        if (_process is { } running)
        {
            _process = null;
            running.Kill();
            await running.WaitForExitAsync();
            running.Dispose();
        }
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
