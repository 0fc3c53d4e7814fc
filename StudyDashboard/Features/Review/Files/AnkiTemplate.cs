using System.Text;
using System.Text.RegularExpressions;

namespace StudyDashboard.Features.Review.Files;

/// <summary>Fills Anki's card templates: fields, conditional parts, filters by their field alone.</summary>
internal static partial class AnkiTemplate
{
    /// <summary>
    /// The template with the note's fields, HTML. What the front said already does not come again; what the question only asks to be
    /// typed, or gives as a hint, is not told.
    /// </summary>
    public static string Fill(string template, IReadOnlyDictionary<string, string> fields, bool isQuestion)
    {
        var filled = new StringBuilder(template.Length);
        var open = new Stack<(string Name, bool IsShown)>();
        var blanks = new Dictionary<string, bool>();
        var (from, hidden) = (0, 0);
        foreach (Match token in Token().Matches(template))
        {
            Text(template[from..token.Index]);
            from = token.Index + token.Length;
            var name = token.Groups["name"].Value;
            switch (token.Groups["sign"].Value)
            {
                case "#":
                case "^":
                    open.Push((name.Trim(), IsBlank(name.Trim()) == (token.Groups["sign"].Value == "^")));
                    hidden += open.Peek().IsShown ? 0 : 1;
                    break;
                case "/":
                    // One that closes nothing is passed over.
                    if (open.TryPeek(out var part) && part.Name == name.Trim())
                    {
                        hidden -= open.Pop().IsShown ? 0 : 1;
                    }
                    break;
                default:
                    Text(isQuestion && FiltersOf(name).Any(f => f is "type" or "hint") ? "" : fields.GetValueOrDefault(FieldOf(name), ""));
                    break;
            }
        }
        Text(template[from..]);
        return filled.ToString();

        bool IsBlank(string field) => blanks.TryGetValue(field, out var known) ? known
            : blanks[field] = AnkiHtml.ToMarkdown(fields.GetValueOrDefault(field, "")).Length == 0;

        void Text(string text)
        {
            filled.Append(hidden == 0 ? text : "");
        }
    }

    /// <summary>The fields that a template shows through a filter, in order.</summary>
    public static IReadOnlyList<string> FieldsOf(string template, string filter) =>
        [.. Token().Matches(template).Where(t => t.Groups["sign"].Length == 0).Select(t => t.Groups["name"].Value)
            .Where(n => FiltersOf(n).Contains(filter)).Select(FieldOf).Distinct()];

    private static IEnumerable<string> FiltersOf(string name) => name.Split(':').SkipLast(1).Select(f => f.Trim());

    private static string FieldOf(string name) => name.Split(':')[^1].Trim();

    [GeneratedRegex(@"\{\{\s*(?<sign>[#^/]?)(?<name>[^{}]+)\}\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Token();
}
