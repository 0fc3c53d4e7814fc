namespace StudyDashboard.Infrastructure.Hosting;

/// <summary>
/// Refuses a circuit that a page of another site asks for. No rule of the browser keeps a foreign page from opening a socket here, and
/// the socket would carry the person's cookie; but it always says where it comes from (RFC 6455, 10.2).
/// </summary>
internal sealed class CircuitOrigin(RequestDelegate next, IConfiguration configuration)
{
    private readonly Uri? _public = Uri.TryCreate(configuration["PublicAddress"], UriKind.Absolute, out var address) ? address : null;

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        // A program that is no browser sends none, and has no cookie but its own.
        if (request.Path.StartsWithSegments("/_blazor") && request.Headers.Origin is { Count: > 0 } origin && !IsOurs(request, origin.ToString()))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }
        return next(context);
    }

    private bool IsOurs(HttpRequest request, string origin)
    {
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var from))
        {
            return false;
        }
        // TLS may end at a proxy, so a page that came by it may reach here without; never the other way round.
        return (from.Scheme == request.Scheme || from.Scheme == Uri.UriSchemeHttps)
            && string.Equals(from.Host, request.Host.Host, StringComparison.OrdinalIgnoreCase)
            && from.Port == (request.Host.Port ?? (from.Scheme == Uri.UriSchemeHttps ? 443 : 80))
            || Uri.Compare(from, _public, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
    }
}
