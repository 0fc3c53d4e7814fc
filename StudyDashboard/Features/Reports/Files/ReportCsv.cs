using System.Globalization;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Reports.Files;

/// <summary>
/// A report as one table, a value a row: figures, cells of lists, points of what is drawn. Seconds are whole, percentages 0 to 100, instants
/// ISO with the offset of the student's zone; texts are none that a spreadsheet runs as a formula.
/// </summary>
internal static class ReportCsv
{
    private const string Head = "section,item,label,row,column,value,unit\r\n";

    public static async Task WriteAsync(ReportDocument report, Stream output, CancellationToken cancellationToken)
    {
        var stream = new TextStream(output);
        var times = new IsoTimes();
        stream.Text.Append('\ufeff').Append(Head);
        foreach (var row in Rows(report))
        {
            stream.Text.AppendJoin(',', row.Select(cell => Cell(cell, report.TimeZone, times))).Append("\r\n");
            await stream.PassAsync(cancellationToken);
        }
        await stream.FlushAsync(cancellationToken);
    }

    private static IEnumerable<object?[]> Rows(ReportDocument report)
    {
        yield return Of("report", "student", null, null, null, report.StudentName, FigureUnit.Text);
        yield return Of("report", "from", null, null, null, report.Period.From, FigureUnit.Text);
        yield return Of("report", "to", null, null, null, report.Period.To, FigureUnit.Text);
        yield return Of("report", "time_zone", null, null, null, report.TimeZone, FigureUnit.Text);
        yield return Of("report", "made_at", null, null, null, report.MadeAt, FigureUnit.Text);
        foreach (var section in report.Sections)
        {
            foreach (var figure in section.Figures)
            {
                yield return Of(section.Key, figure.Key, figure.Label, null, null, figure.Value, figure.Unit);
            }
            foreach (var (table, number, row) in section.Tables.SelectMany(t => t.Rows.Select((r, i) => (t, i + 1, r))))
            {
                for (var i = 0; i < table.Columns.Count; i++)
                {
                    yield return Of(section.Key, table.Key, table.Title, (double)number, table.Columns[i].Key, row[i], table.Columns[i].Unit);
                }
            }
            foreach (var (series, label, value) in section.Series.SelectMany(s => s.Points.Select(p => (s, p.Label, p.Value))))
            {
                yield return Of(section.Key, series.Key, series.Title, label, "value", value, series.Unit);
            }
        }
    }

    private static object?[] Of(string section, string item, string? label, object? row, string? column, object? value, FigureUnit unit) =>
        [section, item, label, row, column, value, Words<FigureUnit>.Of(unit)];

    private static string Cell(object? value, string zone, IsoTimes times) => value switch
    {
        null => "",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime instant => times.Of(instant, zone),
        _ => CsvCell.OfText(value.ToString() ?? ""),
    };
}
