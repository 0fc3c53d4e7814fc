using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace StudyDashboard.Features.Quizzes;

/// <summary>
/// A question's text as markup that cannot do anything: everything is encoded but a closed list of plain tags, which lose their
/// attributes and are always closed. So nothing runs, nothing is loaded from elsewhere, and what looks like a tag but is none stays readable.
/// </summary>
internal static partial class QuestionMarkup
{
    private const string Names = "b|i|u|em|strong|sub|sup|br|p|ul|ol|li|code|pre|small|blockquote|table|thead|tbody|tr|td|th|hr|s|dl|dt|dd";

    private static readonly HashSet<string> Known = [.. Names.Split('|')];

    public static string ToHtml(string text, TextForm form) => form switch
    {
        TextForm.Html => Clean(text),
        TextForm.Markdown => Marked(Lines(WebUtility.HtmlEncode(text))),
        _ => HasTags(text) ? Clean(Lines(text)) : Lines(WebUtility.HtmlEncode(text)),
    };

    /// <summary>The text without its markup, on one line: for lists, cards and titles.</summary>
    public static string ToText(string text, TextForm form)
    {
        var plain = form == TextForm.Html || (form == TextForm.Plain && HasTags(text)) ? WebUtility.HtmlDecode(Tag().Replace(Within().Replace(Drop().Replace(text, ""), ""), " "))
            : form == TextForm.Markdown ? Emphasis().Replace(text, "$2")
            : text;
        return string.Join(' ', plain.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Whether a plain text carries tags that are meant as such.</summary>
    public static bool HasTags(string text) => KnownTag().IsMatch(text);

    private static string Clean(string html)
    {
        var source = Drop().Replace(html, "");
        var (clean, open, from) = (new StringBuilder(source.Length), new Stack<string>(), 0);
        foreach (Match tag in Tag().Matches(source))
        {
            Say(clean, source[from..tag.Index]);
            from = tag.Index + tag.Length;
            var name = tag.Groups["name"].Value.ToLowerInvariant();
            if (!Known.Contains(name))
            {
                // Words on both sides of a block stay two words.
                clean.Append(name is "span" or "a" or "font" ? "" : " ");
            }
            else if (name is "br" or "hr")
            {
                clean.Append('<').Append(name).Append('>');
            }
            else if (tag.Groups["end"].Length == 0)
            {
                open.Push(name);
                clean.Append('<').Append(name).Append('>');
            }
            else if (open.Contains(name))
            {
                while (Close(clean, open) != name)
                {
                }
            }
        }
        Say(clean, source[from..]);
        while (open.Count > 0)
        {
            Close(clean, open);
        }
        return clean.ToString().Trim();
    }

    private static string Close(StringBuilder clean, Stack<string> open)
    {
        var name = open.Pop();
        clean.Append("</").Append(name).Append('>');
        return name;
    }

    private static void Say(StringBuilder clean, string text) => clean.Append(WebUtility.HtmlEncode(WebUtility.HtmlDecode(text)));

    private static string Lines(string text) => text.Replace("\n", "<br>", StringComparison.Ordinal);

    private static string Marked(string html) => Emphasis().Replace(html, match => match.Groups[1].Value switch
    {
        "**" or "__" => $"<strong>{match.Groups[2].Value}</strong>",
        "`" => $"<code>{match.Groups[2].Value}</code>",
        _ => $"<em>{match.Groups[2].Value}</em>",
    });

    [GeneratedRegex(@"<(script|style|iframe|object|embed|template|noscript|svg|math|title)\b[^>]*>.*?(?:</\1\s*>|$)|<!--.*?(?:-->|$)", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Drop();

    [GeneratedRegex(@"<(?<end>/?)(?<name>[a-z][a-z0-9]*)(?:[\s/][^<>]*)?>", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();

    // A tag within a word leaves no gap; any other does.
    [GeneratedRegex(@"</?(?:b|i|u|em|strong|sub|sup|span|small|s|code|a|font)(?:[\s/][^<>]*)?>", RegexOptions.IgnoreCase)]
    private static partial Regex Within();

    [GeneratedRegex($@"</?(?:{Names})(?:\s[^<>]*)?/?>", RegexOptions.IgnoreCase)]
    private static partial Regex KnownTag();

    [GeneratedRegex(@"(\*\*|__|`|\*)(?=\S)(.+?)(?<=\S)\1")]
    private static partial Regex Emphasis();
}
