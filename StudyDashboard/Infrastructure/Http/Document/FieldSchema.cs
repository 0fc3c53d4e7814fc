using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace StudyDashboard.Infrastructure.Http.Document;

/// <summary>The schema of one field.</summary>
internal static class FieldSchema
{
    /// <summary>Its type as it is on the wire.</summary>
    public static IOpenApiSchema Of(IOpenApiSchema derived, Type type, bool isNullable)
    {
        if ((Nullable.GetUnderlyingType(type) ?? type) == typeof(DateTime))
        {
            return new OpenApiSchema { Type = OrNull(JsonSchemaType.String, isNullable), Format = "date-time" };
        }
        var inner = derived.OneOf?.OfType<OpenApiSchemaReference>().FirstOrDefault() ?? derived as OpenApiSchemaReference;
        if (inner is not null)
        {
            inner.Reference.Description = null;
            return isNullable ? new OpenApiSchema { OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, inner] } : inner;
        }
        if (derived is OpenApiSchema { Type: { } known } schema)
        {
            schema.Type = OrNull(known & ~JsonSchemaType.Null, isNullable);
        }
        return derived;
    }

    /// <summary>What it means, its words and a value.</summary>
    public static void Add(IOpenApiSchema made, string? description, IReadOnlyCollection<string>? words, JsonNode? example)
    {
        if (made is OpenApiSchemaReference reference)
        {
            reference.Reference.Description = description;
            return;
        }
        var schema = (OpenApiSchema)made;
        schema.Description = description;
        var worded = schema.Items as OpenApiSchema ?? schema;
        if (words is not null)
        {
            worded.Enum = [.. words.Select(w => (JsonNode)w)];
            if (worded.Type?.HasFlag(JsonSchemaType.Null) == true)
            {
                worded.Enum.Add(JsonNullSentinel.JsonNull);
            }
        }
        // Lists of records and records are composed of their own fields' examples.
        if (schema.OneOf is null && schema.Items is not OpenApiSchemaReference)
        {
            schema.Examples = example is not null && Fits(example, words) ? [example]
                : ExampleOf.Compose(schema) is { } composed ? [composed] : null;
        }
    }

    private static bool Fits(JsonNode example, IReadOnlyCollection<string>? words) =>
        words is null || (example is JsonArray list ? list : [example.DeepClone()]).All(w => words.Contains((string?)w ?? ""));

    private static JsonSchemaType OrNull(JsonSchemaType type, bool isNullable) => isNullable ? type | JsonSchemaType.Null : type;
}
