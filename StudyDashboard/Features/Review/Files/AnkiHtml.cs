using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace StudyDashboard.Features.Review.Files;

/// <summary>
/// Anki keeps fields as HTML; cards here are Markdown. What has a sign in Markdown gets it, all other tags go and their text stays: nothing
/// of the HTML is ever drawn.
/// </summary>
internal static partial class AnkiHtml
{
    /// <summary>The field as Markdown.</summary>
    public static string ToMarkdown(string html)
    {
        var text = Unseen().Replace(html, "");
        text = Sound().Replace(text, "");
        var markdown = new StringBuilder(text.Length);
        var from = 0;
        foreach (Match tag in Tag().Matches(text))
        {
            Escape(markdown, text.AsSpan(from, tag.Index - from));
            markdown.Append(SignOf(tag));
            from = tag.Index + tag.Length;
        }
        Escape(markdown, text.AsSpan(from));
        return Blank().Replace(string.Join('\n', markdown.ToString().Split('\n').Select(l => l.TrimEnd())), "\n\n").Trim();
    }

    /// <summary>How many pictures and sounds a field names.</summary>
    public static int MediaIn(string html) => Sound().Count(html) + Image().Count(html);

    /// <summary>Whether a side is nothing but names of pictures.</summary>
    public static bool IsOnlyMedia(string markdown) => markdown.Length > 0 && Picture().Replace(markdown, "").Trim().Length == 0;

    private static string SignOf(Match tag) => (tag.Groups["name"].Value.ToLowerInvariant(), tag.Groups["end"].Length > 0) switch
    {
        ("br", _) => "\n",
        ("div" or "p" or "tr" or "h1" or "h2" or "h3" or "ul" or "ol", _) => "\n",
        ("li", false) => "\n- ",
        ("b" or "strong", _) => "**",
        ("i" or "em", _) => "*",
        ("hr", _) => "\n\n---\n\n",
        ("td" or "th", true) => " ",
        ("img", _) => Image().Match(tag.Value) is { Success: true } image ? $"\\[{image.Groups["src"].Value}\\]" : "",
        _ => "",
    };

    /// <summary>Text as text: what Markdown would read as a sign is escaped. Gaps keep their spelling.</summary>
    private static void Escape(StringBuilder markdown, ReadOnlySpan<char> text)
    {
        foreach (var c in WebUtility.HtmlDecode(text.ToString()))
        {
            if (c is '*' or '_' or '`' or '\\' or '<')
            {
                markdown.Append('\\');
            }
            markdown.Append(c == '\u00a0' ? ' ' : c);
        }
    }

    [GeneratedRegex(@"<(script|style)\b.*?(</\1\s*>|$)|<!--.*?(-->|$)", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Unseen();

    [GeneratedRegex(@"\[sound:[^\]]*\]|\[anki:play:[^\]]*\]", RegexOptions.IgnoreCase)]
    private static partial Regex Sound();

    [GeneratedRegex("""<img\b[^>]*?\bsrc\s*=\s*(?:"(?<src>[^"]*)"|'(?<src>[^']*)'|(?<src>[^\s>]+))""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Image();

    [GeneratedRegex("<(?<end>/?)(?<name>[a-z][a-z0-9]*)\\b(\"[^\"]*\"|'[^']*'|[^>\"'])*>", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\\\[[^\]]*\\\]")]
    private static partial Regex Picture();

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex Blank();
}
