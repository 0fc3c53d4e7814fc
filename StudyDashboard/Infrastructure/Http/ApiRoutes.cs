using Microsoft.AspNetCore.Authorization;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Tokens;
using StudyDashboard.Infrastructure.Live;

namespace StudyDashboard.Infrastructure.Http;

/// <summary>What every group of API routes has in common.</summary>
internal static class ApiRoutes
{
    /// <summary>
    /// A group of routes under <c>/api</c>. Reading needs the scope <c>read</c>, all else <c>write</c>, unless the group has a scope of its
    /// own; a request that cannot be read is answered with its problem before the handler runs.
    /// </summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder app, string prefix, string tag, ApiScope? own = null)
    {
        var group = app.MapGroup(prefix).WithTags(tag).AddEndpointFilter(NoteSeenAsync).AddEndpointFilter(RefuseUnreadableAsync).AddEndpointFilter(Versions.TellAsync);
        ((IEndpointConventionBuilder)group).Add(builder =>
        {
            var methods = builder.Metadata.OfType<IHttpMethodMetadata>().SelectMany(m => m.HttpMethods).ToList();
            var scope = own ?? (methods.TrueForAll(HttpMethods.IsGet) ? ApiScope.Read : ApiScope.Write);
            builder.Metadata.Add(ApiRoute.Instance);
            builder.Metadata.Add(new AuthorizeAttribute(ScopePolicy.Of(scope)));
            if (methods.Exists(HttpMethods.IsPost))
            {
                builder.Metadata.Add(new ParameterDoc(
                    "Idempotency-Key", "A repeat with the same key and payload within 24 hours gets the first answer again and does nothing.", InHeader: true) { Example = "3f6c1f0e-start" });
            }
        });
        return group;
    }

    /// <summary>Whether a path belongs to the API: all below <c>/api</c>, but not the page <c>/api</c> itself, and <c>/ingest</c>.</summary>
    public static bool IsApi(HttpContext context) =>
        (context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase, out var rest) && rest.Value is { Length: > 1 })
        || IngestSwitch.IsIngest(context);

    // A call is a sign of life of the person, as a live page is (rules.md 11).
    private static ValueTask<object?> NoteSeenAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        if (CurrentPerson.IdOf(invocation.HttpContext.User) is { } personId)
        {
            invocation.HttpContext.RequestServices.GetRequiredService<Presence>().Seen(personId);
        }
        return next(invocation);
    }

    private static async ValueTask<object?> RefuseUnreadableAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next) =>
        invocation.Arguments.OfType<IRequestPart>().Select(p => p.Problem).FirstOrDefault(p => p is not null) is { } problem
            ? problem
            : await next(invocation);
}

/// <summary>Marks an API route.</summary>
internal sealed class ApiRoute
{
    public static ApiRoute Instance { get; } = new();
}
