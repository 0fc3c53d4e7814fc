using AngleSharp.Html.Parser;
using Markdig;

namespace StudyDashboard.Infrastructure;

/// <summary>
/// Markup that somebody else wrote, made harmless: formatting stays; scripts, event handlers, frames, forms, outside requests and
/// addresses that run something do not. What comes out may be drawn as it is (as a <c>MarkupString</c>).
/// </summary>
public static class Markup
{
    // Raw HTML in Markdown is text like any other; what the extensions write is cleaned besides.
    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder()
        .DisableHtml().UsePipeTables().UseEmphasisExtras().UseListExtras().UseDefinitionLists().UseAutoLinks().Build();

    /// <summary>A Markdown document as harmless HTML.</summary>
    public static string ToHtml(string? markdown) => string.IsNullOrWhiteSpace(markdown) ? "" : Clean(Markdig.Markdown.ToHtml(markdown, Markdown));

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

    /// <summary>The words of a Markdown document without its signs, for search and for a line of a list.</summary>
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
}
