using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using StudyDashboard.E2E.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StudyDashboard.E2E;

public sealed class ImportJourney : Journey
{
    private const string Header = "card_id,review_rating,review_time,review_duration\n";

    [Fact]
    public async Task ReviewLog_TriedImportedTwiceAndUndone_ShowsEverywhereAndIsGone()
    {
        var page = await OpenImportAsync();
        // Two sittings on 3 May 2024 and one line that cannot be read.
        await ChooseAsync(page, Header
            + "c1,3,2024-05-03T09:00:00+00:00,60000\nc2,1,2024-05-03T09:01:00+00:00,60000\nc3,7,2024-05-03T09:02:00+00:00,60000\nc1,4,2024-05-03T15:00:00+00:00,60000\n");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What would come in" })).ToBeVisibleAsync();
        await Expect(page.GetByText("3 reviews in 2 sittings")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "4 The rating" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Nothing was imported yet")).ToBeVisibleAsync();

        await Button(page, "Import").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "3 rows came in" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "See them in the log" }).ClickAsync();
        await Expect(page.GetByText("2 sessions")).ToBeVisibleAsync();
        await Expect(page.GetByText("2 cards")).ToBeVisibleAsync();
        await VisitAsync(page, "/?year=2024");
        var year = page.GetByRole(AriaRole.Region, new() { Name = "Year" });
        await year.GetByRole(AriaRole.Button, new() { Name = "Table" }).ClickAsync();
        await Expect(year.GetByRole(AriaRole.Row, new() { Name = "2024-05-03" })).ToContainTextAsync("0:03");

        await VisitAsync(page, "/settings/import?kind=review-log");
        await ChooseAsync(page, Header + "c1,3,2024-05-03T09:00:00+00:00,60000\n");
        await Expect(page.GetByText("There is nothing new in this file.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo the import of reviews.csv" }).ClickAsync();
        await Expect(page.GetByText("The import was undone.")).ToBeVisibleAsync();
        await VisitAsync(page, "/dashboard/sessions");
        await Expect(page.GetByText("No session here yet")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task BrokenFiles_Chosen_AreRefusedInWords()
    {
        var page = await OpenImportAsync();
        await ChooseAsync(page, Header + "c1,3,2024-05-03T09:00:00+00:00,60000\n\"c2,3,2024-05-03T09:00:05+00:00,5000\nc3,3,2024-05-03T09:00:09+00:00,5000\n");
        await Expect(page.GetByText("A quotation mark in this line is never closed")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("^New") })).ToContainTextAsync("2");

        await Button(page, "Another file").ClickAsync();
        await ChooseAsync(page, "not,a,review,log\n1,2,3,4\n");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The file lacks the columns card_id");

        var large = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".csv");
        try
        {
            await using (var file = File.Create(large))
            {
                file.SetLength(65L * 1024 * 1024);
            }
            await page.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(large);
            await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The file is larger than 64 MB");
        }
        finally
        {
            File.Delete(large);
        }
        await Expect(page.GetByText("Nothing was imported yet")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Tracker_WithDatesThatCanBeReadBothWays_AsksAndRemembers()
    {
        const string Header = "Project,Description,Start Date,Start Time,End Date,End Time\n";
        var page = await OpenImportAsync();
        await page.GetByLabel("What is it?").SelectOptionAsync("clockify");
        await ChooseAsync(page, Header + "Algebra,Chapter 3,03/04/2024,10:00 AM,03/04/2024,11:30 AM\n");
        await Expect(page.GetByText("1 session, 1:30 hours")).ToBeVisibleAsync();
        await Expect(Button(page, "Import")).ToBeHiddenAsync();
        await page.GetByLabel("What is \"03/04/2024\"?").SelectOptionAsync("day_first");
        await page.GetByLabel("Kind of Algebra").SelectOptionAsync("practice");
        await page.GetByLabel("Subject of Algebra").FillAsync("Maths");
        await Button(page, "Import").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "See them in the log" }).ClickAsync();
        await Expect(page.GetByText("Practice · Maths")).ToBeVisibleAsync();

        await VisitAsync(page, "/settings/import?kind=clockify");
        await ChooseAsync(page, Header + "Algebra,Chapter 4,04/05/2024,10:00 AM,04/05/2024,11:30 AM\n");
        await Expect(page.GetByLabel("Subject of Algebra")).ToHaveValueAsync("Maths");
        await Expect(page.GetByLabel("What is \"04/05/2024\"?")).ToHaveValueAsync("day_first");
    }

    private async Task<IPage> OpenImportAsync()
    {
        var page = await OpenDeviceAsync();
        await CreateOwnerAsync(page);
        await VisitAsync(page, "/settings/import?kind=review-log");
        return page;
    }

    private static Task ChooseAsync(IPage page, string text) => page.GetByLabel("File", new() { Exact = true })
        .SetInputFilesAsync(new FilePayload { Name = "reviews.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) });
}
