using System.Text.Json;

namespace StudyDashboard.Features.Quizzes.Api;

/// <summary>What a program says was selected: a list, or one text, number or truth by itself.</summary>
internal static class SelectedSignal
{
    /// <summary>The selection, or null when it is none of these.</summary>
    public static IReadOnlyList<string>? Read(JsonElement? selected) => selected is not { } said ? [] : said.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => [],
        JsonValueKind.Array => said.EnumerateArray().Select(One).ToList() is var all && all.Contains(null) ? null : [.. all.OfType<string>()],
        _ => One(said) is { } one ? one.Length == 0 ? [] : [one] : null,
    };

    private static string? One(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Text(value),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    private static string? Text(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a character (an unpaired surrogate).
            return null;
        }
    }
}
