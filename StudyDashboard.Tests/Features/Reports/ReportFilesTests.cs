using System.Globalization;
using System.Text;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using StudyDashboard.Features.Analytics;
using StudyDashboard.Features.Reports;
using StudyDashboard.Features.Reports.Files;
using StudyDashboard.Tests.Features.Analytics;
using StudyDashboard.Tests.Features.Reports.Pdf;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Reports;

/// <summary>Reports written and read back: the same figures in every file.</summary>
public sealed class ReportFilesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Report_InEveryFormat_HasTheFiguresOfTheDashboard()
    {
        using var world = await AnalyticsWorld.BeginAsync();
        var overview = await world.Study.Get<AnalyticsService>().OverviewAsync(world.StudentId, await world.ProfileAsync(), AnalyticsServiceTests.PeriodOf(PeriodLength.Week), Token);
        var report = await ReadAsync(world);

        var csv = (await CsvAsync(report)).Where(r => r[0] == "sessions").ToLookup(r => r[1], r => r[5]);
        var json = JsonDocument.Parse(await TextAsync(world, report, ReportFormat.Json)).RootElement.GetProperty("sections")[0].GetProperty("figures")
            .EnumerateArray().ToDictionary(f => f.GetProperty("key").GetString()!, f => f.GetProperty("value"));
        using var book = SpreadsheetDocument.Open(await FileAsync(world, report, ReportFormat.Xlsx), false);
        var sheet = Rows(book, "report").ToDictionary(r => $"{r[0]}.{r[1]}", r => r[3]);

        Assert.Equal(6180, overview.NetSeconds);
        Assert.Equal("6180", csv["net_seconds"].Single());
        Assert.Equal(6180, json["net_seconds"].GetDouble());
        Assert.Equal(6180 / 86_400.0, double.Parse(sheet["sessions.net_seconds"], CultureInfo.InvariantCulture), 1e-12);
        Assert.Equal(("65", 65.0, "0.65"), (csv["accuracy"].Single(), json["accuracy"].GetDouble(), sheet["sessions.accuracy"]));
        Assert.Equal(("51", 51.0, "51"), (csv["points"].Single(), json["points"].GetDouble(), sheet["sessions.points"]));
        Assert.Equal(("3", 3.0, "3"), (csv["streak"].Single(), json["streak"].GetDouble(), sheet["sessions.streak"]));
    }

    [Fact]
    public async Task Csv_HasAMarkIsoTimesAndNoFormulas()
    {
        using var world = await AnalyticsWorld.BeginAsync();
        var report = await ReadAsync(world);

        var file = await FileAsync(world, report, ReportFormat.Csv);

        Assert.Equal(new byte[] { 0xEF, 0xBB, 0xBF }, file.ToArray()[..3]);
        var rows = await CsvAsync(report);
        Assert.Equal(["section", "item", "label", "row", "column", "value", "unit"], rows[0]);
        Assert.Contains(rows, r => r is ["sessions", "by_subject", _, "2", "name", "'=Latin", "text"]);
        Assert.Contains(rows, r => r is ["report", "made_at", _, _, _, "2026-03-10T11:00:00+02:00", "text"]);
        Assert.DoesNotContain(rows.SelectMany(r => r), c => c is ['=' or '+' or '@', ..]);
    }

    [Fact]
    public async Task Xlsx_IsValid_TypedAndWithoutFormulas()
    {
        using var world = await AnalyticsWorld.BeginAsync();

        using var book = SpreadsheetDocument.Open(await FileAsync(world, await ReadAsync(world), ReportFormat.Xlsx), false);

        Assert.Empty(new OpenXmlValidator().Validate(book, Token).Select(e => $"{e.Path?.XPath} {e.Description}"));
        var cells = book.WorkbookPart!.WorksheetParts.SelectMany(p => p.Worksheet.Descendants<Cell>()).ToList();
        Assert.All(cells, c => Assert.Null(c.CellFormula));
        Assert.Contains(cells, c => c.DataType?.Value == CellValues.InlineString && c.InnerText == "=Latin");
        Assert.Equal(["report", "sessions by_kind", "sessions by_subject", "sessions net_by_day", "sessions net_by_hour", "rewards achievements"],
            book.WorkbookPart.Workbook.Descendants<Sheet>().Select(s => s.Name!.Value!));
        // Monday 9 March 2026 as a spreadsheet counts days.
        Assert.Contains(Rows(book, "report"), r => r[1] == "from" && r[3] == "46090");
    }

    [Fact]
    public async Task Pdf_HasItsTextChartAndPageNumbers()
    {
        using var world = await AnalyticsWorld.BeginAsync();

        using var file = await FileAsync(world, await ReadAsync(world), ReportFormat.Pdf);

        var pages = new PdfReading(file.ToArray()).Pages;
        Assert.Contains("Weekly report", pages[0].Words, StringComparison.Ordinal);
        Assert.Contains("1:43", pages[0].Words, StringComparison.Ordinal);
        Assert.Contains(pages, p => p.Words.Contains("Net time by day", StringComparison.Ordinal) && p.Rectangles.Count > 0);
        Assert.All(pages.Index(), p => Assert.Contains($"page {p.Index + 1} of {pages.Count}", p.Item.Words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sessions_AsCsv_AreOneARow()
    {
        using var world = await AnalyticsWorld.BeginAsync();
        using var file = new MemoryStream();

        await world.Study.Get<ReportFiles>().WriteSessionsAsync(world.StudentId, new DateOnly(2026, 3, 9), new DateOnly(2026, 3, 15), file, Token);

        var rows = Csv(Encoding.UTF8.GetString(file.ToArray()).TrimStart('\ufeff'));
        Assert.Equal(3, rows.Count);
        Assert.Equal(["test", "'=Latin", "2026-03-10T08:30:00+02:00", "Europe/Sofia", "2580", "Ablative, \"again\""],
            new[] { "session_type", "subject", "started_at", "time_zone", "net_seconds", "note" }.Select(c => rows[2][rows[0].ToList().IndexOf(c)]));
    }

    private static async Task<ReportDocument> ReadAsync(AnalyticsWorld world)
    {
        var student = await world.ProfileAsync();
        return await world.Study.Get<ReportService>().ReadAsync(
            new ReportReader(student, student.Id, ReportViewer.Self), AnalyticsServiceTests.PeriodOf(PeriodLength.Week), Token);
    }

    private static async Task<MemoryStream> FileAsync(AnalyticsWorld world, ReportDocument report, ReportFormat format)
    {
        var file = new MemoryStream();
        await world.Study.Get<ReportFiles>().WriteAsync(report, format, file, Token);
        file.Position = 0;
        return file;
    }

    private static async Task<string> TextAsync(AnalyticsWorld world, ReportDocument report, ReportFormat format) =>
        Encoding.UTF8.GetString((await FileAsync(world, report, format)).ToArray()).TrimStart('\ufeff');

    private static async Task<List<string[]>> CsvAsync(ReportDocument report)
    {
        using var file = new MemoryStream();
        await ReportCsv.WriteAsync(report, file, Token);
        return Csv(Encoding.UTF8.GetString(file.ToArray()).TrimStart('\ufeff'));
    }

    /// <summary>Rows of RFC 4180.</summary>
    private static List<string[]> Csv(string text)
    {
        var (rows, row, cell, quoted) = (new List<string[]>(), new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"' when quoted && i + 1 < text.Length && text[i + 1] == '"':
                    cell.Append('"');
                    i++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case ',' when !quoted:
                    row.Add(cell.ToString());
                    cell.Clear();
                    break;
                case '\n' when !quoted:
                    row.Add(cell.ToString().TrimEnd('\r'));
                    cell.Clear();
                    rows.Add([.. row]);
                    row.Clear();
                    break;
                default:
                    cell.Append(text[i]);
                    break;
            }
        }
        return rows;
    }

    private static List<string[]> Rows(SpreadsheetDocument book, string sheet)
    {
        var id = book.WorkbookPart!.Workbook.Descendants<Sheet>().Single(s => s.Name == sheet).Id!.Value!;
        return [.. ((WorksheetPart)book.WorkbookPart.GetPartById(id)).Worksheet.Descendants<Row>().Select(r => r.Elements<Cell>().Select(c => c.InnerText).ToArray())];
    }
}
