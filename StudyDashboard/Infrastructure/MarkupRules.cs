using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace StudyDashboard.Infrastructure;

/// <summary>What of somebody else's HTML may stay. Whatever is not named here goes.</summary>
internal static partial class MarkupRules
{
    /// <summary>Elements that are nested deeper than any text needs are flattened.</summary>
    public const int MaxDepth = 64;

    private const int MaxAttribute = 2000;

    private static readonly FrozenSet<string> Kept = FrozenSet.Create(
        StringComparer.Ordinal,
        "p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "b", "em", "i", "u", "s", "del", "ins", "sub", "sup", "small", "mark", "code", "pre", "kbd",
        "samp", "var", "blockquote", "q", "cite", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "a", "span",
        "div", "figure", "figcaption", "abbr", "ruby", "rt", "rp");

    private static readonly FrozenSet<string> Lines = FrozenSet.Create(
        StringComparer.Ordinal, "p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "li", "dt", "dd", "tr", "caption", "div", "figure", "figcaption");

    // Gone with all that is in them: what they hold is not text for a reader.
    private static readonly FrozenSet<string> Dropped = FrozenSet.Create(
        StringComparer.Ordinal,
        "script", "style", "iframe", "frame", "frameset", "object", "embed", "applet", "noscript", "noembed", "noframes", "template", "textarea", "select", "option",
        "datalist", "title", "head", "svg", "math", "audio", "video", "source", "track", "link", "meta", "base", "map", "area", "canvas", "input", "button", "xmp",
        "plaintext", "portal", "param");

    // Only words that a rule of CSS may have here, so nothing can be fetched, covered or moved.
    private static readonly FrozenDictionary<string, FrozenSet<string>> Styles = new Dictionary<string, FrozenSet<string>>
    {
        ["text-align"] = FrozenSet.Create("left", "right", "center", "justify", "start", "end"),
        ["font-weight"] = FrozenSet.Create("normal", "bold", "600", "700"),
        ["font-style"] = FrozenSet.Create("normal", "italic"),
        ["text-decoration"] = FrozenSet.Create("none", "underline", "line-through"),
        ["vertical-align"] = FrozenSet.Create("baseline", "sub", "super", "top", "middle", "bottom"),
    }.ToFrozenDictionary();

    public static bool Keeps(string element) => Kept.Contains(element);

    public static bool Drops(string element) => Dropped.Contains(element);

    public static bool IsVoid(string element) => element is "br" or "hr";

    public static bool IsLine(string element) => Lines.Contains(element);

    /// <summary>An attribute's value as it may stay, or null.</summary>
    public static string? Attribute(string element, string name, string value) => value.Length > MaxAttribute ? null : (element, name) switch
    {
        (_, "title") => value,
        (_, "lang") => Language().IsMatch(value) ? value : null,
        (_, "dir") => value is "ltr" or "rtl" or "auto" ? value : null,
        (_, "style") => Style(value),
        ("a", "href") => Address(value),
        ("td" or "th", "colspan" or "rowspan") => Whole(value, 1, 100),
        ("th", "scope") => value is "row" or "col" ? value : null,
        ("ol", "start") or ("li", "value") => Whole(value, 0, 100_000),
        ("code", "class") => CodeLanguage().IsMatch(value) ? value : null,
        _ => null,
    };

    /// <summary>An address that a person may follow; null for one that runs something, is of this site or cannot be read.</summary>
    public static string? Address(string value)
    {
        // Browsers pass over tabs and line breaks within an address, and over blanks before it.
        var plain = new string([.. value.Where(c => c > ' ' && !char.IsControl(c))]);
        if (plain.Length > MaxAttribute)
        {
            return null;
        }
        if (plain.StartsWith('#'))
        {
            return plain;
        }
        return Uri.TryCreate(plain, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "mailto"
            && plain.StartsWith(uri.Scheme + ':', StringComparison.OrdinalIgnoreCase) && (uri.Scheme == "mailto" || uri.Host.Length > 0)
            ? plain : null;
    }

    private static string? Style(string value)
    {
        var rules = value.Split(';').Select(rule => rule.Split(':', 2))
            .Where(rule => rule.Length == 2)
            .Select(rule => (Name: rule[0].Trim().ToLowerInvariant(), Value: rule[1].Trim().ToLowerInvariant()))
            .Where(rule => Styles.TryGetValue(rule.Name, out var words) && words.Contains(rule.Value))
            .Select(rule => $"{rule.Name}: {rule.Value}").ToList();
        return rules.Count == 0 ? null : string.Join("; ", rules);
    }

    private static string? Whole(string value, int from, int to) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to
            ? number.ToString(CultureInfo.InvariantCulture) : null;

    [GeneratedRegex("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}$")]
    private static partial Regex Language();

    [GeneratedRegex("^language-[A-Za-z0-9+#-]{1,30}$")]
    private static partial Regex CodeLanguage();
}
