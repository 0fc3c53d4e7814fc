using System.Globalization;

namespace StudyDashboard.Features.Review.Cards;

/// <summary>Names of languages by their tag.</summary>
public static class Languages
{
    /// <summary>The language's name for the person, as <c>German</c> for <c>de</c>; the tag itself when it is not known.</summary>
    public static string NameOf(string tag)
    {
        try
        {
            var culture = CultureInfo.GetCultureInfo(tag, predefinedOnly: true);
            return culture.DisplayName;
        }
        catch (CultureNotFoundException)
        {
            return tag;
        }
    }
}
