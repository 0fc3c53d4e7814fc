using System.Text.RegularExpressions;

namespace StudyDashboard.Features.Review.Files;

/// <summary>Fills Anki's card templates: fields, conditional parts, filters by their field alone.</summary>
internal static partial class AnkiTemplate
{
    // Deeper than anybody writes them; each turn resolves the innermost ones.
    private const int MostDepth = 10;

    /// <summary>The template with the note's fields, HTML. What the front said already does not come again.</summary>
    public static string Fill(string template, IReadOnlyDictionary<string, string> fields)
    {
        for (var depth = 0; depth < MostDepth && Part().IsMatch(template); depth++)
        {
            template = Part().Replace(template, part =>
                string.IsNullOrWhiteSpace(AnkiHtml.ToMarkdown(fields.GetValueOrDefault(part.Groups["name"].Value.Trim(), ""))) == (part.Groups["sign"].Value == "^") ? part.Groups["inner"].Value : "");
        }
        return Field().Replace(template, field => NameOf(field) is var name && name == "FrontSide" ? "" : fields.GetValueOrDefault(name, ""));
    }

    /// <summary>The fields that a template shows, in order; with <paramref name="filter"/> only those through that filter.</summary>
    public static IReadOnlyList<string> FieldsOf(string template, string? filter = null) =>
        [.. Field().Matches(template).Where(f => filter is null || f.Groups["name"].Value.Split(':').SkipLast(1).Any(part => part.Trim() == filter)).Select(NameOf).Distinct()];

    private static string NameOf(Match field) => field.Groups["name"].Value.Split(':')[^1].Trim();

    [GeneratedRegex(@"\{\{(?<sign>[#^])(?<name>[^{}]+)\}\}(?<inner>(?:(?!\{\{[#^]).)*?)\{\{/\k<name>\}\}", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Part();

    [GeneratedRegex(@"\{\{(?<name>[^{}#^/][^{}]*)\}\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Field();
}
