using System.Globalization;
using System.Text.Json;

namespace StudyDashboard.Tests.Support;

/// <summary>Checks JSON against a schema: as much of JSON Schema as the product's document uses. A property that the schema does not name is an error.</summary>
internal sealed class JsonSchemaCheck(JsonElement document)
{
    /// <summary>What of a value does not fit, each with its place; empty when all of it fits.</summary>
    public IReadOnlyList<string> Errors(JsonElement schema, JsonElement value) => [.. Check(schema, value, "$")];

    /// <summary>The schema that a reference leads to.</summary>
    public JsonElement Resolve(JsonElement schema)
    {
        while (schema.TryGetProperty("$ref", out var reference))
        {
            schema = reference.GetString()!.Split('/').Skip(1).Aggregate(document, (at, part) => at.GetProperty(part.Replace("~1", "/", StringComparison.Ordinal)));
        }
        return schema;
    }

    private IEnumerable<string> Check(JsonElement schema, JsonElement value, string at)
    {
        schema = Resolve(schema);
        if (schema.TryGetProperty("oneOf", out var oneOf) && Fitting(oneOf, value, at) is var one && one != 1)
        {
            return [$"{at} fits {one} of oneOf: {Short(value)}"];
        }
        if (schema.TryGetProperty("anyOf", out var anyOf) && Fitting(anyOf, value, at) == 0)
        {
            return [$"{at} fits none of anyOf: {Short(value)}"];
        }
        if (schema.TryGetProperty("type", out var type) && !TypesOf(type).Any(t => IsOf(t, value)))
        {
            return [$"{at} is not {type.GetRawText()}: {Short(value)}"];
        }
        if (schema.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(w => JsonElement.DeepEquals(w, value)))
        {
            return [$"{at} is none of {words.GetRawText()}: {Short(value)}"];
        }
        if (schema.TryGetProperty("format", out var format) && value.ValueKind == JsonValueKind.String && !HasForm(format.GetString()!, value.GetString()!))
        {
            return [$"{at} is no {format.GetString()}: {Short(value)}"];
        }
        return value.ValueKind switch
        {
            JsonValueKind.Object => CheckObject(schema, value, at),
            JsonValueKind.Array when schema.TryGetProperty("items", out var items) => value.EnumerateArray().SelectMany((item, i) => Check(items, item, $"{at}[{i}]")),
            _ => [],
        };
    }

    private IEnumerable<string> CheckObject(JsonElement schema, JsonElement value, string at)
    {
        var hasProperties = schema.TryGetProperty("properties", out var properties);
        var hasOthers = schema.TryGetProperty("additionalProperties", out var others);
        var errors = new List<string>();
        if (schema.TryGetProperty("required", out var required))
        {
            errors.AddRange(required.EnumerateArray().Where(r => !value.TryGetProperty(r.GetString()!, out _)).Select(r => $"{at}.{r.GetString()} is missing"));
        }
        foreach (var field in value.EnumerateObject())
        {
            if (hasProperties && properties.TryGetProperty(field.Name, out var known))
            {
                errors.AddRange(Check(known, field.Value, $"{at}.{field.Name}"));
            }
            else if (hasOthers && others.ValueKind == JsonValueKind.Object)
            {
                errors.AddRange(Check(others, field.Value, $"{at}.{field.Name}"));
            }
            else if (hasProperties || others.ValueKind == JsonValueKind.False)
            {
                errors.Add($"{at}.{field.Name} is not in the schema");
            }
        }
        return errors;
    }

    private int Fitting(JsonElement schemas, JsonElement value, string at) => schemas.EnumerateArray().Count(s => !Check(s, value, at).Any());

    private static IEnumerable<string> TypesOf(JsonElement type) => type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()!) : [type.GetString()!];

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && decimal.TryParse(value.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number == decimal.Truncate(number),
        "number" => value.ValueKind == JsonValueKind.Number,
        "string" => value.ValueKind == JsonValueKind.String,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => throw new InvalidOperationException($"The check does not know the type {type}."),
    };

    private static bool HasForm(string format, string text) => format switch
    {
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "date-time" => text.Contains('T', StringComparison.Ordinal) && (text.EndsWith('Z') || text[^6] is '+' or '-')
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        _ => true,
    };

    private static string Short(JsonElement value) => value.GetRawText() is { Length: > 80 } text ? text[..80] + "…" : value.GetRawText();
}
