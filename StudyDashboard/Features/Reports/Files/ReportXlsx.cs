using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Reports.Files;

/// <summary>
/// A report as a workbook: a sheet of figures, one for each list and each thing drawn. Rows are written one after the other. Numbers, days,
/// instants and times have their type; texts are inline strings, so that none is ever run as a formula.
/// </summary>
internal static class ReportXlsx
{
    private const int LongestName = 31;

    /// <summary>Places in <see cref="Styles"/>.</summary>
    private enum Look : uint
    {
        Plain,
        Head,
        Day,
        Instant,
        Duration,
        Percent,
        Whole,
    }

    /// <param name="report">The report.</param>
    /// <param name="output">A stream that can be read and moved in, such as a file.</param>
    public static void Write(ReportDocument report, Stream output)
    {
        using var document = SpreadsheetDocument.Create(output, SpreadsheetDocumentType.Workbook);
        var workbook = document.AddWorkbookPart();
        workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
        var sheets = new Sheets();
        var calendar = StudyCalendar.For(report.TimeZone, report.DayStartHour);
        foreach (var (name, rows) in Content(report))
        {
            var part = workbook.AddNewPart<WorksheetPart>();
            Fill(part, rows, calendar);
            var number = (uint)sheets.ChildElements.Count + 1;
            sheets.Append(new Sheet { Id = workbook.GetIdOfPart(part), SheetId = number, Name = NameOf(name, sheets) });
        }
        workbook.Workbook = new Workbook(sheets);
        workbook.Workbook.Save();
    }

    private static IEnumerable<(string Name, IEnumerable<Line> Rows)> Content(ReportDocument report)
    {
        yield return ("report", Figures(report));
        foreach (var section in report.Sections)
        {
            foreach (var table in section.Tables)
            {
                yield return (table.Key == section.Key ? section.Key : $"{section.Key} {table.Key}", Rows(table));
            }
            foreach (var series in section.Series)
            {
                yield return ($"{section.Key} {series.Key}", Points(series));
            }
        }
    }

    private static IEnumerable<Line> Figures(ReportDocument report)
    {
        yield return Head("section", "figure", "label", "value", "unit");
        yield return Line.Of(("report", FigureUnit.Text), ("student", FigureUnit.Text), (null, FigureUnit.Text), (report.StudentName, FigureUnit.Text), ("text", FigureUnit.Text));
        yield return Line.Of(("report", FigureUnit.Text), ("from", FigureUnit.Text), (null, FigureUnit.Text), (report.Period.From, FigureUnit.Text), ("text", FigureUnit.Text));
        yield return Line.Of(("report", FigureUnit.Text), ("to", FigureUnit.Text), (null, FigureUnit.Text), (report.Period.To, FigureUnit.Text), ("text", FigureUnit.Text));
        yield return Line.Of(("report", FigureUnit.Text), ("time_zone", FigureUnit.Text), (null, FigureUnit.Text), (report.TimeZone, FigureUnit.Text), ("text", FigureUnit.Text));
        yield return Line.Of(("report", FigureUnit.Text), ("made_at", FigureUnit.Text), (null, FigureUnit.Text), (report.MadeAt, FigureUnit.Text), ("text", FigureUnit.Text));
        foreach (var (section, figure) in report.Sections.SelectMany(s => s.Figures.Select(f => (s.Key, f))))
        {
            yield return Line.Of(
                (section, FigureUnit.Text), (figure.Key, FigureUnit.Text), (figure.Label, FigureUnit.Text), (figure.Value, figure.Unit), (Words<FigureUnit>.Of(figure.Unit), FigureUnit.Text));
        }
    }

    private static IEnumerable<Line> Rows(ReportTable table) =>
        table.Rows.Select(r => new Line([.. r.Select((cell, i) => (cell, table.Columns[i].Unit))], false)).Prepend(Head([.. table.Columns.Select(c => c.Label)]));

