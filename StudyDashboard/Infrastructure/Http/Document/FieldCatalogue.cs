using System.Text.Json;
using System.Text.Json.Nodes;

namespace StudyDashboard.Infrastructure.Http.Document;

/// <summary>
/// What the fields of the wire mean, by name (<c>Fields.json</c>): for those whose record says nothing of them itself, and an example
/// for all. <c>Record.field</c> goes before <c>field</c>. Read when the document is first asked for.
/// </summary>
internal sealed class FieldCatalogue
{
    private static readonly Lazy<FieldCatalogue> Read = new(() => new FieldCatalogue());

    private readonly JsonObject _fields;
    private readonly JsonObject _bodies;
    private readonly JsonObject _paths;

    private FieldCatalogue()
    {
        using var stream = typeof(FieldCatalogue).Assembly.GetManifestResourceStream("StudyDashboard.Infrastructure.Http.Document.Fields.json")!;
        var all = JsonNode.Parse(stream, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false })!.AsObject();
        (_fields, _bodies, _paths) = (all["fields"]!.AsObject(), all["bodies"]!.AsObject(), all["paths"]!.AsObject());
    }

    public static FieldCatalogue Instance => Read.Value;

    /// <summary>What the record's own entry says.</summary>
    public string? OwnDescription(string record, string field) => Text(_fields[$"{record}.{field}"]);

    /// <summary>What a field of this name means wherever its record says nothing else.</summary>
    public string? Description(string field) => Text(_fields[field]);

    /// <summary>A value, or null where none is given.</summary>
    public JsonNode? Example(string record, string field) =>
        (_fields[$"{record}.{field}"] is JsonArray { Count: > 1 } own ? own : _fields[field] as JsonArray) is { Count: > 1 } entry ? entry[1]?.DeepClone() : null;

    /// <summary>The fields that a request shows in its example, in this order; all of them where it says nothing. Fields with an exclamation mark are required.</summary>
    public IReadOnlyList<string>? Body(string record) => (_bodies[record] as JsonArray)?.Select(f => f!.GetValue<string>()).ToList();

    /// <summary>What the last parameter of a path names.</summary>
    public string? Thing(string path) => (string?)_paths[path];

    private static string? Text(JsonNode? entry) => (string?)(entry as JsonArray)?[0] is { Length: > 0 } text ? text : null;
}
