using System.Globalization;
using System.Resources;

namespace StudyDashboard.Infrastructure;

/// <summary>Texts that depend on a number. A resource file has a key for each form its language needs: <c>Cards_one</c>, <c>Cards_other</c>, ...</summary>
public static class Plural
{
    /// <summary>The text for a count, with the count filled in.</summary>
    /// <exception cref="InvalidOperationException">The file has neither the form nor <c>_other</c>.</exception>
    public static string Of(ResourceManager texts, string key, long count)
    {
        var culture = CultureInfo.CurrentUICulture;
        var text = texts.GetString($"{key}_{Form(culture, count)}", culture) ?? texts.GetString($"{key}_other", culture)
            ?? throw new InvalidOperationException($"No text {key}_other.");
        return text.With(count);
    }

    /// <summary>The plural form of a whole number by the CLDR rules of the languages that are planned: English, Russian, Korean.</summary>
    internal static string Form(CultureInfo culture, long count)
    {
        var (tens, ones) = (Math.Abs(count) % 100, Math.Abs(count) % 10);
        return culture.TwoLetterISOLanguageName switch
        {
            "ru" when ones == 1 && tens != 11 => "one",
            "ru" when ones is >= 2 and <= 4 && tens is (< 12 or > 14) => "few",
            "ru" => "many",
            "ko" => "other",
            _ => count == 1 ? "one" : "other",
        };
    }
}
