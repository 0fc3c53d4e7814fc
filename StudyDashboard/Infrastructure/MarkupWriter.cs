using System.Net;
using System.Text;
using AngleSharp.Dom;

namespace StudyDashboard.Infrastructure;

/// <summary>
/// Walks a parsed document and writes down what may stay. It is written by name and with every text encoded, never copied, so that
/// nothing reads differently the second time; and without recursion, so that a depth of nesting breaks nothing.
/// </summary>
internal static class MarkupWriter
{
    public static string Write(INode? root)
    {
        var html = new StringBuilder();
        var open = new Stack<(INode Node, string? Close)>();
        var links = 0;
        for (var node = root?.FirstChild; node is not null;)
        {
            INode? inside = null;
            if (node is IText text)
            {
                html.Append(Encode(text.Data));
            }
            else if (node is IElement element && !Drops(element))
            {
                if (element.LocalName == "img")
                {
                    WriteImage(html, element, isInLink: links > 0);
                }
                else
                {
                    // A link in a link is none.
                    var close = open.Count < MarkupRules.MaxDepth && !(element.LocalName == "a" && links > 0) ? Open(html, element) : null;
                    if (element.FirstChild is not null)
                    {
                        links += close == "</a>" ? 1 : 0;
                        open.Push((element, close));
                        inside = element.FirstChild;
                    }
                    else
                    {
                        html.Append(close);
                    }
                }
            }
            node = inside ?? Next(node, html, open, ref links);
        }
        return html.ToString();
    }

    public static string WriteText(INode? root)
    {
        var lines = new StringBuilder();
        var open = new Stack<(INode Node, string? Close)>();
        var links = 0;
        for (var node = root?.FirstChild; node is not null;)
        {
            INode? inside = null;
            if (node is IText text)
            {
                lines.Append(text.Data);
            }
            else if (node is IElement element && !Drops(element))
            {
                if (MarkupRules.IsLine(element.LocalName))
                {
                    lines.Append('\n');
                }
                if (element.FirstChild is not null)
                {
                    open.Push((element, MarkupRules.IsLine(element.LocalName) ? "\n" : null));
                    inside = element.FirstChild;
                }
            }
            node = inside ?? Next(node, lines, open, ref links);
        }
        return string.Join('\n', lines.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    private static INode? Next(INode node, StringBuilder html, Stack<(INode Node, string? Close)> open, ref int links)
    {
        while (node.NextSibling is null)
        {
            if (!open.TryPop(out var parent))
            {
                return null;
            }
            html.Append(parent.Close);
            links -= parent.Close == "</a>" ? 1 : 0;
            node = parent.Node;
        }
        return node.NextSibling;
    }

    // Names in other namespaces (svg, mathml) are parsed by other rules, so nothing of them stays.
    private static bool Drops(IElement element) => element.NamespaceUri != NamespaceNames.HtmlUri || MarkupRules.Drops(element.LocalName);

    /// <summary>Writes the start of an element that may stay.</summary>
    /// <returns>Its end, or null when it has none or was left out.</returns>
    private static string? Open(StringBuilder html, IElement element)
    {
        var name = element.LocalName;
        if (!MarkupRules.Keeps(name))
        {
            return null;
        }
        var attributes = element.Attributes.Select(a => (a.Name, Value: MarkupRules.Attribute(name, a.Name, a.Value))).Where(a => a.Value is not null).ToList();
        html.Append('<').Append(name);
        foreach (var (attribute, value) in attributes)
        {
            Write(html, attribute, value!);
        }
        if (name == "a" && attributes.Exists(a => a.Name == "href" && !a.Value!.StartsWith('#')))
        {
            WriteAway(html);
        }
        html.Append('>');
        return MarkupRules.IsVoid(name) ? null : $"</{name}>";
    }

    // A picture from elsewhere would be a request that tells who reads: its place leads to it instead.
    private static void WriteImage(StringBuilder html, IElement image, bool isInLink)
    {
        var address = image.GetAttribute("src") is { } source ? MarkupRules.Address(source) : null;
        var name = image.GetAttribute("alt") is { Length: > 0 } alt ? alt : address;
        if (address is null || address.StartsWith('#') || isInLink)
        {
            html.Append(Encode(image.GetAttribute("alt") ?? ""));
            return;
        }
        html.Append("<a");
        Write(html, "href", address);
        WriteAway(html);
        html.Append('>').Append(Encode(name!)).Append("</a>");
    }

    private static void WriteAway(StringBuilder html) => html.Append(" target=\"_blank\" rel=\"noopener noreferrer nofollow\"");

    private static void Write(StringBuilder html, string name, string value) => html.Append(' ').Append(name).Append("=\"").Append(Encode(value)).Append('"');

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
