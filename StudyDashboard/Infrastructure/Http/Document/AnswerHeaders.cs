using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using StudyDashboard.Infrastructure.Http.Idempotency;

namespace StudyDashboard.Infrastructure.Http.Document;

/// <summary>The headers that come with an answer.</summary>
internal static class AnswerHeaders
{
    public static void Add(OpenApiOperation operation, string status, OpenApiResponse answer)
    {
        var isKeyed = operation.Parameters?.Any(p => p.Name == IdempotentAnswers.KeyHeader) == true;
        if (status == "201")
        {
            Add(answer, "Location", "The path of what was made.", "/api/analytics/sessions/41");
        }
        if (status[0] == '2' && answer.Content?.Keys.Any(t => !t.Contains("json", StringComparison.Ordinal)) == true)
        {
            Add(answer, "Content-Disposition", "The name that the file should have.", "attachment; filename=sessions.csv");
        }
        if (isKeyed && status is not ("401" or "403" or "429"))
        {
            Add(answer, IdempotentAnswers.ReplayedHeader, "true on an answer that was given before to the same Idempotency-Key; nothing was done again.", "true");
        }
        if (status == "429" || (isKeyed && status == "409"))
        {
            var when = status == "429" ? "After how many seconds to come again." : "While the first request with this Idempotency-Key is still carried out: seconds until its answer.";
            Add(answer, "Retry-After", when, 60, JsonSchemaType.Integer);
        }
        if (status is "401" or "403")
        {
            Add(answer, "WWW-Authenticate", "The scheme, and with 403 the scope that is lacking (RFC 6750).", status == "401" ? "Bearer" : "Bearer error=\"insufficient_scope\", scope=\"write\"");
        }
    }

    /// <summary>Once the schemas are whole: the version of an answer that is one thing, and of the one that a refusal shows.</summary>
    public static void AddVersions(OpenApiDocument document)
    {
        foreach (var (status, answer) in document.Paths.Values.SelectMany(p => p.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>()).SelectMany(o => o.Responses ?? []))
        {
            if (status == "412")
            {
                Add((OpenApiResponse)answer, "ETag", "The version, in quotes, of what is stored now.", "\"4\"");
            }
            else if (status[0] == '2' && answer.Content?.TryGetValue("application/json", out var media) == true && media.Schema?.Properties?.ContainsKey("version") == true)
            {
                Add((OpenApiResponse)answer, "ETag", "The version of the answer, in quotes: for If-Match.", "\"3\"");
            }
        }
    }

    private static void Add(OpenApiResponse answer, string name, string description, JsonNode example, JsonSchemaType type = JsonSchemaType.String)
    {
        answer.Headers ??= new Dictionary<string, IOpenApiHeader>();
        answer.Headers[name] = new OpenApiHeader { Description = description, Schema = new OpenApiSchema { Type = type }, Example = example };
    }
}
