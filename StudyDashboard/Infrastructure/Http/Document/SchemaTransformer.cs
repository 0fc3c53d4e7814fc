using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace StudyDashboard.Infrastructure.Http.Document;

/// <summary>
/// Says of every field what it means, its type, its words, whether it may be null or missing, and an example. The framework derives types
/// from the serializer's contract; what a converter writes and what only an answer or only a request has, it cannot know.
/// </summary>
internal sealed class SchemaTransformer : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var schemas = document.Components!.Schemas!;
        var sent = SchemaReach.OfRequests(document);
        foreach (var (name, schema) in schemas)
        {
            if (schema is not OpenApiSchema known)
            {
                continue;
            }
            if (known.Enum is { Count: > 0 } words)
            {
                // A word that may be missing is so where it is used.
                (known.Type, known.Enum) = (JsonSchemaType.String, [.. words.Where(w => w is not null)]);
            }
            else if (known.Properties is { Count: > 0 } && SchemaNames.TypeOf(name) is { } type)
            {
                Describe(name, known, Json.Wire.GetTypeInfo(type), sent.Contains(name), schemas);
            }
        }
        schemas.Remove(nameof(JsonElement));
        AnswerHeaders.AddVersions(document);
        BodyExamples.Add(document);
        return Task.CompletedTask;
    }

    private static void Describe(string record, OpenApiSchema schema, JsonTypeInfo info, bool isSent, IDictionary<string, IOpenApiSchema> schemas)
    {
        var body = isSent ? FieldCatalogue.Instance.Body(record) : null;
        var required = isSent ? [.. body?.Where(f => f.EndsWith('!')).Select(f => f[..^1]) ?? schema.Required ?? Enumerable.Empty<string>()] : new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in info.Properties.Where(p => schema.Properties!.ContainsKey(p.Name)))
        {
            if (!isSent && !MayBeLeftOut(field))
            {
                required.Add(field.Name);
            }
            var isNullable = isSent ? field.IsSetNullable && !required.Contains(field.Name) : field.IsGetNullable && !MayBeLeftOut(field);
            var given = schema.Properties![field.Name];
            var description = FieldCatalogue.Instance.OwnDescription(record, field.Name) ?? DescriptionOf(given) ?? FieldCatalogue.Instance.Description(field.Name);
            var made = FieldSchema.Of(given, field.PropertyType, isNullable);
            if (field.PropertyType == typeof(JsonElement?) || field.PropertyType == typeof(JsonElement))
            {
                made = ReadOnlyFields.SchemaOf(record, field.Name, schemas);
                description = ReadOnlyFields.IsOf(record) ? ReadOnlyFields.Meaning : description;
            }
            FieldSchema.Add(made, description, (field.AttributeProvider as MemberInfo)?.GetCustomAttribute<WordsAttribute>(inherit: true)?.Words, FieldCatalogue.Instance.Example(record, field.Name));
            schema.Properties[field.Name] = made;
        }
        schema.Required = required.Count == 0 ? null : required;
        // A field that is not known is refused.
        schema.AdditionalPropertiesAllowed = !record.EndsWith("Request", StringComparison.Ordinal);
    }

    private static bool MayBeLeftOut(JsonPropertyInfo field) =>
        (field.AttributeProvider as MemberInfo)?.GetCustomAttribute<JsonIgnoreAttribute>() is { Condition: JsonIgnoreCondition.WhenWritingNull or JsonIgnoreCondition.WhenWritingDefault };

    private static string? DescriptionOf(IOpenApiSchema schema) => schema switch
    {
        OpenApiSchemaReference reference => reference.Reference.Description,
        { Description: { } own } => own,
        _ => schema.OneOf?.OfType<OpenApiSchemaReference>().FirstOrDefault()?.Reference.Description,
    };
}
