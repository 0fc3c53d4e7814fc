using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace StudyDashboard.Infrastructure.Http.Document;

/// <summary>Fields that a request takes in any shape: those of the answer that may come back unchanged, raw signals, and the thing that a problem shows.</summary>
internal static class ReadOnlyFields
{
    // A request that may be what was read, and what that is.
    private static readonly Dictionary<string, string> Answers = new(StringComparer.Ordinal) { ["EntryRequest"] = "SessionWire", ["LessonRequest"] = "LessonWire" };

    public const string Meaning = "Nobody can set it. It may come back as it was read, and is refused when it differs.";

    /// <summary>Whether a request has fields that may only come back.</summary>
    public static bool IsOf(string record) => Answers.ContainsKey(record);

    public static IOpenApiSchema SchemaOf(string record, string field, IDictionary<string, IOpenApiSchema> schemas)
    {
        if (record == nameof(ProblemBody))
        {
            return new OpenApiSchema { Type = JsonSchemaType.Object };
        }
        if (!Answers.TryGetValue(record, out var answer) || schemas[answer].Properties?[field] is not { } read)
        {
            return new OpenApiSchema
            {
                OneOf =
                [
                    new OpenApiSchema { Type = JsonSchemaType.Array, Items = Text(), Examples = [new JsonArray("B")] },
                    Text(),
                    new OpenApiSchema { Type = JsonSchemaType.Number },
                    new OpenApiSchema { Type = JsonSchemaType.Boolean },
                    new OpenApiSchema { Type = JsonSchemaType.Null },
                ],
            };
        }
        var copy = (OpenApiSchema)((OpenApiSchema)read).CreateShallowCopy();
        if (copy.OneOf is null && copy.Type is { } type)
        {
            copy.Type = (FieldTypeOf(copy) ?? type) | JsonSchemaType.Null;
        }
        copy.Enum = null;
        copy.Description = null;
        return copy;
    }

    // Whichever of the two records is described first, an instant is a text.
    private static JsonSchemaType? FieldTypeOf(OpenApiSchema schema) => schema.Format == "date-time" ? JsonSchemaType.String : null;

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };
}
