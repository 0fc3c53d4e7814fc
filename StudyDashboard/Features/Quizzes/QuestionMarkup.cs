using System.Net;
using System.Text.RegularExpressions;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Quizzes;

/// <summary>A question's text in the form that its file said it has, as harmless HTML and as words.</summary>
internal static partial class QuestionMarkup
{
    private const string Names = "b|i|u|em|strong|sub|sup|br|p|ul|ol|li|code|pre|small|blockquote|table|thead|tbody|tr|td|th|hr|s|dl|dt|dd";

    public static string ToHtml(string text, TextForm form) => form switch
    {
        TextForm.Html => Markup.Clean(text).Trim(),
        TextForm.Markdown => Markup.LinesToHtml(text).Trim(),
        _ => HasTags(text) ? Markup.Clean(Lines(text)).Trim() : Lines(WebUtility.HtmlEncode(text)),
    };

    /// <summary>The text without its markup, on one line: for lists, cards and titles.</summary>
    public static string ToText(string text, TextForm form) => Markup.OneLine(form switch
    {
        TextForm.Html => Markup.TextOf(text),
        TextForm.Markdown => Markup.WordsOf(text),
        _ => HasTags(text) ? Markup.TextOf(text) : text,
    });

    /// <summary>Whether a plain text carries tags that are meant as such: GIFT has no sign of its own for them.</summary>
    public static bool HasTags(string text) => KnownTag().IsMatch(text);

    private static string Lines(string text) => text.Replace("\n", "<br>", StringComparison.Ordinal);

    [GeneratedRegex($@"</?(?:{Names})(?:\s[^<>]*)?/?>", RegexOptions.IgnoreCase)]
    private static partial Regex KnownTag();
}
