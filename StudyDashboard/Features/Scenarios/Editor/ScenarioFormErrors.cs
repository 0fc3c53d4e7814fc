using System.Globalization;
using System.Text.RegularExpressions;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Scenarios.Editor;

/// <summary>What is refused about a scenario, as its form shows it: the checks name places as a file has them.</summary>
internal static partial class ScenarioFormErrors
{
    /// <summary>Each error at the field that holds it, a list's with the line.</summary>
    public static Refusal? InForm(this Refusal? refusal) => refusal is not { Fields.Count: > 0 } ? refusal : refusal with
    {
        Message = ScenarioTexts.Editor_Refused,
        Fields = [.. refusal.Fields.Select(error => Item().Match(error.Field) is { Success: true } item
            ? new FieldError(item.Groups["list"].Value, Said(error, LineOf(item)))
            : error with { Message = Said(error, ScenarioTexts.Editor_This) })],
    };

    private static string Said(FieldError error, string place) =>
        error.Message.StartsWith(error.Field + " ", StringComparison.Ordinal) ? place + error.Message[error.Field.Length..] : error.Message;

    private static string LineOf(Match item) =>
        ScenarioTexts.Editor_Line.With(int.Parse(item.Groups["number"].Value, CultureInfo.InvariantCulture) + 1, item.Groups["part"].Value.Replace('.', ' '));

    // Phases and prompts have fields of their own; other lists are a box with a line each.
    [GeneratedRegex(@"^(?<list>.*\.(?:near|vocabulary|accepted|options|objectives))\[(?<number>\d+)\](?<part>\.\w+)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Item();
}
