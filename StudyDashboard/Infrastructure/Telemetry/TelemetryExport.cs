using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using StudyDashboard.Data.Backups;
using StudyDashboard.Infrastructure.Hosting;

namespace StudyDashboard.Infrastructure.Telemetry;

/// <summary>
/// Sends metrics and traces by OTLP: the product's own, and those of the web server, the components, the database and the runtime. Spans of
/// outgoing requests are left out: they name the addresses of people's calendars and webhooks.
/// </summary>
internal sealed class TelemetryExport(IConfiguration configuration, BackupShelf backups, TimeProvider clock) : IHostedService, IDisposable
{
    private const int MostToFlush = 5000;

    private static readonly string[] Meters =
    [
        StudyMeters.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Http.Connections",
        "Microsoft.AspNetCore.Diagnostics", "Microsoft.AspNetCore.RateLimiting", "Microsoft.AspNetCore.Components", "Microsoft.AspNetCore.Components.Lifecycle",
        "Microsoft.AspNetCore.Components.Server.Circuits", "Microsoft.EntityFrameworkCore", "System.Runtime",
    ];

    private static readonly string[] Sources =
        [StudyMeters.Name, "Microsoft.AspNetCore", "Microsoft.AspNetCore.Components", "Microsoft.AspNetCore.Components.Server.Circuits"];

    private readonly Meter _state = new(StudyMeters.Name);
    private readonly Lock _gate = new();
    private Task? _sent;
    private IDisposable? _discretion;
    private IDisposable? _commands;
    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var instance = ResourceBuilder.CreateDefault().AddService(
            StudyMeters.Name, serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version?.ToString(3), serviceInstanceId: Guid.NewGuid().ToString("n"));
        _state.CreateObservableGauge(
            "studydashboard.backup.age", () => backups.Newest() is { } newest ? [new((clock.GetUtcNow() - newest.MadeAt).TotalSeconds)] : Array.Empty<Measurement<double>>(),
            "s", "Age of the newest backup in the data folder; nothing without one.");
        _discretion = DiscreetSpans.Listen(Sources);
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(instance).AddSource(Sources)
            .AddOtlpExporter(options => Set(options, "v1/traces")).Build();
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(instance).AddMeter(Meters)
            .AddOtlpExporter(options => Set(options, "v1/metrics")).Build();
        _commands = DatabaseSpans.Listen();
        return Task.CompletedTask;
    }

    /// <summary>Sends what is left. It began first and ends last, so that it sees the others end.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        // A host may be stopped from two sides; both wait until all is sent.
        lock (_gate)
        {
            return _sent ??= Task.Run(Flush, CancellationToken.None);
        }
    }

    private void Flush()
    {
        _commands?.Dispose();
        _traces?.Shutdown(MostToFlush);
        _metrics?.Shutdown(MostToFlush);
    }

    public void Dispose()
    {
        _commands?.Dispose();
        _traces?.Dispose();
        _metrics?.Dispose();
        // The last of them: what ends meanwhile must not go out as it is.
        _discretion?.Dispose();
        _state.Dispose();
    }

    private void Set(OtlpExporterOptions options, string path)
    {
        var text = configuration[TelemetryFeature.Endpoint]!;
        if (!Uri.TryCreate(text.EndsWith('/') ? text : $"{text}/", UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new OperatorException($"{TelemetryFeature.Endpoint} is {text}; it takes an address such as http://localhost:4318.");
        }
        var isGrpc = string.Equals(configuration["OTEL_EXPORTER_OTLP_PROTOCOL"], "grpc", StringComparison.OrdinalIgnoreCase);
        options.Protocol = isGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = isGrpc ? address : new Uri(address, path);
    }
}
