using System.Text.Json;
using System.Text.Json.Serialization;

namespace StudyDashboard.Infrastructure;

/// <summary>How JSON is written: snake_case, enums as their words.</summary>
public static class Json
{
    /// <summary>For columns.</summary>
    public static JsonSerializerOptions Stored { get; } = Configure(new JsonSerializerOptions());

    /// <summary>For columns and the wire alike.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        return options;
    }
}
