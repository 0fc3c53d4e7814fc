using System.Globalization;
using StudyDashboard.Features.Reports.Pdf.Fonts;
using StudyDashboard.Features.Reports.Pdf.Writing;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Reports.Pdf;

/// <summary>
/// A report on paper: figures, charts from the same series as on the page, lists, page numbers. What no font could draw, and what is
/// drawn less well than it is written, is named at its end.
/// </summary>
internal static class ReportPdf
{
    public static void Write(ReportDocument report, FontBook fonts, Stream output)
    {
        var title = $"{FigureText.Title(report.Period.Length)}: {report.StudentName}, {FigureText.Days(report.Period)}";
        var calendar = StudyCalendar.For(report.TimeZone, report.DayStartHour);
        using var document = new PdfDocument(output, new PdfInfo(title, CultureInfo.CurrentUICulture.Name is { Length: > 0 } language ? language : "en", report.MadeAt));
        var sheet = new PdfSheet(document, new PdfText(fonts, document));
        sheet.Write(FigureText.Title(report.Period.Length), 20, bold: true);
        sheet.Write(report.StudentName, 13, after: 2);
        sheet.Write(FigureText.Days(report.Period), 11);
        sheet.Write(FigureText.Made(report), 8.5, color: PdfColor.DimGray, after: 10);
        foreach (var section in report.Sections)
        {
            Draw(sheet, section, calendar);
        }
        SayWhatIsLacking(sheet);
        sheet.Finish(title, (shown, page, of) => ReportTexts.Pdf_Page.With(shown, page, of));
    }

    private static void Draw(PdfSheet sheet, ReportSection section, StudyCalendar calendar)
    {
        sheet.Reserve(80);
        sheet.Y += 8;
        sheet.Write(section.Title, 13, bold: true, after: 4);
        Figures(sheet, section.Figures);
        foreach (var series in section.Series)
        {
            PdfChart.Draw(sheet, series);
        }
        foreach (var table in section.Tables)
        {
            sheet.Reserve(60);
            if (table.Title != section.Title)
            {
                sheet.Write(table.Title, 10, bold: true, after: 2);
            }
            PdfTable.Draw(sheet, table, calendar);
        }
    }

    /// <summary>Figures in three columns: the value above its name.</summary>
    private static void Figures(PdfSheet sheet, IReadOnlyList<ReportFigure> figures)
    {
        const int Columns = 3;
        const double Line = 11;
        var width = PdfSheet.Width / Columns;
        foreach (var row in figures.Chunk(Columns))
        {
            var labels = row.Select(f => sheet.Text.Wrap(f.Label, 8.5, false, width - 8)).ToList();
            var height = 23 + (Line * labels.Max(l => l.Count));
            sheet.Reserve(height);
            foreach (var (i, figure) in row.Index())
            {
                var x = PdfSheet.Left + (i * width);
                sheet.Text.Draw(sheet.Page, FigureText.Of(figure.Value, figure.Unit), 13, true, PdfColor.Black, x, sheet.Y + 13);
                foreach (var (line, text) in labels[i].Index())
                {
                    sheet.Text.Draw(sheet.Page, text, 8.5, false, PdfColor.DimGray, x, sheet.Y + 25 + (Line * line));
                }
            }
            sheet.Y += height;
        }
    }

    private static void SayWhatIsLacking(PdfSheet sheet)
    {
        var (missing, unjoined) = (sheet.Text.Missing.ToList(), string.Join(", ", sheet.Text.Unjoined));
        if (missing.Count > 0)
        {
            var codes = string.Join(", ", missing.Select(c => string.Create(CultureInfo.InvariantCulture, $"U+{c:X4}")));
            sheet.Y += 8;
            sheet.Write(Plural.Of(ReportTexts.ResourceManager, "Pdf_Missing", missing.Count, codes), 8.5, color: PdfColor.DimGray);
        }
        if (unjoined.Length > 0)
        {
            sheet.Y += 8;
            sheet.Write(ReportTexts.Pdf_Unjoined.With(unjoined), 8.5, color: PdfColor.DimGray);
        }
    }
}
