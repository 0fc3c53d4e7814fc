using AngleSharp.Html.Parser;
using Markdig;

namespace StudyDashboard.Infrastructure;

/// <summary>
/// Markup that somebody else wrote, made harmless: formatting stays; scripts, event handlers, frames, forms, outside requests and
/// addresses that run something do not. What comes out may be drawn as it is (as a <c>MarkupString</c>).
/// </summary>
public static class Markup
{
    private static readonly MarkdownPipeline Markdown = Pipeline().Build();
    private static readonly MarkdownPipeline MarkdownOfLines = Pipeline().UseSoftlineBreakAsHardlineBreak().Build();

    /// <summary>A Markdown document as harmless HTML.</summary>
    public static string ToHtml(string? markdown) => ToHtml(markdown, Markdown);

    /// <summary>Markdown of a few lines, a card's or a question's, as harmless HTML: a line stays a line.</summary>
    public static string LinesToHtml(string? markdown) => ToHtml(markdown, MarkdownOfLines);

    /// <summary>HTML with all taken out that is not on the list of <see cref="MarkupRules"/>. The text of an unknown element stays.</summary>
    public static string Clean(string? html)
    {
        if (string.IsNullOrWhiteSpace(html))
        {
            return "";
        }
        using var document = new HtmlParser(new HtmlParserOptions { IsScripting = false }).ParseDocument(html);
        return MarkupWriter.Write(document.Body);
    }

    /// <summary>The words of a Markdown document without its signs, for search.</summary>
    public static string WordsOf(string? markdown) => string.IsNullOrWhiteSpace(markdown) ? "" : Markdig.Markdown.ToPlainText(markdown, Markdown).Trim();

    /// <summary>The text of HTML without its marks; blocks are lines.</summary>
    public static string TextOf(string? html)
    {
        if (string.IsNullOrWhiteSpace(html))
        {
            return "";
        }
        using var document = new HtmlParser(new HtmlParserOptions { IsScripting = false }).ParseDocument(html);
        return MarkupWriter.WriteText(document.Body);
    }

    /// <summary>Words on one line, with a blank between them.</summary>
    public static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    // Raw HTML in Markdown is text like any other; what the extensions write is cleaned besides.
    private static MarkdownPipelineBuilder Pipeline() =>
        new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseEmphasisExtras().UseListExtras().UseDefinitionLists().UseAutoLinks();

    private static string ToHtml(string? markdown, MarkdownPipeline pipeline) =>
        string.IsNullOrWhiteSpace(markdown) ? "" : Clean(Markdig.Markdown.ToHtml(markdown, pipeline));
}
