using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using StudyDashboard.E2E.Infrastructure;
using StudyDashboard.Features.Accounts.Tokens;
using static Microsoft.Playwright.Assertions;

namespace StudyDashboard.E2E;

public sealed class OfflineResultsJourney : Journey
{
    [Fact]
    public async Task SiteToken_OnTheAdminsPage_IsRevokedAndTakenBack()
    {
        var page = await OpenDeviceAsync();
        await CreateOwnerAsync(page);
        await VisitAsync(page, "/admin");
        var part = page.GetByRole(AriaRole.Region, new() { Name = "Offline results" });
        await Expect(part).ToContainTextAsync("Ingest:Enabled=true");
        await Expect(part.GetByText("There is none.")).ToBeVisibleAsync();
        // As `token create --site` makes it.
        var tokens = Server.Services.GetRequiredService<SiteTokens>();
        var made = (await tokens.CreateAsync("viewers", TestContext.Current.CancellationToken)).Value;

        await page.ReloadAsync();
        await ReadyAsync(page);
        await Expect(part.GetByRole(AriaRole.Listitem)).ToContainTextAsync("viewers");
        await part.GetByRole(AriaRole.Button, new() { Name = "viewers" }).ClickAsync();

        await Expect(part.GetByText("There is none.")).ToBeVisibleAsync();
        Assert.Null(await tokens.CheckAsync(made.Secret, TestContext.Current.CancellationToken));
        await Button(page, "Undo").ClickAsync();
        await Expect(part.GetByRole(AriaRole.Listitem)).ToContainTextAsync("viewers");
        Assert.NotNull(await tokens.CheckAsync(made.Secret, TestContext.Current.CancellationToken));
    }
}
