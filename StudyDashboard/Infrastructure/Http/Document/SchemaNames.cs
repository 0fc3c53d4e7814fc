using System.Collections.Concurrent;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;

namespace StudyDashboard.Infrastructure.Http.Document;

/// <summary>
/// The names of the document's schemas, and which type each is of. Features may call different records the same: such a name gets the
/// feature's in front, <c>ReviewAnswerWire</c> and <c>QuizzesAnswerWire</c>.
/// </summary>
internal static class SchemaNames
{
    private const string Features = "StudyDashboard.Features.";

    private static readonly ConcurrentDictionary<string, Type> Types = new(StringComparer.Ordinal);

    private static readonly Lazy<IReadOnlySet<string>> Shared = new(() => typeof(SchemaNames).Assembly.GetTypes()
        .Where(t => t is { IsNested: false, IsGenericType: false } && t.Namespace?.StartsWith(Features, StringComparison.Ordinal) == true)
        .GroupBy(t => t.Name, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal));

    /// <summary>The name of a type's schema, or null for one that stands where it is used.</summary>
    public static string? Of(JsonTypeInfo info)
    {
        if (OpenApiOptions.CreateDefaultSchemaReferenceId(info) is null)
        {
            return null;
        }
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        var name = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(PageOf<>) ? $"PageOf{Short(type.GetGenericArguments()[0])}" : Short(type);
        Types[name] = type;
        return name;
    }

    /// <summary>The type that a schema describes.</summary>
    public static Type? TypeOf(string name) => Types.GetValueOrDefault(name);

    private static string Short(Type type) =>
        Shared.Value.Contains(type.Name) && type.Namespace?.StartsWith(Features, StringComparison.Ordinal) == true ? $"{type.Namespace[Features.Length..].Split('.')[0]}{type.Name}" : type.Name;
}
