using System.Globalization;
using StudyDashboard.Features.Scenarios.Runs;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Scenarios.Page;

/// <summary>Words of scenarios for a person.</summary>
internal static class ScenarioLabels
{
    public static string Of(SupportLevel level) => ScenarioTexts.ResourceManager.GetString($"Support_{Words<SupportLevel>.Of(level)}", CultureInfo.CurrentUICulture)!;

    public static string Phases(int count) => Plural.Of(ScenarioTexts.ResourceManager, "Phases", count);

    public static string Prompts(int count) => Plural.Of(ScenarioTexts.ResourceManager, "Prompts", count);

    public static string WordCount(int count) => Plural.Of(ScenarioTexts.ResourceManager, "Words", count);

    /// <summary>The language's name in its own words, or its tag.</summary>
    public static string Language(string tag)
    {
        try
        {
            return CultureInfo.GetCultureInfo(tag, predefinedOnly: true).EnglishName;
        }
        catch (CultureNotFoundException)
        {
            return tag;
        }
    }
}
