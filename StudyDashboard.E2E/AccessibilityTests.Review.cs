using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using static StudyDashboard.E2E.Infrastructure.Journey;

namespace StudyDashboard.E2E;

/// <content>What opens on the pages of reviews.</content>
public sealed partial class AccessibilityTests
{
    [Fact]
    public async Task Review_WithEverythingOpen_HasNoViolations()
    {
        await VisitAsync(Page, "/review");
        await Button(Page, "New deck").ClickAsync();
        await Expect(Page.GetByLabel("Name", new() { Exact = true })).ToBeVisibleAsync();
        await Axe.CheckAsync("review: new deck");
        await VisitAsync(Page, "/review/sitting");
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Show the answer" })).ToBeVisibleAsync();
        await Axe.CheckAsync("sitting: question");
        await Page.Keyboard.PressAsync("Space");
        await Expect(Page.GetByRole(AriaRole.Group, new() { Name = "How well did you know it?" })).ToBeVisibleAsync();
        await Axe.CheckAsync("sitting: answer");
        await Page.Keyboard.PressAsync("e");
        await Expect(Page.GetByLabel("Front", new() { Exact = true })).ToBeVisibleAsync();
        await Axe.CheckAsync("sitting: edit");
        await VisitAsync(Page, "/review/decks/1");
        await Button(Page, "New card").ClickAsync();
        await Expect(Page.GetByLabel("Front", new() { Exact = true })).ToBeVisibleAsync();
        await Axe.CheckAsync("cards: new");
        await VisitAsync(Page, "/review/decks/1");
        await Page.GetByRole(AriaRole.Checkbox).First.CheckAsync();
        await Expect(Page.GetByText("1 selected")).ToBeVisibleAsync();
        await Axe.CheckAsync("cards: selected");
        await VisitAsync(Page, "/review/decks/1/settings");
        await Button(Page, "Before an exam, 95 %").ClickAsync();
        await Axe.CheckAsync("deck: preview");
        await VisitAsync(Page, "/review/figures?deck=1");
        foreach (var table in await Button(Page, "Table").AllAsync())
        {
            await table.ClickAsync();
        }
        await Axe.CheckAsync("figures: tables");
        Axe.AssertClean();
    }
}
