using StudyDashboard.Features.Reports.Charts;
using StudyDashboard.Features.Reports.Pdf.Writing;

namespace StudyDashboard.Features.Reports.Pdf;

/// <summary>Draws a series as bars from zero: the same values, scale and lines as on the page.</summary>
internal static class PdfChart
{
    /// <summary>Points from zero to the top of the scale.</summary>
    public const double Height = 110;

    private const double Axis = 34;
    private const double Labels = 14;
    private const double Size = 7;

    /// <summary>The colour of bars.</summary>
    public static PdfColor Fill { get; } = new(11, 114, 133);

    public static void Draw(PdfSheet sheet, ReportSeries series)
    {
        sheet.Reserve(Height + Labels + 34);
        sheet.Write(sheet.Text.Fit(series.Title, 9, true, PdfSheet.Width), 9, bold: true, after: 8);
        var scale = ChartScale.Of(series.Points.Select(p => p.Value ?? 0), series.Unit);
        var (left, zero, width) = (PdfSheet.Left + Axis, sheet.Y + Height, PdfSheet.Width - Axis);
        foreach (var line in scale.Lines)
        {
            var y = zero - (Height * line / scale.Most);
            sheet.Page.Line(left, y, left + width, y, PdfColor.LightGray, 0.5);
            var text = FigureText.Of(line, series.Unit);
            sheet.Text.Draw(sheet.Page, text, Size, false, PdfColor.DimGray, left - 4 - sheet.Text.Width(text, Size, false), y + 2.5);
        }
        var step = width / Math.Max(series.Points.Count, 1);
        var every = ChartScale.LabelEvery(series.Points.Count);
        for (var i = 0; i < series.Points.Count; i++)
        {
            var (label, value) = series.Points[i];
            if (value > 0)
            {
                var height = Height * value.Value / scale.Most;
                sheet.Page.Rectangle(left + (step * i) + (step * 0.15), zero - height, step * 0.7, height, Fill);
            }
            if (i % every == 0)
            {
                var shown = sheet.Text.Fit(ChartScale.ShortLabel(label), Size, false, (step * every) - 2);
                // The first and the last may be wider than their bar, not than the chart.
                var half = sheet.Text.Width(shown, Size, false) / 2;
                var middle = Math.Clamp(left + (step * (i + 0.5)), left + half - Axis, Math.Max(left + half - Axis, left + width - half));
                sheet.Text.Draw(sheet.Page, shown, Size, false, PdfColor.DimGray, middle - half, zero + 10);
            }
        }
        sheet.Y = zero + Labels + 10;
    }
}
