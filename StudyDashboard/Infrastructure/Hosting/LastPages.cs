namespace StudyDashboard.Infrastructure.Hosting;

/// <summary>
/// Once the server is told to stop it begins no page and no circuit any more. Its port stays open for a moment, in which a browser that just
/// lost its circuit would open the next one here: lost again, and the stop would wait for it until the last. A proxy takes a page's 503 to
/// another node, and a page tries again by itself. A form that was sent is still taken.
/// </summary>
internal sealed class LastPages(RequestDelegate next, IHostApplicationLifetime lifetime)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!lifetime.ApplicationStopping.IsCancellationRequested || !IsPageOrCircuit(context.Request))
        {
            return next(context);
        }
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = "1";
        return Task.CompletedTask;
    }

    private static bool IsPageOrCircuit(HttpRequest request) =>
        request.Path.StartsWithSegments("/_blazor") || (HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal));
}
