using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Infrastructure.Http;

public sealed class ApiDocumentTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task Document_HasEveryRouteUnderApiAndIngest()
    {
        var document = await ReadAsync();

        var described = document.GetProperty("paths").EnumerateObject()
            .SelectMany(p => p.Value.EnumerateObject().Select(o => $"{o.Name.ToUpperInvariant()} {p.Name}"));
        var mapped = api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText is { } route && (route.StartsWith("/api/", StringComparison.Ordinal) || route.StartsWith("/ingest/", StringComparison.Ordinal)))
            .SelectMany(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
                .Select(m => $"{m} {e.RoutePattern.RawText!.TrimEnd('/').Replace(":int", "", StringComparison.Ordinal)}"));
        Assert.Equal(mapped.Order(), described.Order());
    }

    [Fact]
    public async Task Document_SaysOfEachRouteWhatItDoesTakesAndAnswers()
    {
        var document = await ReadAsync();

        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                var name = $"{operation.Name} {path.Name}";
                Assert.True(operation.Value.TryGetProperty("summary", out _), $"{name} has no summary.");
                var answers = operation.Value.GetProperty("responses").EnumerateObject().Select(r => r.Name).ToList();
                Assert.True(answers.Exists(a => a.StartsWith('2')), $"{name} names no success.");
                Assert.True(answers.Contains("422") && answers.Contains("401"), $"{name} names no errors.");
            }
        }
        var list = document.GetProperty("paths").GetProperty("/api/analytics/sessions").GetProperty("get").GetProperty("parameters");
        Assert.Equal(
            ["class_id", "from", "page", "page_size", "session_type", "sort", "status", "to"],
            list.EnumerateArray().Select(p => p.GetProperty("name").GetString()).Order());
    }

    [Fact]
    public async Task Document_SpellsFieldsAsTheWireDoes()
    {
        var fields = (await ReadAsync()).GetProperty("components").GetProperty("schemas").EnumerateObject()
            .SelectMany(s => s.Value.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().Select(p => p.Name) : []);

        Assert.All(fields, f => Assert.Matches("^[a-z_]+$", f));
    }

    private async Task<JsonElement> ReadAsync()
    {
        using var client = await api.ClientOfAsync(api.Student);
        return await (await client.SendAsync("GET", "/openapi/v1.json")).OkAsync();
    }
}
