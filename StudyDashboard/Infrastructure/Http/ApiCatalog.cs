using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace StudyDashboard.Infrastructure.Http;

/// <summary>The routes of the OpenAPI document as the page that tries them shows them.</summary>
public sealed class ApiCatalog([FromKeyedServices("v1")] IOpenApiDocumentProvider document)
{
    public async Task<IReadOnlyList<ApiOperation>> OperationsAsync(CancellationToken cancellationToken)
    {
        var described = await document.GetOpenApiDocumentAsync(cancellationToken);
        return
        [
            .. from path in described.Paths
               from operation in path.Value.Operations ?? []
               select new ApiOperation
               {
                   Method = operation.Key.Method,
                   Path = path.Key,
                   Summary = operation.Value.Summary ?? "",
                   Parameters = [.. (operation.Value.Parameters ?? []).Select(p => new ApiParameter(p.Name ?? "", p.Description ?? ""))],
                   Fields = [.. FieldsOf(operation.Value.RequestBody)],
                   Answers = [.. (operation.Value.Responses ?? []).Select(r => r.Key).Order(StringComparer.Ordinal)],
               },
        ];
    }

    private static IEnumerable<string> FieldsOf(IOpenApiRequestBody? body) =>
        body?.Content is { } content && content.TryGetValue("application/json", out var media) && media.Schema?.Properties is { } properties ? properties.Keys : [];
}

/// <summary>One route with one method.</summary>
public sealed record ApiOperation
{
    public required string Method { get; init; }

    public required string Path { get; init; }

    public required string Summary { get; init; }

    public required IReadOnlyList<ApiParameter> Parameters { get; init; }

    /// <summary>Fields of the JSON body; empty when it takes none.</summary>
    public required IReadOnlyList<string> Fields { get; init; }

    /// <summary>Status codes.</summary>
    public required IReadOnlyList<string> Answers { get; init; }
}

public sealed record ApiParameter(string Name, string Description);
