using System.Diagnostics;

namespace StudyDashboard.Infrastructure.Telemetry;

/// <summary>
/// Leaves on a span only what cannot say who did what. Paths hold secrets (a feed's, an invitation's) and ids, so a request is known by its
/// route; what a newer framework adds is left out until it is named here. It listens before the exporter does and is no processor of
/// OpenTelemetry's: a type that derives from one would load it wherever the types of this assembly are listed.
/// </summary>
internal static class DiscreetSpans
{
    private static readonly HashSet<string> Told =
    [
        RouteSpans.Method, RouteSpans.Status, RouteSpans.Route, "error.type", "code.function.name",
        "aspnetcore.components.type", "aspnetcore.components.route", "aspnetcore.components.attribute.name",
        "db.system.name", "db.operation.name", "verb", "outcome", "duty",
    ];

    /// <summary>Begins; whoever is to see these spans must begin to listen after it.</summary>
    public static IDisposable Listen(IReadOnlyCollection<string> sources)
    {
        var listener = new ActivityListener { ShouldListenTo = source => sources.Contains(source.Name), ActivityStopped = Clean };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static void Clean(Activity span)
    {
        foreach (var (name, _) in span.TagObjects.ToList())
        {
            if (!Told.Contains(name))
            {
                span.SetTag(name, null);
            }
        }
        // A message may quote what someone typed; the state is from the request's own headers.
        span.SetStatus(span.Status);
        span.TraceStateString = null;
    }
}
