using System.Globalization;

namespace StudyDashboard.Infrastructure;

public static class TextFormat
{
    /// <summary>Fills the places of a text from a resource file, by the person's culture.</summary>
    public static string With(this string text, params object?[] values) => string.Format(CultureInfo.CurrentCulture, text, values);

    /// <summary>What someone wrote, without the spaces around it; null where that is nothing.</summary>
    public static string? NullIfBlank(this string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
