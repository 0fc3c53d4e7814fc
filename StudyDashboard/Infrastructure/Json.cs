using System.Text.Json;
using System.Text.Json.Serialization;
using StudyDashboard.Infrastructure.Http;

namespace StudyDashboard.Infrastructure;

/// <summary>How JSON is written: snake_case, enums as their words.</summary>
public static class Json
{
    /// <summary>For columns.</summary>
    public static JsonSerializerOptions Stored { get; } = Configure(new JsonSerializerOptions());

    /// <summary>For the wire: besides, numbers are numbers and instants carry their offset.</summary>
    public static JsonSerializerOptions Wire { get; } = ConfigureWire(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>For columns and the wire alike.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        return options;
    }

    /// <summary>What <see cref="Wire"/> has, for the framework's own options.</summary>
    public static JsonSerializerOptions ConfigureWire(JsonSerializerOptions options)
    {
        Configure(options);
        options.NumberHandling = JsonNumberHandling.Strict;
        options.PropertyNameCaseInsensitive = false;
        options.RespectNullableAnnotations = true;
        options.Converters.Add(new InstantConverter());
        options.TypeInfoResolver ??= new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver();
        return options;
    }
}
