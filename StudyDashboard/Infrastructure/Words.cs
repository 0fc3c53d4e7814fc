using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace StudyDashboard.Infrastructure;

/// <summary>
/// The words of an enum in the database and on the wire: snake_case of the member's name, or what
/// <see cref="JsonStringEnumMemberNameAttribute"/> says. One table holds both directions (rules.md 35).
/// </summary>
public static class Words<T> where T : struct, Enum
{
    private static readonly Dictionary<T, string> ByValue = Enum.GetValues<T>().ToDictionary(v => v, Spell);
    private static readonly Dictionary<string, T> ByWord = ByValue.ToDictionary(p => p.Value, p => p.Key, StringComparer.Ordinal);

    /// <summary>All words, in the order of the enum.</summary>
    public static IReadOnlyCollection<string> All => ByValue.Values;

    /// <summary>The word of a value.</summary>
    public static string Of(T value) => ByValue[value];

    /// <summary>The value of a word.</summary>
    /// <exception cref="ArgumentException">Not one of <see cref="All"/>.</exception>
    public static T Parse(string word) =>
        TryParse(word, out var value) ? value : throw new ArgumentException($"'{word}' is not one of {string.Join(", ", All)}.", nameof(word));

    /// <summary>The value of a word, when it is one of <see cref="All"/>.</summary>
    public static bool TryParse(string? word, out T value)
    {
        value = default;
        return word is not null && ByWord.TryGetValue(word, out value);
    }

    private static string Spell(T value) =>
        typeof(T).GetField(value.ToString())!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
        ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
