using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace StudyDashboard.Tests.Support;

/// <summary>The server as a process of its own on a data folder of the test, as systemd starts it: told when it is ready, ended by SIGTERM.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly string _socket = Path.Combine(Path.GetTempPath(), $"study-{Guid.NewGuid():n}"[..20]);
    private readonly Socket _notices = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly Process _process;

    private ServerProcess(string data, string[] settings)
    {
        _notices.Bind(new UnixDomainSocketEndPoint(_socket));
        _process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "--data", data, "--urls", "http://127.0.0.1:0", .. settings])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(typeof(Program).Assembly.Location)!,
            Environment = { ["NOTIFY_SOCKET"] = _socket },
        })!;
        Errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Standard error, when it has ended.</summary>
    public Task<string> Errors { get; }

    public int Id => _process.Id;

    /// <summary>Starts it and returns when it says that it is ready.</summary>
    public static async Task<ServerProcess> StartAsync(string data, CancellationToken cancellationToken, params string[] settings)
    {
        var server = new ServerProcess(data, settings);
        Assert.Equal("READY=1", await server.NoticeAsync(cancellationToken));
        while (await server._process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("StudyDashboard: ", StringComparison.Ordinal))
            {
                server.Address = new Uri(line["StudyDashboard: ".Length..]);
                break;
            }
        }
        return server;
    }

    /// <summary>Sends SIGTERM and returns when the server says that it stops.</summary>
    public async Task TerminateAsync(CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync(cancellationToken);
        Assert.Equal("STOPPING=1", await NoticeAsync(cancellationToken));
    }

    /// <summary>Waits for its end.</summary>
    public async Task<int> ExitCodeAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
        _notices.Dispose();
        File.Delete(_socket);
    }

    private async Task<string> NoticeAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[64];
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var notice = _notices.ReceiveAsync(buffer, SocketFlags.None, ended.Token).AsTask();
        if (await Task.WhenAny(notice, _process.WaitForExitAsync(ended.Token)) == notice)
        {
            return Encoding.UTF8.GetString(buffer, 0, await notice);
        }
        await ended.CancelAsync();
        return $"It ended with {_process.ExitCode}: {await Errors}";
    }
}
