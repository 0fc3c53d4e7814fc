using Microsoft.Playwright;
using StudyDashboard.E2E.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StudyDashboard.E2E;

/// <summary>Cards from the first deck to the next day's queue, by the keyboard, and with the connection cut in the middle.</summary>
public sealed class ReviewJourney : Journey
{
    public override ValueTask InitializeAsync()
    {
        Server.Clock.GoToNoon();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Sitting_ByKeyboardWithUndo_AndTheNextDaysQueueIsRight()
    {
        var page = await OpenDeviceAsync();
        await CreateOwnerAsync(page);
        await MakeDeckAsync(page, ("casa", "house"), ("perro", "dog"), ("gato", "cat"));

        await page.GetByRole(AriaRole.Link, new() { Name = "Start", Exact = true }).ClickAsync();
        await Expect(page.GetByText("casa", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByText("1 / 3")).ToBeVisibleAsync();
        await Expect(page.GetByText("house", new() { Exact = true })).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("Space");
        await Expect(page.GetByText("house", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Good 10 min" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Easy 8 d" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("4");
        await Expect(page.GetByText("perro", new() { Exact = true })).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("u");
        await Expect(page.GetByText("casa", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByText("1 / 3")).ToBeVisibleAsync();
        await AnswerAsync(page, "4");
        await Expect(page.GetByText("perro", new() { Exact = true })).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("e");
        await page.GetByLabel("Back", new() { Exact = true }).FillAsync("a dog");
        await page.GetByLabel("Back", new() { Exact = true }).PressAsync("Tab");
        await Button(page, "Save").ClickAsync();
        await Expect(page.GetByText("perro", new() { Exact = true })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("!");
        await Expect(page.GetByText("flagged")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Space");
        await Expect(page.GetByText("a dog", new() { Exact = true })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("4");
        await Expect(page.GetByText("gato", new() { Exact = true })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("b");
        await Expect(page.GetByText("Done for now: 2 cards answered")).ToBeVisibleAsync();

        await VisitAsync(page, "/dashboard/sessions");
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Vocabulary" })).ToHaveCountAsync(1);

        Server.Clock.Advance(TimeSpan.FromDays(1));
        await VisitAsync(page, "/review");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Start: 1 card" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Start: 1 card" }).ClickAsync();
        await Expect(page.GetByText("gato", new() { Exact = true })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/review$"));
    }

    [Fact]
    public async Task Answer_WhileTheServerIsKilled_IsKeptAndHandedOver()
    {
        await using var server = new StudyProcess();
        await server.StartAsync(TestContext.Current.CancellationToken);
        var page = await OpenDeviceAsync(address: server.Address);
        await CreateOwnerAsync(page);
        await MakeDeckAsync(page, ("casa", "house"), ("perro", "dog"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Start", Exact = true }).ClickAsync();
        await AnswerAsync(page, "4");
        await Expect(page.GetByText("perro", new() { Exact = true })).ToBeVisibleAsync();

        await server.KillAsync();
        await page.Keyboard.PressAsync("Space");
        await Expect(page.GetByText("dog", new() { Exact = true })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("4");
        await Expect(page.GetByText("Your answers are kept on this device")).ToBeVisibleAsync();
        await server.StartAsync(TestContext.Current.CancellationToken);

        await Expect(page.GetByText("Nothing is due").Or(page.GetByText("Done for now"))).ToBeVisibleAsync();
        await VisitAsync(page, "/review");
        await Expect(page.GetByText("2 answers today")).ToBeVisibleAsync();
    }

    private static async Task MakeDeckAsync(IPage page, params (string Front, string Back)[] cards)
    {
        await VisitAsync(page, "/review");
        await Button(page, "New deck").First.ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Spanish");
        await Button(page, "Add").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Spanish", Exact = true }).ClickAsync();
        await Button(page, "New card").First.ClickAsync();
        foreach (var (front, back) in cards)
        {
            await page.GetByLabel("Front", new() { Exact = true }).FillAsync(front);
            await page.GetByLabel("Back", new() { Exact = true }).FillAsync(back);
            await page.GetByLabel("Back", new() { Exact = true }).PressAsync("Tab");
            await Button(page, "Save").ClickAsync();
            await Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = front })).ToBeVisibleAsync();
        }
    }

    private static async Task AnswerAsync(IPage page, string grade)
    {
        await Expect(Button(page, "Show the answer").Or(page.GetByRole(AriaRole.Button, new() { Name = "Show the answer" }))).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Space");
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "How well did you know it?" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync(grade);
    }
}
