using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace StudyDashboard.Features.Review.Cards;

/// <summary>Draws the Markdown of a card: formatting stays; raw HTML is text, and nothing is fetched or run.</summary>
public static class CardMarkup
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UseEmphasisExtras().UsePipeTables().UseSoftlineBreakAsHardlineBreak().Build();

    /// <summary>HTML that may be drawn as it is.</summary>
    public static string ToHtml(string? markdown)
    {
        if (string.IsNullOrWhiteSpace(markdown))
        {
            return "";
        }
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in document.Descendants<LinkInline>())
        {
            // An image would be fetched from elsewhere: what it is called stands for it.
            link.IsImage = false;
            link.Url = IsHarmless(link.Url) ? link.Url : "#";
        }
        foreach (var link in document.Descendants<AutolinkInline>().Where(l => !l.IsEmail && !IsHarmless(l.Url)))
        {
            link.Url = "#";
        }
        return document.ToHtml(Pipeline);
    }

    /// <summary>The words without their marks, on one line.</summary>
    public static string WordsOf(string? markdown) =>
        string.IsNullOrWhiteSpace(markdown) ? "" : string.Join(' ', Markdown.ToPlainText(markdown, Pipeline).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static bool IsHarmless(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeMailto);
}
