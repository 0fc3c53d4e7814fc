using System.Globalization;
using System.Text.RegularExpressions;

namespace StudyDashboard.Features.Review.Cards;

/// <summary>Texts with gaps in Anki's spelling: <c>{{c1::answer}}</c> or <c>{{c1::answer::hint}}</c>.</summary>
public static partial class ClozeText
{
    /// <summary>The numbers of its gaps, in order, each once.</summary>
    public static IReadOnlyList<int> GapsOf(string text) =>
        [.. Gap().Matches(text).Select(m => int.Parse(m.Groups["n"].ValueSpan, CultureInfo.InvariantCulture)).Distinct().Order()];

    /// <summary>The text with the asked gap left open and the others filled, Markdown.</summary>
    public static string Question(string text, int gap) => Replace(text, gap, (_, hint) => $"**[{hint ?? "…"}]**");

    /// <summary>The text with every gap filled, the asked one set off, Markdown.</summary>
    public static string Answer(string text, int gap) => Replace(text, gap, (answer, _) => $"**{answer}**");

    /// <summary>What fills the asked gap.</summary>
    public static string Filling(string text, int gap) => string.Join(", ",
        Gap().Matches(text).Where(m => IsGap(m, gap)).Select(m => m.Groups["answer"].Value));

    private static string Replace(string text, int gap, Func<string, string?, string> asked) => Gap().Replace(text, match =>
        IsGap(match, gap) ? asked(match.Groups["answer"].Value, match.Groups["hint"] is { Success: true, Value: var hint } ? hint : null) : match.Groups["answer"].Value);

    private static bool IsGap(Match match, int gap) => int.Parse(match.Groups["n"].ValueSpan, CultureInfo.InvariantCulture) == gap;

    [GeneratedRegex(@"\{\{c(?<n>[0-9]{1,3})::(?<answer>(?:(?!\}\}|::).)*)(?:::(?<hint>(?:(?!\}\}|\{\{).)*))?\}\}", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Gap();
}
