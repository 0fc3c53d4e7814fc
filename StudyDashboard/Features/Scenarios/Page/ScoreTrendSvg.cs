using System.Globalization;
using System.Net;
using System.Text;
using StudyDashboard.Features.Scenarios.Runs;

namespace StudyDashboard.Features.Scenarios.Page;

/// <summary>Draws scores as points on a line, from 0 to 100. One piece of markup, so that a circuit does not hold an element for every point.</summary>
internal static class ScoreTrendSvg
{
    private const int Width = 640;
    private const int Left = 36;
    private const int Top = 12;
    private const int Zero = 152;

    public static string Draw(IReadOnlyList<ScenarioPoint> points, string name)
    {
        var svg = new StringBuilder(4096);
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"score-trend\" viewBox=\"0 0 {Width} 168\" role=\"img\" aria-label=\"{Encode(name)}: {string.Join(", ", points.Select(p => p.Score))}\">");
        for (var score = 0; score <= 100; score += 25)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"rule\" d=\"M{Left} {Y(score)}.5H{Width}\"/><text x=\"{Left - 6}\" y=\"{Y(score) + 4}\" text-anchor=\"end\">{score}</text>");
        }
        var places = points.Select((p, i) => (X: X(i, points.Count), Y: Y(p.Score), Point: p)).ToList();
        svg.Append("<polyline points=\"").AppendJoin(' ', places.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X},{p.Y}"))).Append("\"/>");
        foreach (var (x, y, point) in places)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{x}\" cy=\"{y}\" r=\"4\"><title>{Encode(point.Title)}: {point.Score}</title></circle>");
        }
        return svg.Append("</svg>").ToString();
    }

    private static int X(int place, int count) => count == 1 ? (Left + Width) / 2 : Left + 12 + ((Width - Left - 24) * place / (count - 1));

    private static int Y(int score) => Zero - ((Zero - Top) * score / 100);

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
