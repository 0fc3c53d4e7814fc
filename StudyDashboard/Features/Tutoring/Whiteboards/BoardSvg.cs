using System.Globalization;
using System.Net;
using System.Text;

namespace StudyDashboard.Features.Tutoring.Whiteboards;

/// <summary>A page of a board as a drawing of its own.</summary>
public static class BoardSvg
{
    /// <summary>The marks of a page that are on it in the end.</summary>
    public static IReadOnlyList<BoardMark> Visible(IEnumerable<BoardMark> marks, int page)
    {
        var all = marks.Where(m => m.Page == page).ToList();
        var erased = all.Where(m => m.Kind == BoardEventKind.Erase).SelectMany(m => m.Erased).ToHashSet();
        return [.. all.Where(m => m.Kind != BoardEventKind.Erase && !erased.Contains(m.Uid))];
    }

    /// <summary>An SVG document, 1600 by 1000.</summary>
    public static string Draw(IEnumerable<BoardMark> marks, int page, string title)
    {
        var svg = new StringBuilder();
        svg.Append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1600 1000\" width=\"1600\" height=\"1000\" role=\"img\">")
            .Append("<title>").Append(Escape(title)).Append("</title><rect width=\"1600\" height=\"1000\" fill=\"#fff\"/>");
        foreach (var mark in Visible(marks, page))
        {
            Append(svg, mark);
        }
        return svg.Append("</svg>").ToString();
    }

    private static void Append(StringBuilder svg, BoardMark mark)
    {
        var ink = BoardMark.Inks[mark.Ink];
        if (mark.Kind == BoardEventKind.Text)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Unit(mark.Points[0])}\" y=\"{Unit(mark.Points[1])}\" font-family=\"sans-serif\" font-size=\"{mark.Size}\" fill=\"{ink}\">")
                .Append(Escape(mark.Text!)).Append("</text>");
            return;
        }
        svg.Append(CultureInfo.InvariantCulture, $"<path fill=\"none\" stroke=\"{ink}\" stroke-width=\"{mark.Size}\" stroke-linecap=\"round\" stroke-linejoin=\"round\" d=\"M");
        for (var i = 0; i < mark.Points.Count; i += 2)
        {
            svg.Append(i == 0 ? "" : " L").Append(Unit(mark.Points[i])).Append(' ').Append(Unit(mark.Points[i + 1]));
        }
        // A point alone is a dot.
        svg.Append(mark.Points.Count == 2 ? "h0.01\"/>" : "\"/>");
    }

    private static string Unit(int tenths) => (tenths / 10m).ToString(CultureInfo.InvariantCulture);

    private static string Escape(string text) => WebUtility.HtmlEncode(new string([.. text.Where(c => c >= ' ')]));
}