    private static IEnumerable<Line> Points(ReportSeries series) =>
        series.Points.Select(p => Line.Of((p.Label, FigureUnit.Text), (p.Value, series.Unit))).Prepend(Head("", series.Title));

    private static Line Head(params string[] names) => new([.. names.Select(n => ((object?)n, FigureUnit.Text))], true);

    private static void Fill(WorksheetPart part, IEnumerable<Line> lines, StudyCalendar calendar)
    {
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        writer.WriteStartElement(new SheetData());
        foreach (var line in lines)
        {
            writer.WriteStartElement(new Row());
            foreach (var (value, unit) in line.Cells)
            {
                writer.WriteElement(CellOf(value, unit, line.IsHead, calendar));
            }
            writer.WriteEndElement();
        }
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static Cell CellOf(object? value, FigureUnit unit, bool isHead, StudyCalendar calendar) => value switch
    {
        null => new Cell(),
        // A spreadsheet counts time in days.
        double seconds when unit == FigureUnit.Seconds => Number(seconds / 86_400, Look.Duration),
        double percent when unit == FigureUnit.Percent => Number(percent / 100, Look.Percent),
        double number => Number(number, number % 1 == 0 ? Look.Whole : Look.Plain),
        DateOnly day => Number(day.ToDateTime(TimeOnly.MinValue).ToOADate(), Look.Day),
        DateTime instant => Number(calendar.LocalOf(instant).ToOADate(), Look.Instant),
        _ => new Cell
        {
            DataType = CellValues.InlineString,
            StyleIndex = (uint)(isHead ? Look.Head : Look.Plain),
            InlineString = new InlineString(new Text(Readable(value.ToString() ?? "")) { Space = SpaceProcessingModeValues.Preserve }),
        },
    };

    private static Cell Number(double value, Look look) => new()
    {
        DataType = CellValues.Number, StyleIndex = (uint)look, CellValue = new CellValue(value.ToString("R", CultureInfo.InvariantCulture)),
    };

    /// <summary>Without the control characters that XML cannot hold.</summary>
    private static string Readable(string text) => text.All(System.Xml.XmlConvert.IsXmlChar) ? text
        : string.Concat(text.EnumerateRunes().Where(r => r.Value > char.MaxValue || System.Xml.XmlConvert.IsXmlChar((char)r.Value)));

    /// <summary>A name that no other sheet has, of at most 31 characters.</summary>
    private static string NameOf(string name, Sheets sheets)
    {
        var taken = sheets.Elements<Sheet>().Select(s => s.Name!.Value!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var plain = string.Concat(name.Select(c => c is '[' or ']' or ':' or '*' or '?' or '/' or '\\' ? ' ' : c));
        var cut = plain.Length <= LongestName ? plain : plain[..LongestName];
        for (var i = 2; taken.Contains(cut); i++)
        {
            var end = string.Create(CultureInfo.InvariantCulture, $" {i}");
            cut = plain[..Math.Min(plain.Length, LongestName - end.Length)] + end;
        }
        return cut;
    }

    private static Stylesheet Styles() => new(
        new NumberingFormats(
            new NumberingFormat { NumberFormatId = 164, FormatCode = "yyyy\\-mm\\-dd" },
            new NumberingFormat { NumberFormatId = 165, FormatCode = "yyyy\\-mm\\-dd\\ hh:mm" },
            new NumberingFormat { NumberFormatId = 166, FormatCode = "[h]:mm:ss" }),
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { FontId = 1, ApplyFont = true },
            new CellFormat { NumberFormatId = 164, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = 165, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = 166, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = 10, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = 1, ApplyNumberFormat = true }));

    private sealed record Line(IReadOnlyList<(object? Value, FigureUnit Unit)> Cells, bool IsHead)
    {
        public static Line Of(params (object? Value, FigureUnit Unit)[] cells) => new(cells, false);
    }
}
