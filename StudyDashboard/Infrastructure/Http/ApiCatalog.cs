using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace StudyDashboard.Infrastructure.Http;

/// <summary>The OpenAPI document, for programs and for the page that tries its routes. It says the same as long as the server runs, so it is made once.</summary>
public sealed class ApiCatalog
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lazy<Task<Made>> _made;

    public ApiCatalog(IServiceScopeFactory scopes) => _made = new(() => MakeAsync(scopes));

    /// <summary>Its operations as the page shows them.</summary>
    public async Task<IReadOnlyList<ApiOperation>> OperationsAsync() => (await _made.Value).Operations;

    /// <summary>The document itself.</summary>
    public async Task<IResult> JsonAsync()
    {
        var (json, tag, _) = await _made.Value;
        return TypedResults.Bytes(json, "application/json; charset=utf-8", entityTag: tag);
    }

    private static async Task<Made> MakeAsync(IServiceScopeFactory scopes)
    {
        await using var scope = scopes.CreateAsyncScope();
        var document = await scope.ServiceProvider.GetRequiredKeyedService<IOpenApiDocumentProvider>("v1").GetOpenApiDocumentAsync();
        var json = Encoding.UTF8.GetBytes(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1));
        // Weak, because the answer may be compressed.
        return new Made(json, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(json)[..16])}\"", isWeak: true), OperationsOf(document));
    }

    private static IReadOnlyList<ApiOperation> OperationsOf(OpenApiDocument document) =>
    [
        .. from path in document.Paths
           from operation in path.Value.Operations ?? []
           select new ApiOperation
           {
               Method = operation.Key.Method,
               Path = path.Key,
               Summary = operation.Value.Summary ?? "",
               Description = operation.Value.Description,
               Parameters = [.. (operation.Value.Parameters ?? []).Select(p => new ApiParameter(p.Name ?? "", TypeOf(p.Schema), p.Description ?? "", ValueOf(p.Example), ValueOf(p.Schema?.Default)))],
               Body = BodyOf(operation.Value.RequestBody),
               Answers = [.. (operation.Value.Responses ?? []).Select(r => new ApiAnswer(r.Key, r.Value.Description ?? "", string.Join(", ", r.Value.Content?.Keys ?? [])))],
           },
    ];

    private static string? BodyOf(IOpenApiRequestBody? body) =>
        body?.Content is { } content && content.TryGetValue("application/json", out var media) ? (media.Example ?? new JsonObject()).ToJsonString(Readable) : null;

    // The words themselves, or the type with its form: string (date).
    private static string TypeOf(IOpenApiSchema? schema) => schema switch
    {
        null => "",
        { Enum: { Count: > 0 } words } => string.Join(" | ", words.Select(ValueOf)),
        { AnyOf: { Count: > 0 } kinds } => string.Join(" | ", kinds.Select(TypeOf)),
        _ => $"{schema.Type?.ToString().ToLowerInvariant()}{(schema.Format is { } format && schema.Type == JsonSchemaType.String ? $" ({format})" : "")}",
    };

    private static string? ValueOf(JsonNode? value) => value?.ToString() is { Length: > 0 } text ? text : null;

    private sealed record Made(byte[] Json, EntityTagHeaderValue Tag, IReadOnlyList<ApiOperation> Operations);
}

/// <summary>One route with one method.</summary>
public sealed record ApiOperation
{
    public required string Method { get; init; }

    public required string Path { get; init; }

    public required string Summary { get; init; }

    public required string? Description { get; init; }

    public required IReadOnlyList<ApiParameter> Parameters { get; init; }

    /// <summary>An example of the JSON body; null when it takes none.</summary>
    public required string? Body { get; init; }

    /// <summary>What can come back.</summary>
    public required IReadOnlyList<ApiAnswer> Answers { get; init; }

    /// <summary>Whether method, path or summary have these words.</summary>
    public bool Has(string find) => find.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .All(word => $"{Method} {Path} {Summary}".Contains(word, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A part of the address, of the query or of the headers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, or the words that it takes.</param>
/// <param name="Description">What it means.</param>
/// <param name="Example">A value that is taken.</param>
/// <param name="Otherwise">What a request without it gets.</param>
public sealed record ApiParameter(string Name, string Type, string Description, string? Example, string? Otherwise);

/// <summary>An answer that can come.</summary>
/// <param name="Status">Its status code.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="MediaTypes">As what it comes; empty for no body.</param>
public sealed record ApiAnswer(string Status, string Meaning, string MediaTypes);
