using System.Text.RegularExpressions;
using Microsoft.Playwright;
using StudyDashboard.E2E.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StudyDashboard.E2E;

public sealed class WebhooksJourney : Journey
{
    [Fact]
    public async Task Webhook_MadeTestedAndDeleted_ShowsItsSecretOnceAndWhatWasSent()
    {
        var page = await OpenDeviceAsync(width: 390);
        await CreateOwnerAsync(page);
        await VisitAsync(page, "/settings/webhooks");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Wall display");
        // Nothing listens under this name (RFC 6761), so the test is known to fail at once.
        await page.GetByLabel("Address", new() { Exact = true }).FillAsync("https://wall.invalid/study");
        await page.GetByLabel("A lesson is planned").CheckAsync();
        await Button(page, "Create webhook").ClickAsync();

        await Expect(page.GetByLabel("Secret")).ToHaveValueAsync(new Regex("^sdwh_.{20,}"));
        await Button(page, "I have it").ClickAsync();
        await Expect(page.GetByLabel("Secret")).ToBeHiddenAsync();
        var hook = page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Wall display" });
        await Expect(hook).ToContainTextAsync("active");

        await Button(page, "Send a test to Wall display").ClickAsync();
        await Expect(page.GetByText("The test did not arrive at \"Wall display\"")).ToBeVisibleAsync();
        await Button(page, "Deliveries of Wall display").ClickAsync();
        var log = page.GetByRole(AriaRole.Region, new() { Name = "Deliveries of Wall display" });
        await Expect(log.GetByRole(AriaRole.Row).Filter(new() { HasText = "given up" })).ToHaveCountAsync(1);

        await page.ReloadAsync();
        await ReadyAsync(page);
        await Expect(page.GetByLabel("Secret")).ToBeHiddenAsync();
        await Button(page, "Delete Wall display").ClickAsync();
        await Expect(page.GetByText("There are no webhooks.")).ToBeVisibleAsync();
        await Button(page, "Undo").ClickAsync();
        await Expect(Button(page, "Delete Wall display")).ToBeVisibleAsync();
    }
}
