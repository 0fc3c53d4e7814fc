using StudyDashboard.Features.Reports.Pdf.Writing;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Reports.Pdf;

/// <summary>Draws a list: heads on every page, texts broken within their column, numbers to the right.</summary>
internal sealed class PdfTable
{
    private const double Size = 8.5;
    private const double Line = 11.5;
    private const double Gap = 10;
    private const double Below = 4;

    // A row is kept on one page up to so many lines; a longer one begins where there is room.
    private const int Together = 12;

    // Of how many rows, and of how many characters of each text, the widths are found.
    private const int Measured = 200;

    private readonly PdfSheet _sheet;
    private readonly ReportTable _table;
    private readonly double[] _widths;

    private PdfTable(PdfSheet sheet, ReportTable table, IReadOnlyList<string> heads, IReadOnlyList<IReadOnlyList<string>> rows) =>
        (_sheet, _table, _widths) = (sheet, table, Widths(sheet, heads, rows));

    public static void Draw(PdfSheet sheet, ReportTable table, StudyCalendar calendar)
    {
        var rows = table.Rows.Select(r => (IReadOnlyList<string>)[.. r.Select((cell, i) => FigureText.Of(cell, table.Columns[i].Unit, calendar))]).ToList();
        IReadOnlyList<string> heads = [.. table.Columns.Select(c => c.Label)];
        var drawing = new PdfTable(sheet, table, heads, rows);
        var head = drawing.Wrap(heads, bold: true);
        sheet.Reserve(Height(head) + (Line * 3));
        drawing.Row(head, 0, LinesOf(head), bold: true);
        foreach (var row in rows)
        {
            drawing.Row(drawing.Wrap(row, bold: false), head);
        }
        sheet.Y += Gap;
    }

    /// <summary>
    /// Each column as wide as its longest text where that fits; those that want more than their share of the page divide what the others
    /// leave.
    /// </summary>
    private static double[] Widths(PdfSheet sheet, IReadOnlyList<string> heads, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var wished = heads.Select((head, i) => rows.Take(Measured).Select(r => r[i]).Append(head)
            .Max(text => sheet.Text.Width(text.Length > Measured ? text[..Measured] : text, Size, true)) + Gap).ToArray();
        var (widths, room) = (new double[wished.Length], PdfSheet.Width);
        foreach (var (before, i) in Enumerable.Range(0, wished.Length).OrderBy(i => wished[i]).Index())
        {
            widths[i] = Math.Min(wished[i], room / (wished.Length - before));
            room -= widths[i];
        }
        return widths;
    }

    private static int LinesOf(IReadOnlyList<IReadOnlyList<string>> cells) => cells.Max(c => c.Count);

    private static double Height(IReadOnlyList<IReadOnlyList<string>> cells) => (Line * LinesOf(cells)) + Below;

    private IReadOnlyList<IReadOnlyList<string>> Wrap(IReadOnlyList<string> cells, bool bold) =>
        [.. cells.Select((text, i) => _sheet.Text.Wrap(text, Size, bold, _widths[i] - Gap))];

    /// <summary>Draws a row, on as many pages as it takes, each with the heads.</summary>
    private void Row(IReadOnlyList<IReadOnlyList<string>> cells, IReadOnlyList<IReadOnlyList<string>> head)
    {
        var lines = LinesOf(cells);
        for (var from = 0; from < lines;)
        {
            if (_sheet.Reserve((Line * Math.Min(lines - from, Together)) + Below))
            {
                Row(head, 0, LinesOf(head), bold: true);
            }
            var fit = Math.Clamp((int)((_sheet.Room - Below) / Line), 1, lines - from);
            Row(cells, from, fit, bold: false);
            from += fit;
        }
    }

    private void Row(IReadOnlyList<IReadOnlyList<string>> cells, int from, int lines, bool bold)
    {
        var x = PdfSheet.Left;
        for (var i = 0; i < cells.Count; i++)
        {
            var y = _sheet.Y + Line - 2;
            foreach (var line in cells[i].Skip(from).Take(lines))
            {
                var right = _table.Columns[i].Unit == FigureUnit.Text ? 0 : Math.Max(0, _widths[i] - Gap - _sheet.Text.Width(line, Size, bold));
                _sheet.Text.Draw(_sheet.Page, line, Size, bold, PdfColor.Black, x + right, y);
                y += Line;
            }
            x += _widths[i];
        }
        _sheet.Y += (Line * lines) + Below;
        _sheet.Page.Line(PdfSheet.Left, _sheet.Y - 2, PdfSheet.Left + PdfSheet.Width, _sheet.Y - 2, bold ? PdfColor.Gray : PdfColor.LightGray, 0.5);
    }
}
