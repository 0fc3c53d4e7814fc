using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace StudyDashboard.Infrastructure.Http.Document;

/// <summary>Describes the answers of a route: which errors can come follows from what it reads, so that no route has to list them.</summary>
internal sealed class AnswerTransformer : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var responses = operation.Responses ??= [];
        AddFiles(responses, metadata);
        foreach (var (status, answer) in responses)
        {
            if (answer is OpenApiResponse known && AnswerTexts.Success(status) is { } text)
            {
                known.Description = known.Content is { Count: > 0 } || status != "200" ? text : AnswerTexts.Success("204");
            }
        }
        foreach (var status in Errors(operation, context.Description.HttpMethod!, metadata))
        {
            responses[$"{status}"] = Problem(status, context.Document!);
        }
        foreach (var doc in metadata.OfType<AnswerDoc>())
        {
            responses[$"{doc.Status}"] = Problem(doc.Status, context.Document!, doc.Description);
        }
        foreach (var (status, answer) in responses)
        {
            AnswerHeaders.Add(operation, status, (OpenApiResponse)answer);
        }
        Order(responses);
        return Task.CompletedTask;
    }

    private static IEnumerable<int> Errors(OpenApiOperation operation, string method, IList<object> metadata)
    {
        var (isGet, reads) = (HttpMethods.IsGet(method), operation.RequestBody is not null);
        var parameters = operation.Parameters ?? [];
        (int Status, bool Comes)[] rules =
        [
            (400, reads),
            (401, true),
            (403, !metadata.OfType<IAllowAnonymous>().Any()),
            (404, parameters.Any(p => p.In == ParameterLocation.Path)),
            (409, !isGet),
            (412, parameters.Any(p => p.Name == "If-Match")),
            (413, reads),
            (415, reads),
            (422, reads || parameters.Any(p => p.In != ParameterLocation.Path)),
            (429, true),
            (507, !isGet),
        ];
        return rules.Where(r => r.Comes).Select(r => r.Status);
    }

    // What is sent as a file has no type of its own to be described by; its media types stand in the metadata.
    private static void AddFiles(OpenApiResponses responses, IList<object> metadata)
    {
        var produced = metadata.OfType<IProducesResponseTypeMetadata>().Where(p => p.StatusCode == StatusCodes.Status200OK).SelectMany(p => p.ContentTypes);
        var types = produced.Concat(metadata.OfType<FileDoc>().SelectMany(d => d.MediaTypes)).Select(t => t.Split(';')[0]).Where(t => t.Length > 0 && !t.Contains("json", StringComparison.Ordinal));
        if (!responses.TryGetValue("200", out var found) || found is not OpenApiResponse answer)
        {
            return;
        }
        foreach (var type in types)
        {
            answer.Content ??= new Dictionary<string, OpenApiMediaType>();
            answer.Content[type] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = type.StartsWith("text/", StringComparison.Ordinal) ? null : "binary" } };
        }
    }

    private static OpenApiResponse Problem(int status, OpenApiDocument document, string? description = null) => new()
    {
        Description = description ?? AnswerTexts.Problem(status),
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [ApiProblem.ContentType] = new OpenApiMediaType
            {
                Schema = new OpenApiSchemaReference(nameof(ProblemBody), document),
                Example = AnswerTexts.Example(status, ReasonPhrases.GetReasonPhrase(status)),
            },
        },
    };

    private static void Order(OpenApiResponses responses)
    {
        var ordered = responses.OrderBy(r => r.Key, StringComparer.Ordinal).ToList();
        responses.Clear();
        ordered.ForEach(r => responses.Add(r.Key, r.Value));
    }
}
