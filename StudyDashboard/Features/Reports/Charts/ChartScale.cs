using System.Globalization;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Reports.Charts;

/// <summary>The axis of a chart from zero, for the page and the PDF alike.</summary>
/// <param name="Most">The value at the top.</param>
/// <param name="Lines">Values of the lines, zero first.</param>
internal sealed record ChartScale(double Most, IReadOnlyList<double> Lines)
{
    private const int MostLabels = 12;

    // Distances of lines: for time in minutes that people know, else 1, 2, 5 and their tens.
    private static readonly double[] Minutes = [5, 15, 30, 60, 120, 180, 240, 360, 600, 1200, 3000, 6000];

    /// <summary>A scale with at most five lines above zero that holds all values.</summary>
    public static ChartScale Of(IEnumerable<double> values, FigureUnit unit)
    {
        var most = values.DefaultIfEmpty().Max();
        var step = unit switch
        {
            FigureUnit.Seconds => 60 * Minutes.FirstOrDefault(m => most <= m * 60 * 5, Minutes[^1] * Math.Ceiling(Math.Max(most, 1) / (Minutes[^1] * 60 * 5))),
            FigureUnit.Percent => 25,
            _ => Round(most / 5),
        };
        var lines = unit == FigureUnit.Percent ? 4 : Math.Max(1, (int)Math.Ceiling(most / step));
        return new ChartScale(step * lines, [.. Enumerable.Range(0, lines + 1).Select(i => step * i)]);
    }

    /// <summary>Every how many points have room for a label.</summary>
    public static int LabelEvery(int points, int mostLabels = MostLabels) => Math.Max(1, (points + mostLabels - 1) / mostLabels);

    /// <summary>A label that is a day or a month, shorter.</summary>
    public static string ShortLabel(string label) =>
        DateOnly.TryParseExact(label, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.ToString(ReportTexts.Format_Short, CultureInfo.CurrentCulture)
        : DateOnly.TryParseExact(label, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month.ToString(ReportTexts.Format_Month, CultureInfo.CurrentCulture)
        : label;

    private static double Round(double least)
    {
        if (least <= 1)
        {
            return 1;
        }
        var ten = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return ten * new[] { 1.0, 2, 5, 10 }.First(m => m * ten >= least - 1e-9);
    }
}
