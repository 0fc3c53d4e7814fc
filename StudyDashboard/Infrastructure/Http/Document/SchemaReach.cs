using Microsoft.OpenApi;

namespace StudyDashboard.Infrastructure.Http.Document;

/// <summary>Which schemas a request is made of; all others only come in answers.</summary>
internal static class SchemaReach
{
    public static IReadOnlySet<string> OfRequests(OpenApiDocument document)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var bodies = document.Paths.Values.SelectMany(p => p.Operations ?? []).SelectMany(o => o.Value.RequestBody?.Content?.Values ?? []);
        foreach (var body in bodies)
        {
            Walk(body.Schema, reached);
        }
        return reached;
    }

    private static void Walk(IOpenApiSchema? schema, HashSet<string> reached)
    {
        if (schema is null || (schema is OpenApiSchemaReference { Reference.Id: { } id } && !reached.Add(id)))
        {
            return;
        }
        Walk(schema.Items, reached);
        foreach (var part in (schema.Properties?.Values ?? []).Concat(schema.OneOf ?? []).Concat(schema.AnyOf ?? []))
        {
            Walk(part, reached);
        }
    }
}
