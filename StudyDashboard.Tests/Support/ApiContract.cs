using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace StudyDashboard.Tests.Support;

/// <summary>The product's OpenAPI document, and whether requests and answers are as it says.</summary>
internal sealed partial class ApiContract
{
    private static readonly Lock Gate = new();
    private static Task<ApiContract>? made;

    private readonly JsonSchemaCheck _schemas;
    private readonly IReadOnlyList<Operation> _operations;

    private ApiContract(JsonElement document)
    {
        Document = document;
        _schemas = new JsonSchemaCheck(document);
        // A path that is spelled out goes before one with a parameter there.
        _operations =
        [
            .. from path in document.GetProperty("paths").EnumerateObject()
               from operation in path.Value.EnumerateObject()
               orderby path.Name.Count(c => c == '{')
               select new Operation(operation.Name.ToUpperInvariant(), Pattern(path.Name, operation.Value), operation.Value),
        ];
    }

    public JsonElement Document { get; }

    public JsonSchemaCheck Schemas => _schemas;

    /// <summary>The document of the first product that is asked for it; it is the same in all.</summary>
    public static Task<ApiContract> OfAsync(IServiceProvider services)
    {
        lock (Gate)
        {
            return made ??= Task.Run(() => ReadAsync(services));
        }
    }

    /// <summary>What of a request and its answer is not as the document says.</summary>
    public async Task<IReadOnlyList<string>> ErrorsAsync(HttpRequestMessage request, byte[]? sent, HttpResponseMessage answer)
    {
        var status = (int)answer.StatusCode;
        var path = request.RequestUri!.AbsolutePath;
        path = path.Length > 1 ? path.TrimEnd('/') : path;
        var operation = _operations.FirstOrDefault(o => o.Method == request.Method.Method && o.Path.IsMatch(path));
        if (status == 503 && path.StartsWith("/ingest", StringComparison.OrdinalIgnoreCase))
        {
            // While it is off it is not asked what is there.
            return [];
        }
        if (status >= 500 && (operation is null || !Has(operation, status)))
        {
            return [$"answered {status}"];
        }
        if (operation is null)
        {
            // What is not in the document must not be there.
            return answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.Unauthorized or HttpStatusCode.TooManyRequests ? [] : [$"answered {status}, but is not in the document"];
        }
        if (!Has(operation, status))
        {
            return [$"answered {status}, which is not in the document: {await answer.Content.ReadAsStringAsync()}"];
        }
        var described = operation.Value.GetProperty("responses").GetProperty($"{status}");
        return [.. Headers(described, answer), .. await BodyAsync(described, answer), .. await VersionAsync(path, answer), .. status < 300 ? Sent(operation.Value, sent) : []];
    }

    private static async Task<ApiContract> ReadAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var provider = scope.ServiceProvider.GetRequiredKeyedService<IOpenApiDocumentProvider>("v1");
        var document = await provider.GetOpenApiDocumentAsync();
        return new ApiContract(JsonDocument.Parse(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1)).RootElement);
    }

    private static bool Has(Operation operation, int status) => operation.Value.GetProperty("responses").TryGetProperty($"{status}", out _);

    private static IEnumerable<string> Headers(JsonElement described, HttpResponseMessage answer)
    {
        string[] named = ["ETag", "Location", "Retry-After", "Idempotency-Replayed"];
        return named.Where(h => answer.Headers.Contains(h)).Where(h => !described.TryGetProperty("headers", out var headers) || !headers.TryGetProperty(h, out _))
            .Select(h => $"has the header {h}, which is not in the document");
    }

    private async Task<IReadOnlyList<string>> BodyAsync(JsonElement described, HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsByteArrayAsync();
        if (!described.TryGetProperty("content", out var content))
        {
            return body.Length == 0 ? [] : ["has a body, but none is in the document"];
        }
        var type = answer.Content.Headers.ContentType?.MediaType;
        if (type is null || !content.TryGetProperty(type, out var media))
        {
            return [$"is {type ?? "of no type"}, which is not in the document"];
        }
        return type.EndsWith("json", StringComparison.Ordinal) ? _schemas.Errors(media.GetProperty("schema"), JsonDocument.Parse(body).RootElement) : [];
    }

    /// <summary>A thing that has a version says it in the ETag, and a refusal of an older one (412) shows what GET would.</summary>
    private async Task<IReadOnlyList<string>> VersionAsync(string path, HttpResponseMessage answer)
    {
        var isStale = answer.StatusCode == HttpStatusCode.PreconditionFailed;
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        if (bytes.Length == 0 || answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) != true || !(answer.IsSuccessStatusCode || isStale))
        {
            return [];
        }
        var body = JsonDocument.Parse(bytes).RootElement;
        if (isStale && !body.TryGetProperty("current", out body))
        {
            return ["does not show what is stored now"];
        }
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("version", out var version) || version.ValueKind != JsonValueKind.Number)
        {
            return [];
        }
        var reading = _operations.FirstOrDefault(o => isStale && o.Method == "GET" && o.Path.IsMatch(path))?.Value.GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json");
        return
        [
            .. answer.Headers.ETag?.Tag == $"\"{version}\"" ? Array.Empty<string>() : [$"has version {version}, but the ETag {answer.Headers.ETag}"],
            .. reading is { } media ? _schemas.Errors(media.GetProperty("schema"), body) : [],
        ];
    }

    private IReadOnlyList<string> Sent(JsonElement operation, byte[]? sent)
    {
        if (sent is null or { Length: 0 } || !operation.TryGetProperty("requestBody", out var body))
        {
            return [];
        }
        var schema = body.GetProperty("content").GetProperty("application/json").GetProperty("schema");
        return [.. _schemas.Errors(schema, JsonDocument.Parse(sent).RootElement).Select(e => $"took a body that the document does not allow: {e}")];
    }

    private static Regex Pattern(string path, JsonElement operation)
    {
        var whole = operation.TryGetProperty("parameters", out var parameters)
            ? parameters.EnumerateArray().Where(p => p.GetProperty("in").GetString() == "path" && p.GetProperty("schema").GetProperty("type").GetString() == "integer")
                .Select(p => p.GetProperty("name").GetString()!).ToHashSet()
            : [];
        var pattern = Parameter().Replace(path, m => whole.Contains(m.Groups[1].Value) ? "-?[0-9]{1,10}" : "[^/]+");
        return new Regex($"^{pattern}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);
    }

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Parameter();

    private sealed record Operation(string Method, Regex Path, JsonElement Value);
}
