using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace StudyDashboard.Infrastructure.Http.Document;

/// <summary>Gives each JSON body and answer an example.</summary>
internal static class BodyExamples
{
    public static void Add(OpenApiDocument document)
    {
        foreach (var operation in document.Paths.Values.SelectMany(p => p.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>()))
        {
            if (operation.RequestBody is OpenApiRequestBody body && body.Content?.TryGetValue("application/json", out var asked) == true)
            {
                body.Description ??= "A JSON object of at most 1 MB. A body that is left out is an empty object.";
                body.Required = asked.Schema?.Required is { Count: > 0 };
                asked.Example = OfRequest(asked.Schema);
            }
            foreach (var answer in (operation.Responses ?? []).Values.Where(r => r.Content is not null))
            {
                foreach (var (_, media) in answer.Content!.Where(c => c.Key == "application/json"))
                {
                    media.Example ??= ExampleOf.Compose(media.Schema);
                }
            }
        }
    }

    // Not every field goes with every other: the catalogue says which make a request that can be sent.
    private static JsonNode? OfRequest(IOpenApiSchema? schema) =>
        schema is OpenApiSchemaReference { Reference.Id: { } name } && FieldCatalogue.Instance.Body(name) is { } fields
            ? ExampleOf.Compose(schema, fields.Select(f => f.TrimEnd('!')).Where(f => schema.Properties!.ContainsKey(f)))
            : ExampleOf.Compose(schema);
}
