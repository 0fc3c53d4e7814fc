using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using StudyDashboard.E2E.Infrastructure;
using StudyDashboard.Features.Notices.Post;
using static Microsoft.Playwright.Assertions;

namespace StudyDashboard.E2E;

public sealed class NoticesJourney : Journey
{
    // What a page would show by the system and let sound is counted instead.
    private const string Listen = """
        window.shown = [];
        window.Notification = class { constructor(title) { window.shown.push(title); } close() {} };
        Notification.permission = 'granted';
        Notification.requestPermission = async () => 'granted';
        window.heard = 0;
        const start = OscillatorNode.prototype.start;
        OscillatorNode.prototype.start = function (...at) { document.documentElement.dataset.heard = ++window.heard; return start.apply(this, at); };
        """;

    [Fact]
    public async Task Notice_OnTwoTabs_SoundsInOneIsShownOnceAndSnoozedForBoth()
    {
        var first = await OpenDeviceAsync();
        await first.Context.AddInitScriptAsync(Listen);
        await CreateOwnerAsync(first);
        var second = await first.Context.NewPageAsync();
        await VisitAsync(second, "/notices");
        await Expect(second.GetByText("Nothing to tell you yet")).ToBeVisibleAsync();
        // A browser lets a page sound only after it was touched.
        await second.GetByRole(AriaRole.Heading, new() { Name = "Notices" }).ClickAsync();
        await VisitAsync(first, "/settings/notices");
        await Expect(first.GetByText("System notices are allowed in this browser.")).ToBeVisibleAsync();

        await Button(first, "Send a test").ClickAsync();

        foreach (var tab in new[] { first, second })
        {
            await Expect(tab.GetByRole(AriaRole.Group, new() { Name = "Alarm" })).ToContainTextAsync("This is a test notice");
            await Expect(Button(tab, "Notices: 1 unread")).ToBeVisibleAsync();
        }
        await Expect(second.GetByRole(AriaRole.Main).GetByText("This is a test notice")).ToBeVisibleAsync();
        await Task.WhenAny(first.Locator("html[data-heard]").WaitForAsync(), second.Locator("html[data-heard]").WaitForAsync());
        var (here, there) = (await first.EvaluateAsync<int>("heard"), await second.EvaluateAsync<int>("heard"));
        Assert.True(here > 0 != there > 0, $"Sounds: {here} and {there}.");
        Assert.Equal(1, await first.EvaluateAsync<int>("shown.length") + await second.EvaluateAsync<int>("shown.length"));

        await Button(second, "Snooze 5 min").ClickAsync();
        foreach (var tab in new[] { first, second })
        {
            await Expect(tab.GetByRole(AriaRole.Group, new() { Name = "Alarm" })).ToBeHiddenAsync();
        }
        Server.Clock.Advance(TimeSpan.FromMinutes(5));
        Server.Services.GetRequiredService<NoticeWake>().Ring();
        foreach (var tab in new[] { first, second })
        {
            await Expect(tab.GetByRole(AriaRole.Group, new() { Name = "Alarm" })).ToBeVisibleAsync();
        }
        await Button(first, "Dismiss").ClickAsync();
        await Expect(second.GetByRole(AriaRole.Group, new() { Name = "Alarm" })).ToBeHiddenAsync();
        await Expect(Button(second, "Notices")).ToBeVisibleAsync();
        Assert.Equal(1, await first.EvaluateAsync<int>("shown.length") + await second.EvaluateAsync<int>("shown.length"));
        await Button(second, "Notices").ClickAsync();
        await Expect(second.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Reminder_AddedInTheSettings_IsThereAfterAReload()
    {
        var page = await OpenDeviceAsync(width: 390);
        await CreateOwnerAsync(page);
        await VisitAsync(page, "/settings/notices");
        await Expect(page.GetByText("E-mail is not set up on this server.")).ToBeVisibleAsync();
        await Button(page, "Add a reminder").ClickAsync();
        var added = page.GetByRole(AriaRole.Group, new() { Name = "Reminder 3" });
        await added.GetByLabel("How long before").FillAsync("2h");
        await added.GetByLabel("How", new() { Exact = true }).SelectOptionAsync("Sound alarm");
        await Button(page, "Remove reminder 1").ClickAsync();
        await Button(page, "Save").ClickAsync();
        await Expect(page.GetByText("Saved.")).ToBeVisibleAsync();

        await page.ReloadAsync();
        await ReadyAsync(page);

        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Reminder 2" }).GetByLabel("How long before")).ToHaveValueAsync("2h");
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Reminder 3" })).ToBeHiddenAsync();
    }
}
