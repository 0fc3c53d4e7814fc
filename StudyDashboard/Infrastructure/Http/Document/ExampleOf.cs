using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace StudyDashboard.Infrastructure.Http.Document;

/// <summary>Composes an example of a schema from those of its parts.</summary>
internal static class ExampleOf
{
    // No record of the wire is nested deeper, a reference being a step of its own; one that held itself would end here.
    private const int Deepest = 20;

    public static JsonNode? Compose(IOpenApiSchema? schema, int depth = 0)
    {
        if (schema is null || depth > Deepest)
        {
            return null;
        }
        if (schema.Examples is [{ } example, ..])
        {
            return example.DeepClone();
        }
        if (schema is OpenApiSchemaReference reference)
        {
            return Compose(reference.RecursiveTarget, depth + 1);
        }
        if (schema.Enum is [{ } word, ..])
        {
            return word.DeepClone();
        }
        if ((schema.OneOf ?? schema.AnyOf) is { Count: > 0 } choices)
        {
            return Compose(choices.FirstOrDefault(c => c.Type != JsonSchemaType.Null), depth);
        }
        return (schema.Type & ~JsonSchemaType.Null) switch
        {
            JsonSchemaType.Array => schema.Items is { } items && Compose(items, depth + 1) is { } item ? new JsonArray(item) : new JsonArray(),
            JsonSchemaType.Object => Compose(schema, schema.Properties?.Keys ?? [], depth),
            JsonSchemaType.Boolean => true,
            JsonSchemaType.Integer or JsonSchemaType.Number => 1,
            JsonSchemaType.String => schema.Format switch { "date" => "2026-11-20", "date-time" => "2026-11-20T14:05:00Z", _ => "text" },
            _ => null,
        };
    }

    /// <summary>An object with these of its fields.</summary>
    public static JsonObject Compose(IOpenApiSchema schema, IEnumerable<string> fields, int depth = 0)
    {
        var made = new JsonObject();
        foreach (var field in fields)
        {
            made[field] = Compose(schema.Properties![field], depth + 1);
        }
        return made;
    }
}
