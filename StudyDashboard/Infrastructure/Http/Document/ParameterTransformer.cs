using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace StudyDashboard.Infrastructure.Http.Document;

/// <summary>Describes what stands in the address and the headers of a request.</summary>
internal sealed class ParameterTransformer : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.Parameters ??= [];
        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>().Where(p => p.In == ParameterLocation.Path))
        {
            var path = RoutePath.Of(context.Description);
            parameter.Description ??= OfPath(path[..path.IndexOf($"{{{parameter.Name}}}", StringComparison.Ordinal)]);
            parameter.Example ??= parameter.Schema?.Type == JsonSchemaType.Integer ? 1 : "a-key";
        }
        foreach (var doc in context.Description.ActionDescriptor.EndpointMetadata.OfType<ParameterDoc>().DistinctBy(d => d.Name))
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = doc.Name,
                In = doc.InHeader ? ParameterLocation.Header : ParameterLocation.Query,
                Description = doc.Description,
                Schema = SchemaOf(doc),
                Example = ExampleOf(doc),
            });
        }
        return Task.CompletedTask;
    }

    /// <summary>What the parameter behind a part of a path names: the id of a lesson.</summary>
    private static string OfPath(string before)
    {
        var thing = FieldCatalogue.Instance.Thing(before) ?? before.TrimEnd('/').Split('/')[^1].Replace('-', ' ').TrimEnd('s');
        return $"Which {thing}: its id as lists and answers give it. One that is not there, or not yours, is 404.";
    }

    private static OpenApiSchema SchemaOf(ParameterDoc doc)
    {
        var schema = doc.Kind switch
        {
            ParameterKind.Whole => new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
            ParameterKind.Truth => new OpenApiSchema { Type = JsonSchemaType.Boolean },
            ParameterKind.Day => Text("date"),
            ParameterKind.DayOrInstant => new OpenApiSchema { AnyOf = [Text("date"), Text("date-time")] },
            _ => Text(null),
        };
        schema.Enum = doc.Words is { } words ? [.. words.Select(w => (JsonNode)w)] : null;
        schema.Default = doc.Default is { } value ? ValueOf(doc, value) : null;
        return schema;
    }

    private static OpenApiSchema Text(string? format) => new() { Type = JsonSchemaType.String, Format = format };

    private static JsonNode? ExampleOf(ParameterDoc doc) => doc.Example is { } given ? ValueOf(doc, given)
        : doc.Words is { Count: > 0 } words ? words.First()
        : doc.Kind switch
        {
            ParameterKind.Whole => 1,
            ParameterKind.Truth => true,
            ParameterKind.Day or ParameterKind.DayOrInstant => "2026-11-20",
            _ => FieldCatalogue.Instance.Example("", doc.Name),
        };

    private static JsonNode ValueOf(ParameterDoc doc, string text) => doc.Kind switch
    {
        ParameterKind.Whole => int.Parse(text, CultureInfo.InvariantCulture),
        ParameterKind.Truth => bool.Parse(text),
        _ => text,
    };
}
