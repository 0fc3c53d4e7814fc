using System.Globalization;
using System.Resources;

namespace StudyDashboard.Infrastructure;

/// <summary>Texts that depend on a number, by the plural rules of the reader's language (CLDR, whole numbers).</summary>
public static class Plural
{
    /// <summary>
    /// The text <c>key_one</c>, <c>key_few</c>, <c>key_many</c> or <c>key_other</c> with the number at place 0 and
    /// <paramref name="more"/> after it.
    /// </summary>
    /// <exception cref="ArgumentException">Neither the form nor <c>key_other</c> is there.</exception>
    public static string Of(ResourceManager texts, string key, int number, params object?[] more)
    {
        var culture = CultureInfo.CurrentUICulture;
        var text = texts.GetString($"{key}_{FormOf(culture, number)}", culture) ?? texts.GetString($"{key}_other", culture)
            ?? throw new ArgumentException($"There is no text '{key}_other'.", nameof(key));
        return text.With([number, .. more]);
    }

    private static string FormOf(CultureInfo culture, int number) => culture.TwoLetterISOLanguageName switch
    {
        "ru" or "uk" => (Math.Abs(number) % 10, Math.Abs(number) % 100) switch
        {
            (1, not 11) => "one",
            (>= 2 and <= 4, not (>= 12 and <= 14)) => "few",
            _ => "many",
        },
        "ko" or "ja" or "zh" => "other",
        _ => Math.Abs(number) == 1 ? "one" : "other",
    };
}
