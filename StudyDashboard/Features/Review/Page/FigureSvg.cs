using System.Globalization;
using System.Net;
using System.Text;
using StudyDashboard.Features.Review.Figures;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Review.Page;

/// <summary>Draws the figures of reviews, each as one piece of markup.</summary>
internal static class FigureSvg
{
    private const int Left = 44;
    private const int Width = 720;
    private const int Top = 14;
    private const int Zero = 172;
    private const int LabelRoom = 110;

    /// <summary>Due cards by day, the backlog first.</summary>
    public static string Bars(DueForecast forecast)
    {
        var most = Ceiling(Math.Max(forecast.Backlog, forecast.Days.Max(d => d.Count)));
        var svg = Begin(FigureTexts.Forecast_Summary.With(forecast.Backlog, forecast.Days[0].Count, forecast.Days.Sum(d => d.Count)));
        foreach (var share in new[] { 0, 0.5, 1 })
        {
            Rule(svg, share, (most * share).ToString("0.#", CultureInfo.CurrentCulture));
        }
        var step = (double)(Width - Left) / (forecast.Days.Count + 1);
        Bar(0, forecast.Backlog, "late", FigureTexts.Backlog, null);
        foreach (var (day, i) in forecast.Days.Select((d, i) => (d, i + 1)))
        {
            Bar(i, day.Count, "bar", day.Day.ToString(ReviewPageTexts.DayFormat, CultureInfo.CurrentCulture),
                (i - 1) % 5 == 0 ? day.Day.ToString("d MMM", CultureInfo.CurrentCulture) : null);
        }
        return svg.Append("</svg>").ToString();

        void Bar(int place, int count, string kind, string name, string? label)
        {
            var (x, height) = (Left + (place * step), (Zero - Top) * (double)count / most);
            svg.Append(CultureInfo.InvariantCulture, $"<g><title>{Encode($"{name}: {count}")}</title>");
            if (count > 0)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{kind}\" x=\"{x + 2:0.#}\" y=\"{Zero - height:0.#}\" width=\"{step - 4:0.#}\" height=\"{height:0.#}\" rx=\"3\"/>");
            }
            if (label is not null)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x + (step / 2):0.#}\" y=\"{Zero + 16}\" text-anchor=\"middle\">{Encode(label)}</text>");
            }
            svg.Append("</g>");
        }
    }

    /// <summary>True retention by period. The axis begins where the figures are: recall below a half is rare.</summary>
    public static string Line(IReadOnlyList<TrueRetention> rows)
    {
        var low = rows.Min(r => r.All.Rate!.Value) < 0.5 ? 0 : 0.5;
        var svg = Begin(FigureTexts.Retention_Summary.With(rows[^1].All.Rate, rows[^1].All.All));
        foreach (var share in new[] { 0, 0.5, 1 })
        {
            Rule(svg, share, FigureTexts.Percent.With(low + ((1 - low) * share)));
        }
        // By the calendar: weeks without an answer have no point, and their room.
        var days = Math.Max(1, rows[^1].From.DayNumber - rows[0].From.DayNumber);
        var points = rows.Select(r => (X: Left + 8 + ((Width - Left - 24) * (double)(r.From.DayNumber - rows[0].From.DayNumber) / days), Y: Zero - ((Zero - Top) * (r.All.Rate!.Value - low) / (1 - low)), Row: r)).ToList();
        svg.Append("<polyline class=\"line\" points=\"").AppendJoin(' ', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X:0.#},{p.Y:0.#}"))).Append("\"/>");
        var labelled = double.NegativeInfinity;
        foreach (var point in points)
        {
            var day = point.Row.From.ToString(ReviewPageTexts.DayFormat, CultureInfo.CurrentCulture);
            svg.Append(CultureInfo.InvariantCulture, $"<g><title>{Encode($"{day}: {FigureTexts.RateOf.With(point.Row.All.Rate, point.Row.All.Passed, point.Row.All.All)}")}</title>");
            svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"dot\" cx=\"{point.X:0.#}\" cy=\"{point.Y:0.#}\" r=\"3\"/></g>");
            if (point.X - labelled >= LabelRoom)
            {
                labelled = point.X;
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{point.X:0.#}\" y=\"{Zero + 16}\" text-anchor=\"middle\">{Encode(point.Row.From.ToString("d MMM", CultureInfo.CurrentCulture))}</text>");
            }
        }
        return svg.Append("</svg>").ToString();
    }

    private static StringBuilder Begin(string summary) =>
        new StringBuilder(4096).Append(CultureInfo.InvariantCulture, $"<svg class=\"figure-bars\" viewBox=\"0 0 {Width} {Zero + 24}\" role=\"img\" aria-label=\"{Encode(summary)}\">");

    private static void Rule(StringBuilder svg, double share, string label)
    {
        var y = Zero - ((Zero - Top) * share);
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"rule\" d=\"M{Left} {y:0.#}H{Width}\"/><text x=\"{Left - 6}\" y=\"{y + 4:0.#}\" text-anchor=\"end\">{Encode(label)}</text>");
    }

    /// <summary>The next figure that halves well: 2, 4, 10, 20, 40, 100 …</summary>
    private static int Ceiling(int value)
    {
        for (var ten = 1; ; ten *= 10)
        {
            foreach (var top in new[] { 2 * ten, 4 * ten, 10 * ten })
            {
                if (value <= top)
                {
                    return top;
                }
            }
        }
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
