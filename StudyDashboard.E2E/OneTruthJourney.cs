using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using StudyDashboard.E2E.Infrastructure;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Goals;
using StudyDashboard.Features.Plans;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Timer;
using static Microsoft.Playwright.Assertions;

namespace StudyDashboard.E2E;

/// <summary>One figure, one truth: a session is finished, and every place that tells of it says the same.</summary>
public sealed class OneTruthJourney : Journey
{
    // Thirty minutes with 10 of 10 and nine with 6 of 10: 39 net minutes, 80 %, 15 + 4 points, one day.
    private const int NetSeconds = 39 * 60;
    private const double Accuracy = 80;
    private const int Points = 19;
    private const int Streak = 1;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FinishedSession_OnEveryPageInEveryFileAndInTheApi_IsTheSame()
    {
        var page = await OpenDeviceAsync();
        await CreateOwnerAsync(page);
        await EquipAsync();
        await VisitAsync(page, "/");
        await FinishInTheBrowserAsync(page);

        // Today.
        await VisitAsync(page, "/");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("0:39 today · streak 1 day");
        var today = page.GetByRole(AriaRole.Region, new() { Name = "Totals and accuracy" }).GetByRole(AriaRole.Row, new() { NameRegex = new Regex("^Today") });
        await Expect(today).ToContainTextAsync("0:39");
        await Expect(today).ToContainTextAsync("80 %");
        await Expect(page.GetByText("19 points, 19 of them today")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Goals" }).GetByText("39 of 120 min")).ToBeVisibleAsync();

        // Goals, plan, log.
        await VisitAsync(page, "/dashboard/goals");
        await Expect(page.GetByText("39 of 120 min")).ToBeVisibleAsync();
        await VisitAsync(page, "/plans/1");
        var domain = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "SURG" }).First;
        await Expect(domain).ToContainTextAsync("0:39");
        await Expect(domain).ToContainTextAsync("80 %");
        await VisitAsync(page, "/dashboard/sessions");
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "0:30" })).ToContainTextAsync("10 / 10");
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "0:09" })).ToContainTextAsync("6 / 10");

        // The weekly report and its files.
        await VisitAsync(page, "/dashboard/reports");
        await Expect(Figure(page, "net_seconds")).ToHaveTextAsync("0:39");
        await Expect(Figure(page, "accuracy")).ToHaveTextAsync(new Regex(@"^80(\.0)? ?%$"));
        await Expect(Figure(page, "points")).ToHaveTextAsync("19");
        await Expect(Figure(page, "streak")).ToHaveTextAsync("1");
        var expected = (NetSeconds, Accuracy, Points, Streak);
        Assert.Equal(expected, FromCsv(await FileAsync(page, "CSV")));
        Assert.Equal(expected, FromXlsx(await FileAsync(page, "XLSX")));
        Assert.Equal(expected, FromJson(await FileAsync(page, "JSON")));

        // The API.
        var answer = await page.APIRequest.GetAsync("/api/analytics/performance/overview?period=week");
        var overview = (await answer.JsonAsync())!.Value;
        Assert.Equal(expected, (
            overview.GetProperty("net_seconds").GetInt32(), overview.GetProperty("accuracy_percent").GetDouble(),
            overview.GetProperty("points").GetInt32(), overview.GetProperty("streak_days").GetInt32()));
    }

    public override ValueTask InitializeAsync()
    {
        Server.Clock.GoToNoon();
        Server.Clock.Stop();
        return ValueTask.CompletedTask;
    }

    /// <summary>A plan, a goal, and the first session.</summary>
    private async Task EquipAsync()
    {
        var owner = (await Server.Services.GetRequiredService<ProfileService>().GetAsync(1, Token))!;
        var plan = new PlanContent { Title = "Exam", Domains = [new PlanPart { Code = "SURG", Name = "Surgery", Weight = 1 }] };
        Assert.Null((await Server.Services.GetRequiredService<PlanService>().AddAsync(owner.Id, plan, activate: true, Token)).Refusal);
        Assert.Null((await Server.Services.GetRequiredService<GoalService>().AddAsync(owner, new GoalDraft { Target = 120 }, Token)).Refusal);
        var timers = Server.Services.GetRequiredService<TimerService>();
        var first = await timers.StartAsync(owner.Id, new StartTimer { About = new SessionAbout { Kind = SessionKind.Practice, Subject = "Surgery", DomainCode = "SURG" } }, Token);
        Server.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Null((await timers.FinishAsync(owner.Id, first.Value.Value.Id, new FinishTimer(10, 10), Token)).Refusal);
    }

    /// <summary>Nine minutes of the same, with six of ten right: too short for the idle question.</summary>
    private async Task FinishInTheBrowserAsync(IPage page)
    {
        await Button(page, "Start").First.ClickAsync();
        await Button(page, "Start session").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Timer).First).ToContainTextAsync(":");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        Server.Clock.Advance(TimeSpan.FromMinutes(9));
        await page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Button, new() { Name = "Finish" }).ClickAsync();
        await page.GetByLabel("Questions answered").FillAsync("10");
        await page.GetByLabel("Correct", new() { Exact = true }).FillAsync("6");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
    }

    private static async Task<byte[]> FileAsync(IPage page, string name)
    {
        var address = await page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).First.GetAttributeAsync("href");
        var answer = await page.APIRequest.GetAsync(address!);
        Assert.Equal(200, answer.Status);
        return await answer.BodyAsync();
    }

    private static (int, double, int, int) FromCsv(byte[] file)
    {
        // Read from both ends: a label between them may have a comma.
        var rows = System.Text.Encoding.UTF8.GetString(file).Split("\r\n").Select(r => r.Split(',')).Where(r => r.Length >= 7 && r[0] == "sessions" && r[^4].Length == 0)
            .ToDictionary(r => r[1], r => r[^2]);
        return Of(key => double.Parse(rows[key], CultureInfo.InvariantCulture));
    }

    private static (int, double, int, int) FromXlsx(byte[] file)
    {
        using var book = SpreadsheetDocument.Open(new MemoryStream(file), false);
        var sheet = (WorksheetPart)book.WorkbookPart!.GetPartById(book.WorkbookPart.Workbook.Descendants<Sheet>().First().Id!.Value!);
        var rows = sheet.Worksheet.Descendants<Row>().Select(r => r.Elements<Cell>().Select(c => c.InnerText).ToList()).Where(r => r[0] == "sessions").ToDictionary(r => r[1], r => r[3]);
        // A spreadsheet counts time in days and shares from 0 to 1.
        return Of(key => double.Parse(rows[key], CultureInfo.InvariantCulture) * (key == "net_seconds" ? 86_400 : key == "accuracy" ? 100 : 1));
    }

    private static (int, double, int, int) FromJson(byte[] file)
    {
        using var report = JsonDocument.Parse(file);
        var figures = report.RootElement.GetProperty("sections").EnumerateArray().Single(s => s.GetProperty("key").GetString() == "sessions").GetProperty("figures")
            .EnumerateArray().ToDictionary(f => f.GetProperty("key").GetString()!, f => f.GetProperty("value"));
        return Of(key => figures[key].GetDouble());
    }

    private static (int, double, int, int) Of(Func<string, double> value) =>
        ((int)Math.Round(value("net_seconds")), value("accuracy"), (int)value("points"), (int)value("streak"));

    // A definition has no name that a role locator could ask for.
    private static ILocator Figure(IPage page, string key) => page.Locator($"[data-figure='sessions.{key}']");
}
