using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace StudyDashboard.E2E.Infrastructure;

/// <summary>The built program as a process of its own, which a test may kill and start again on the same port and data.</summary>
/// <param name="arguments">What else the command line says.</param>
public sealed class StudyProcess(params string[] arguments) : IAsyncDisposable
{
    private static readonly string Program = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "../../../../StudyDashboard", Path.Combine("bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "StudyDashboard.dll")));

    private readonly string _data = Directory.CreateTempSubdirectory("study-process-").FullName;
    private Process? _process;

    public int Port { get; } = FreePort();

    public string Address => $"http://localhost:{Port}";

    /// <summary>Starts the program and returns when it answers.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var listens = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = Process.Start(new ProcessStartInfo("dotnet", [Program, "--data", _data, "--urls", Address, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(Program)!,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development" },
        })!;
        RunLog.Opened(this);
        _process.OutputDataReceived += (_, said) =>
        {
            if (said.Data is null || said.Data.StartsWith("Data:", StringComparison.Ordinal))
            {
                listens.TrySetResult(said.Data is not null);
            }
            RunLog.Add("a process", said.Data ?? "");
        };
        _process.ErrorDataReceived += (_, said) => RunLog.Add("a process", said.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        if (!await listens.Task.WaitAsync(cancellationToken))
        {
            throw new InvalidOperationException($"{Program} ended before it listened.");
        }
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await EndAsync();
    }

    /// <summary>SIGTERM, as systemd stops it. Returns when it has ended.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{_process!.Id}"]))
        {
            await kill.WaitForExitAsync();
        }
        return await EndAsync();
    }

    private async Task<int> EndAsync()
    {
        await _process!.WaitForExitAsync();
        var code = _process.ExitCode;
        _process.Dispose();
        _process = null;
        RunLog.Closed(this);
        return code;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
        }
        Directory.Delete(_data, recursive: true);
    }

    /// <summary>A port on which nobody listens.</summary>
    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
