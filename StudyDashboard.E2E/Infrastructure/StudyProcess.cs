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
    private readonly int _port = FreePort();
    private Process? _process;

    public string Address => $"http://localhost:{_port}";

    /// <summary>Starts the program and returns when it answers.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _process = Process.Start(new ProcessStartInfo("dotnet", [Program, "--data", _data, "--urls", Address, .. arguments])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetDirectoryName(Program)!,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development" },
        })!;
        while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("Data:", StringComparison.Ordinal))
            {
                // Read on, or a full pipe would hold the program.
                _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return;
            }
        }
        throw new InvalidOperationException($"{Program} ended before it listened.");
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
        }
        Directory.Delete(_data, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
