using System.Text.RegularExpressions;
using Microsoft.Playwright;
using StudyDashboard.E2E.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StudyDashboard.E2E;

public sealed class LogJourney : Journey
{
    [Theory]
    [InlineData("Trim the other", "10:30–11:30", "10:00–10:30", 0)]
    [InlineData("Start after it", "11:00–11:30", "10:00–11:00", 0)]
    [InlineData("Keep both", "10:30–11:30", "10:00–11:00", 2)]
    public async Task Entry_OverlappingAnother_IsMendedAsChosen(string fix, string late, string early, int overlapping)
    {
        var page = await OpenLogAsync();
        await AddAsync(page, "Algebra", "10:00", "11:00");
        await FillAsync(page, "Latin", "10:30", "11:30");
        await Button(page, "Save").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("It overlaps Algebra (10:00–11:00)");

        await Button(page, fix).ClickAsync();

        await Expect(Times(page)).ToHaveTextAsync([late, early]);
        await Expect(page.GetByText("Overlaps another session")).ToHaveCountAsync(overlapping);
        await Button(page, "Undo").ClickAsync();
        await Expect(Times(page)).ToHaveTextAsync(["10:00–11:00"]);
    }

    [Fact]
    public async Task Session_SplitAndUndone_IsWholeAgain()
    {
        var page = await OpenLogAsync();
        await AddAsync(page, "Algebra", "10:00", "11:00");
        await page.GetByLabel("More for Theory · Algebra").ClickAsync();
        await Button(page, "Split").ClickAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "Part 1" }).GetByLabel("End").FillAsync("10:20");
        await page.GetByRole(AriaRole.Group, new() { Name = "Part 2" }).GetByLabel("Start").FillAsync("10:20");
        await page.GetByRole(AriaRole.Group, new() { Name = "Part 2" }).GetByLabel("Subject", new() { Exact = true }).FillAsync("Geometry");

        await page.GetByRole(AriaRole.Form, new() { Name = "Split the session" }).GetByRole(AriaRole.Button, new() { Name = "Split" }).ClickAsync();
        await Expect(Times(page)).ToHaveTextAsync(["10:20–11:00", "10:00–10:20"]);
        await Expect(page.GetByText("Geometry")).ToBeVisibleAsync();
        await Button(page, "Undo").ClickAsync();

        await Expect(Times(page)).ToHaveTextAsync(["10:00–11:00"]);
    }

    [Fact]
    public async Task Bulk_MergedThenDeleted_ComesBackEachTime()
    {
        var page = await OpenLogAsync();
        await AddAsync(page, "Algebra", "10:00", "10:30");
        await AddAsync(page, "Algebra", "11:00", "11:30");
        await SelectBothAsync(page);
        await Button(page, "Merge").ClickAsync();
        await Expect(Times(page)).ToHaveTextAsync(["10:00–11:30"]);
        await Expect(page.GetByText("paused 0:30")).ToBeVisibleAsync();
        await Button(page, "Undo").ClickAsync();
        await Expect(Times(page)).ToHaveTextAsync(["11:00–11:30", "10:00–10:30"]);

        await SelectBothAsync(page);
        await Button(page, "Delete").ClickAsync();
        await Expect(page.GetByText("2 sessions deleted")).ToBeVisibleAsync();
        await Expect(Times(page)).ToHaveCountAsync(0);
        await Button(page, "Undo").ClickAsync();
        await Expect(Times(page)).ToHaveTextAsync(["11:00–11:30", "10:00–10:30"]);
    }

    [Fact]
    public async Task Deleted_Restored_IsInTheLogAgain()
    {
        var page = await OpenLogAsync();
        await AddAsync(page, "Algebra", "10:00", "10:30");
        await page.GetByLabel("More for Theory · Algebra").ClickAsync();
        await Button(page, "Delete").ClickAsync();
        await Expect(page.GetByText("1 session deleted")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Recently deleted" }).ClickAsync();
        await Button(page, "Restore").ClickAsync();
        await Expect(page.GetByText("Nothing was deleted in the last 30 days")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Back to the log" }).ClickAsync();

        await Expect(Times(page)).ToHaveTextAsync(["10:00–10:30"]);
    }

    [Fact]
    public async Task Draft_AfterAReload_IsThereUntilItIsSaved()
    {
        var page = await OpenLogAsync();
        await FillAsync(page, "Half written", "10:00", "10:30");
        await page.GetByLabel("Note", new() { Exact = true }).FillAsync("to be kept");

        await page.ReloadAsync();
        await ReadyAsync(page);
        await Button(page, "New entry").First.ClickAsync();

        await Expect(page.GetByLabel("Subject", new() { Exact = true })).ToHaveValueAsync("Half written");
        await Expect(page.GetByLabel("Note", new() { Exact = true })).ToHaveValueAsync("to be kept");
        await Button(page, "Save").ClickAsync();
        await Expect(Times(page)).ToHaveTextAsync(["10:00–10:30"]);
        await Expect(page.GetByText("to be kept")).ToBeVisibleAsync();
        await Button(page, "New entry").First.ClickAsync();
        await Expect(page.GetByLabel("Subject", new() { Exact = true })).ToHaveValueAsync("");
    }

    [Fact]
    public async Task BadInput_OfEveryKind_IsSaidAndLosesNothing()
    {
        var page = await OpenLogAsync();
        await FillAsync(page, "Algebra", "11:00", "10:00", "31.02.");
        await Button(page, "Save").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("There is no day 31 in February");
        await page.GetByLabel("Day", new() { Exact = true }).FillAsync("yesterday");
        await Button(page, "Save").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("It ends before it starts");
        await page.GetByLabel("End", new() { Exact = true }).FillAsync("11:30");
        await page.GetByLabel("Questions answered").FillAsync("3");
        await page.GetByLabel("Correct", new() { Exact = true }).FillAsync("9999");
        await Button(page, "Save").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("9999 correct of 3 answered cannot be");
        await page.GetByLabel("Correct", new() { Exact = true }).FillAsync("2");
        await page.GetByLabel("Subject", new() { Exact = true }).FillAsync(Flood(90));
        await page.GetByLabel("Note", new() { Exact = true }).FillAsync(Flood(9500));
        await Button(page, "Save").ClickAsync();
        await Expect(page.GetByText("At most 120 characters.").First).ToBeVisibleAsync();
        await Expect(page.GetByText("At most 4000 characters.").First).ToBeVisibleAsync();

        await Expect(page.GetByLabel("Subject", new() { Exact = true })).ToHaveValueAsync(Flood(90));
        await Expect(page.GetByLabel("Note", new() { Exact = true })).ToHaveValueAsync(Flood(9500));
        await page.GetByLabel("Subject", new() { Exact = true }).FillAsync(Flood(20));
        await page.GetByLabel("Note", new() { Exact = true }).FillAsync(Flood(1000));
        await Button(page, "Save").ClickAsync();
        await Expect(Times(page)).ToHaveTextAsync(["11:00–11:30"]);
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "2 / 3" })).ToContainTextAsync(Flood(20));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
    }

    private static string Flood(int count) => string.Concat(Enumerable.Repeat("🎉", count));

    private static ILocator Times(IPage page) => page.GetByRole(AriaRole.Cell).Filter(new() { HasTextRegex = new Regex(@"^\s*\d\d:\d\d–\d\d:\d\d\s*$") });

    private static async Task SelectBothAsync(IPage page)
    {
        foreach (var box in await page.GetByLabel("Select Theory · Algebra").AllAsync())
        {
            await box.CheckAsync();
        }
        await Expect(page.GetByText("2 selected")).ToBeVisibleAsync();
    }

    private async Task<IPage> OpenLogAsync()
    {
        var page = await OpenDeviceAsync();
        await CreateOwnerAsync(page);
        await VisitAsync(page, "/dashboard/sessions");
        return page;
    }

    private static async Task AddAsync(IPage page, string subject, string start, string end)
    {
        await FillAsync(page, subject, start, end);
        await Button(page, "Save").ClickAsync();
        await Expect(page.GetByText($"{start}–{end}")).ToBeVisibleAsync();
        // The form has gone: a press on "New entry" is for the next.
        await Expect(Button(page, "Save")).ToBeHiddenAsync();
    }

    private static async Task FillAsync(IPage page, string subject, string start, string end, string day = "yesterday")
    {
        await Button(page, "New entry").First.ClickAsync();
        await page.GetByLabel("Subject", new() { Exact = true }).FillAsync(subject);
        await page.GetByLabel("Day", new() { Exact = true }).FillAsync(day);
        await page.GetByLabel("Start", new() { Exact = true }).FillAsync(start);
        await page.GetByLabel("End", new() { Exact = true }).FillAsync(end);
    }
}
