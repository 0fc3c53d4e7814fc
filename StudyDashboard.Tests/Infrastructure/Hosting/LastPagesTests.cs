using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using StudyDashboard.Infrastructure.Hosting;

namespace StudyDashboard.Tests.Infrastructure.Hosting;

/// <summary>What a server that is told to stop still takes.</summary>
public sealed class LastPagesTests
{
    private readonly ApplicationLifetime _lifetime = new(NullLogger<ApplicationLifetime>.Instance);

    [Theory]
    [InlineData("GET", "/_blazor", "*/*", 503)]
    [InlineData("CONNECT", "/_blazor", "", 503)]
    [InlineData("POST", "/_blazor/negotiate", "*/*", 503)]
    [InlineData("GET", "/timer", "text/html,application/xhtml+xml", 503)]
    [InlineData("POST", "/sign-in", "text/html,application/xhtml+xml", 200)]
    [InlineData("GET", "/api/analytics/sessions", "application/json", 200)]
    [InlineData("GET", "/app.css", "text/css,*/*", 200)]
    public async Task Request_WhileTheServerStops_BeginsNoPage(string method, string path, string accept, int status)
    {
        Assert.Equal(200, await AskAsync(method, path, accept));
        _lifetime.StopApplication();

        Assert.Equal(status, await AskAsync(method, path, accept));
    }

    private async Task<int> AskAsync(string method, string path, string accept)
    {
        var context = new DefaultHttpContext { Request = { Method = method, Path = path } };
        context.Request.Headers.Accept = accept;
        await new LastPages(_ => Task.CompletedTask, _lifetime).InvokeAsync(context);
        return context.Response.StatusCode;
    }
}
