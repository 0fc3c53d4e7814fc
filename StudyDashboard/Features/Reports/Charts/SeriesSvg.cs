using System.Globalization;
using System.Net;
using System.Text;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Reports.Charts;

/// <summary>
/// Draws series from zero, each as one piece of markup: bars, bars with the line of a moving mean, bars from left to right. For paper, for
/// pages without a circuit, and for the first look before the component library has drawn.
/// </summary>
internal static class SeriesSvg
{
    private const int Left = 40;
    private const int Right = 24;
    private const int Top = 24;
    private const int Zero = 168;
    private const int Height = 192;
    private const int RowHeight = 22;

    // What the library leaves free above and below, so that nothing moves when its drawing takes the place of this one.
    private const int RowsMargin = 32;
    private const int NameWidth = 160;

    /// <summary>Bars that stand, and over them the line of <paramref name="mean"/> if there is one.</summary>
    /// <param name="series">The values.</param>
    /// <param name="mean">As many values; told apart from the bars by its shape.</param>
    /// <param name="isNarrow">For a phone.</param>
    public static string Bars(ReportSeries series, IReadOnlyList<double?>? mean = null, bool isNarrow = false)
    {
        var width = isNarrow ? 340 : 720;
        var scale = ChartScale.Of(series.Points.Select(p => p.Value ?? 0).Concat(mean?.Select(m => m ?? 0) ?? []), series.Unit);
        var svg = Begin(width, Height, isNarrow ? "narrow" : "wide");
        foreach (var line in scale.Lines)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"rule\" d=\"M{Left} {Y(line):0.#}H{width - Right}\"/><text x=\"{Left - 6}\" y=\"{Y(line) + 4:0.#}\" text-anchor=\"end\">{Encode(FigureText.Of(line, series.Unit))}</text>");
        }
        var step = (double)(width - Left - Right) / Math.Max(series.Points.Count, 1);
        var every = ChartScale.LabelEvery(series.Points.Count, isNarrow ? 6 : 12);
        for (var i = 0; i < series.Points.Count; i++)
        {
            var (label, value) = series.Points[i];
            svg.Append(CultureInfo.InvariantCulture, $"<g><title>{Encode($"{label}: {FigureText.Of(value, series.Unit)}")}</title>");
            if (value > 0)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"bar\" x=\"{Left + (step * (i + 0.15)):0.#}\" y=\"{Y(value.Value):0.#}\" width=\"{step * 0.7:0.#}\" height=\"{Zero - Y(value.Value):0.#}\" rx=\"{Math.Min(3, step / 6):0.#}\"/>");
            }
            if (i % every == 0)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Middle(i):0.#}\" y=\"{Zero + 16}\" text-anchor=\"middle\">{Encode(ChartScale.ShortLabel(label))}</text>");
            }
            svg.Append("</g>");
        }
        if (mean is not null)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"mean\" d=\"{Line(mean)}\"/>");
        }
        return svg.Append("</svg>").ToString();

        double Y(double value) => Zero - ((Zero - Top) * value / scale.Most);

        double Middle(int i) => Left + (step * (i + 0.5));

        // A gap in the values is a gap in the line.
        string Line(IReadOnlyList<double?> values)
        {
            var (path, isOpen) = (new StringBuilder(), false);
            for (var i = 0; i < values.Count; i++)
            {
                if (values[i] is { } value)
                {
                    path.Append(CultureInfo.InvariantCulture, $"{(isOpen ? 'L' : 'M')}{Middle(i):0.#} {Y(value):0.#}");
                }
                isOpen = values[i] is not null;
            }
            return path.ToString();
        }
    }

    /// <summary>Bars that lie, each with its name and its value.</summary>
    public static string Rows(ReportSeries series)
    {
        const int Shown = 480;
        var most = Math.Max(series.Points.Select(p => p.Value ?? 0).DefaultIfEmpty().Max(), 1);
        var svg = Begin(Shown, RowsHeight(series), "rows");
        foreach (var (point, i) in series.Points.Select((p, i) => (p, i)))
        {
            var (y, width) = (RowsMargin + (RowHeight * i), (Shown - NameWidth - 60) * (point.Value ?? 0) / most);
            var name = point.Label.Length > 22 ? point.Label[..21] + "…" : point.Label;
            svg.Append(CultureInfo.InvariantCulture, $"<g><title>{Encode($"{point.Label}: {FigureText.Of(point.Value, series.Unit)}")}</title><text class=\"name\" x=\"{NameWidth - 8}\" y=\"{y + 15}\" text-anchor=\"end\">{Encode(name)}</text><rect class=\"bar\" x=\"{NameWidth}\" y=\"{y + 3}\" width=\"{Math.Max(width, 1):0.#}\" height=\"16\" rx=\"3\"/><text class=\"value\" x=\"{NameWidth + Math.Max(width, 1) + 8:0.#}\" y=\"{y + 15}\">{Encode(FigureText.Of(point.Value, series.Unit))}</text></g>");
        }
        return svg.Append("</svg>").ToString();
    }

    /// <summary>Height of lying bars, pixels.</summary>
    public static int RowsHeight(ReportSeries series) => (RowHeight * Math.Max(series.Points.Count, 1)) + (2 * RowsMargin);

    /// <summary>The picture in a sentence, which is its name.</summary>
    public static string Summary(ReportSeries series)
    {
        var best = series.Points.Where(p => p.Value > 0).OrderByDescending(p => p.Value).FirstOrDefault();
        return best.Label is null
            ? ReportTexts.Chart_Nothing.With(series.Title) : ReportTexts.Chart_Summary.With(series.Title, series.Points.Count, best.Label, FigureText.Of(best.Value, series.Unit));
    }

    private static StringBuilder Begin(int width, int height, string shape) =>
        new StringBuilder(8192).Append(CultureInfo.InvariantCulture, $"<svg class=\"series {shape}\" viewBox=\"0 0 {width} {height}\" aria-hidden=\"true\">");

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
