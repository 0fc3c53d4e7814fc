using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using static StudyDashboard.E2E.Infrastructure.Journey;

namespace StudyDashboard.E2E;

/// <content>What opens on the pages of classes.</content>
public sealed partial class AccessibilityTests
{
    [Fact]
    public async Task Classes_WithEverythingOpen_HasNoViolations()
    {
        await VisitAsync(Page, "/classes");
        await Button(Page, "New class").ClickAsync();
        await Expect(Page.GetByLabel("Name", new() { Exact = true })).ToBeVisibleAsync();
        await Axe.CheckAsync("classes: new");
        await VisitAsync(Page, "/classes/1");
        await Page.GetByText("How everyone stands").ClickAsync();
        await Button(Page, "New assignment").ClickAsync();
        await Expect(Page.GetByLabel("Due on")).ToBeVisibleAsync();
        await Axe.CheckAsync("class: new assignment");
        await VisitAsync(Page, "/classes/1?show=members");
        await Button(Page, "Make a new code").ClickAsync();
        await Expect(Page.GetByText("Pass this code on")).ToBeVisibleAsync();
        await Axe.CheckAsync("class: code");
        Axe.AssertClean();
    }
}
