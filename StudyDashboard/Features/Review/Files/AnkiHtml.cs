using System.Net;
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
        var markdown = new MarkdownText();
        var from = 0;
        foreach (Match tag in Tag().Matches(text))
        {
            markdown.Text(WebUtility.HtmlDecode(text[from..tag.Index]));
            Take(markdown, tag);
            from = tag.Index + tag.Length;
        }
        markdown.Text(WebUtility.HtmlDecode(text[from..]));
        return markdown.ToString();
    }

    /// <summary>Text without tags as Markdown that reads the same: what would be a sign is escaped.</summary>
    public static string TextToMarkdown(string text)
    {
        var markdown = new MarkdownText();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            markdown.Text(line);
            markdown.Line();
        }
        return markdown.ToString();
    }

    /// <summary>How many pictures and sounds a field names.</summary>
    public static int MediaIn(string html) => Sound().Count(html) + Image().Count(html);

    /// <summary>Whether a side is nothing but names of pictures.</summary>
    public static bool IsOnlyMedia(string markdown) => markdown.Length > 0 && Picture().Replace(markdown, "").Trim().Length == 0;

    private static void Take(MarkdownText markdown, Match tag)
    {
        var isEnd = tag.Groups["end"].Length > 0;
        switch (tag.Groups["name"].Value.ToLowerInvariant())
        {
            case "b" or "strong":
                markdown.Sign("**", isEnd);
                break;
            case "i" or "em":
                markdown.Sign("*", isEnd);
                break;
            case "sub":
                markdown.Sign("~", isEnd);
                break;
            case "sup":
                markdown.Sign("^", isEnd);
                break;
            case "s" or "del" or "strike":
                markdown.Sign("~~", isEnd);
                break;
            case "br":
                markdown.Line();
                break;
            case "div" or "p" or "tr" or "table" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "ul" or "ol" or "blockquote":
                markdown.Block();
                break;
            case "pre":
                markdown.Lines(isKept: !isEnd);
                break;
            case "li" when !isEnd:
                markdown.Item();
                break;
            case "hr":
                markdown.Rule();
                break;
            case "td" or "th" when isEnd:
                markdown.Text(" ");
                break;
            case "img" when Image().Match(tag.Value) is { Success: true } image:
                markdown.Name(WebUtility.HtmlDecode(image.Groups["src"].Value));
                break;
        }
    }

    [GeneratedRegex(@"<(script|style)\b.*?(</\1\s*>|$)|<!--.*?(-->|$)", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Unseen();

    [GeneratedRegex(@"\[sound:[^\[\]]*\]|\[anki:play:[^\[\]]*\]", RegexOptions.IgnoreCase)]
    private static partial Regex Sound();

    [GeneratedRegex("""<img\b[^<>]*?\bsrc\s*=\s*(?:"(?<src>[^"]*)"|'(?<src>[^']*)'|(?<src>[^\s>]+))""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Image();

    // What is quoted is skipped as a whole and a tag holds no other, so that a field of half tags is not read once for each.
    [GeneratedRegex("<(?<end>/?)(?<name>[a-z][a-z0-9]*)\\b(?>\"[^\"]*\"|'[^']*'|[^<>\"']+){0,200}>", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\\\[[^\]]*\\\]")]
    private static partial Regex Picture();
}
