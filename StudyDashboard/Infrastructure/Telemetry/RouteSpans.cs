using Microsoft.AspNetCore.Http.Features;

namespace StudyDashboard.Infrastructure.Telemetry;

/// <summary>Names a request's span after its route, where there is one, and notes what came of it: .NET 10 notes neither by itself.</summary>
internal sealed class RouteSpans(RequestDelegate next)
{
    // https://opentelemetry.io/docs/specs/semconv/http/http-spans/
    public const string Method = "http.request.method";
    public const string Route = "http.route";
    public const string Status = "http.response.status_code";

    public Task InvokeAsync(HttpContext context) =>
        context.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } span ? NameAsync(context, span) : next(context);

    private async Task NameAsync(HttpContext context, System.Diagnostics.Activity span)
    {
        if ((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText is { } route)
        {
            span.DisplayName = $"{context.Request.Method} {route}";
            span.SetTag(Method, context.Request.Method).SetTag(Route, route);
        }
        await next(context);
        span.SetTag(Status, context.Response.StatusCode);
    }
}
