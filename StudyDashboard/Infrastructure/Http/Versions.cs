using System.Text.Json;
using StudyDashboard.Texts;

namespace StudyDashboard.Infrastructure.Http;

/// <summary>What every route does with versions: a thing says its own in the <c>ETag</c>, and a change that came too late (412) shows the current one.</summary>
internal static class Versions
{
    public static async ValueTask<object?> TellAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var (result, context) = (await next(invocation), invocation.HttpContext);
        switch (result is INestedHttpResult nested ? nested.Result : result)
        {
            case IValueHttpResult { Value: IVersioned { IsFixed: false, Version: var version } }:
                IfMatch.Tag(context.Response, version);
                break;
            case ApiProblem { IsStale: true } stale when await CurrentAsync(context) is { } current:
                return stale.Showing(ApiTexts.Match_Stale, current);
        }
        return result;
    }

    /// <summary>What GET of the same path answers the caller now: one shape, and one rule of who may see it. Null when there is nothing.</summary>
    private static async Task<JsonElement?> CurrentAsync(HttpContext context)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        var reading = context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .FirstOrDefault(e => e.RoutePattern.RawText == route && e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Get) == true);
        if (reading?.RequestDelegate is not { } read)
        {
            return null;
        }
        using var body = new MemoryStream();
        var asked = new DefaultHttpContext { RequestServices = context.RequestServices, User = context.User, RequestAborted = context.RequestAborted };
        (asked.Request.Method, asked.Request.Path, asked.Request.RouteValues, asked.Response.Body) = (HttpMethods.Get, context.Request.Path, context.Request.RouteValues, body);
        await read(asked);
        return asked.Response.StatusCode == StatusCodes.Status200OK ? JsonSerializer.Deserialize<JsonElement>(body.ToArray()) : null;
    }
}
