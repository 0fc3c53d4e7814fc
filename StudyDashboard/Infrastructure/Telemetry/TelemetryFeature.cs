using System.Runtime.CompilerServices;

namespace StudyDashboard.Infrastructure.Telemetry;

/// <summary>Metrics and traces for who collects them by OpenTelemetry.</summary>
internal static class TelemetryFeature
{
    /// <summary>OpenTelemetry's own name for it, whichever way it is set.</summary>
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Sends them where the setting says; without it no part of OpenTelemetry is loaded.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (!string.IsNullOrWhiteSpace(configuration[Endpoint]))
        {
            AddExport(services);
        }
        return services;
    }

    // Apart, because compiling a method loads what it names.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddExport(IServiceCollection services) => services.AddHostedService<TelemetryExport>();
}
