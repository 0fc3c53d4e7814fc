using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using StudyDashboard.Texts;

namespace StudyDashboard.Infrastructure.Http;

/// <summary>
/// Reads a JSON object field by field, so that one answer names every field that cannot be taken and not only the first. What is no
/// JSON at all is 400 with its position; a field that is unknown or of the wrong type is 422 (rules.md 10).
/// </summary>
internal static class JsonRequest
{
    /// <summary>Largest body of a route that takes JSON.</summary>
    public const int MaxBytes = 1024 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>The body's bytes, or the problem with them.</summary>
    public static async Task<(byte[] Bytes, ApiProblem? Problem)> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength > MaxBytes)
        {
            return ([], TooLarge());
        }
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, request.HttpContext.RequestAborted)) > 0)
        {
            if (buffer.Length + read > MaxBytes)
            {
                return ([], TooLarge());
            }
            buffer.Write(chunk, 0, read);
        }
        return (buffer.ToArray(), null);
    }

    /// <summary>A new <typeparamref name="T"/> from the object's fields, and which of them were there.</summary>
    public static (T? Value, IReadOnlySet<string> Present, ApiProblem? Problem) Parse<T>(byte[] utf8) where T : class
    {
        if (!Utf8.IsValid(utf8))
        {
            return Broken<T>(ApiTexts.Json_Encoding);
        }
        try
        {
            using var document = JsonDocument.Parse(utf8, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Bind<T>(document.RootElement)
                : Broken<T>(ApiTexts.Json_NoObject);
        }
        catch (JsonException broken)
        {
            // The reader's own message ends with the position, which stands in front already.
            var reason = broken.Message.Split(" LineNumber:", 2)[0];
            return Broken<T>(ApiTexts.Json_Broken.With((broken.LineNumber ?? 0) + 1, broken.BytePositionInLine ?? 0, reason));
        }
    }

    private static (T?, IReadOnlySet<string>, ApiProblem?) Bind<T>(JsonElement root) where T : class
    {
        var type = Json.Wire.GetTypeInfo(typeof(T));
        var value = (T)type.CreateObject!();
        var present = new HashSet<string>(StringComparer.Ordinal);
        var errors = new List<FieldError>();
        foreach (var field in root.EnumerateObject())
        {
            if (type.Properties.FirstOrDefault(p => p.Name == field.Name) is not { Set: { } set } property)
            {
                errors.Add(new FieldError(field.Name, ApiTexts.Json_Unknown.With(field.Name, string.Join(", ", type.Properties.Select(p => p.Name)))));
                continue;
            }
            present.Add(field.Name);
            if (field.Value.ValueKind == JsonValueKind.Null)
            {
                if (!property.IsSetNullable)
                {
                    errors.Add(new FieldError(field.Name, ApiTexts.Json_NotNull));
                }
                continue;
            }
            if (Read(field, property, out var read) is { } error)
            {
                errors.Add(error);
                continue;
            }
            set(value, read);
        }
        return errors.Count == 0 ? (value, present, null) : (null, present, ApiProblem.Of(422, ApiTexts.Json_Fields, errors));
    }

    private static FieldError? Read(JsonProperty field, JsonPropertyInfo property, out object? value)
    {
        value = null;
        if (Unreadable(field.Value) is { } place)
        {
            return new FieldError(field.Name + place, ApiTexts.Json_Characters);
        }
        try
        {
            value = field.Value.Deserialize(property.PropertyType, Json.Wire);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or FormatException)
        {
            // "$[2].started_at" within the field "pauses" is "pauses[2].started_at".
            var inner = (wrong as JsonException)?.Path?.TrimStart('$') ?? "";
            return new FieldError(field.Name + inner, Expected(property.PropertyType, field.Value));
        }
        var texts = value as IEnumerable<string?> ?? [value as string];
        return texts.Any(t => t?.Contains('\0', StringComparison.Ordinal) == true) ? new FieldError(field.Name, ApiTexts.Json_Characters)
            : value is IEnumerable<string?> list && list.Contains(null) ? new FieldError(field.Name, ApiTexts.Json_Texts)
            : null;
    }

    /// <summary>Where in it a text is that cannot be read, for an escape may stand for half a character: <c>[2].note</c>; null when all can.</summary>
    private static string? Unreadable(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                try
                {
                    _ = value.GetString();
                    return null;
                }
                catch (InvalidOperationException)
                {
                    return "";
                }
            case JsonValueKind.Array:
                return value.EnumerateArray().Select((item, i) => Unreadable(item) is { } place ? $"[{i}]{place}" : null).FirstOrDefault(p => p is not null);
            case JsonValueKind.Object:
                return value.EnumerateObject().Select(p => Unreadable(p.Value) is { } place ? $".{p.Name}{place}" : null).FirstOrDefault(p => p is not null);
            default:
                return null;
        }
    }

    private static string Expected(Type type, JsonElement given)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(int) ? ApiTexts.Json_Whole
            : type == typeof(bool) ? ApiTexts.Json_Bool
            : type == typeof(DateTime) ? ApiTexts.Json_Instant
            : type == typeof(DateOnly) ? ApiTexts.Json_Day
            : type == typeof(string) ? given.ValueKind == JsonValueKind.String ? ApiTexts.Json_Characters : ApiTexts.Json_Text
            : type.IsAssignableTo(typeof(IEnumerable<string>)) ? ApiTexts.Json_Texts
            : ApiTexts.Json_Value;
    }

    private static (T?, IReadOnlySet<string>, ApiProblem?) Broken<T>(string detail) where T : class =>
        (null, new HashSet<string>(), ApiProblem.Of(StatusCodes.Status400BadRequest, detail));

    private static ApiProblem TooLarge() => ApiProblem.Of(StatusCodes.Status413PayloadTooLarge, ApiTexts.Problem_TooLarge.With(MaxBytes / 1024));
}
