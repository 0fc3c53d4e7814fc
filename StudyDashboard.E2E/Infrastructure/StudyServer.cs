using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace StudyDashboard.E2E.Infrastructure;

/// <summary>The product on a free port of this process, with a data folder of its own that goes with it.</summary>
public sealed class StudyServer : WebApplicationFactory<Program>
{
    private readonly string _data = Directory.CreateTempSubdirectory("study-e2e-").FullName;

    private readonly string? _postgres;

    /// <param name="postgres">A database of a server, or the embedded one.</param>
    public StudyServer(string? postgres = null)
    {
        _postgres = postgres;
        RunLog.Opened(this);
        UseKestrel(0);
        StartServer();
    }

    /// <summary>The server's clock, which a test may set forward.</summary>
    public MovableClock Clock { get; } = new();

    public string Address => ClientOptions.BaseAddress.ToString().TrimEnd('/').Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("data", _data).ConfigureServices(services => services
            .AddSingleton<TimeProvider>(Clock).AddSingleton<ILoggerProvider, RunLogProvider>().Configure<LoggerFilterOptions>(RunLogProvider.Listen));
        if (_postgres is not null)
        {
            builder.UseSetting("database", "postgres").UseSetting("connection", _postgres);
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            RunLog.Closed(this);
            if (Directory.Exists(_data))
            {
                Directory.Delete(_data, recursive: true);
            }
        }
    }
}
