namespace StudyDashboard.Infrastructure.Hosting;

/// <summary>
/// Over TLS every cookie is called <c>__Host-…</c>, which a browser takes only from this very host and only over TLS: neither a
/// neighbouring name nor someone on the way can plant one (RFC 6265bis, 4.1.3.2). Within the program they keep their plain names.
/// </summary>
internal sealed class HostCookies(RequestDelegate next)
{
    private const string Prefix = "__Host-";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.IsHttps)
        {
            var headers = context.Request.Headers;
            var ours = headers.Cookie.SelectMany(line => line!.Split(';', StringSplitOptions.TrimEntries))
                .Where(cookie => cookie.StartsWith(Prefix, StringComparison.Ordinal)).Select(cookie => cookie[Prefix.Length..]);
            headers.Cookie = string.Join("; ", ours);
            context.Response.OnStarting(Rename, context.Response);
        }
        return next(context);
    }

    private static Task Rename(object response)
    {
        var headers = ((HttpResponse)response).Headers;
        headers.SetCookie = headers.SetCookie.Select(cookie =>
            $"{Prefix}{cookie}{(cookie!.Contains("; secure", StringComparison.OrdinalIgnoreCase) ? "" : "; secure")}").ToArray();
        return Task.CompletedTask;
    }
}
