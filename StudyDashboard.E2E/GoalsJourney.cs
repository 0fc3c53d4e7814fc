using Microsoft.Playwright;
using StudyDashboard.E2E.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StudyDashboard.E2E;

/// <summary>A goal from its form to the second device that sees it move, and a day off that does not cost the streak.</summary>
public sealed class GoalsJourney : Journey
{
    public override ValueTask InitializeAsync()
    {
        Server.Clock.GoToNoon();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Goal_MovesOnASecondDeviceWhenASessionFinishes_AndAFrozenDayKeepsTheStreak()
    {
        var laptop = await OpenDeviceAsync();
        await CreateOwnerAsync(laptop);
        var phone = await OpenDeviceAsync(width: 390);
        await SignInAsync(phone);

        await laptop.GetByRole(AriaRole.Link, new() { Name = "Goals", Exact = true }).First.ClickAsync();
        await Expect(laptop.GetByRole(AriaRole.Heading, new() { Name = "No goals yet" })).ToBeVisibleAsync();
        await Button(laptop, "New goal").First.ClickAsync();
        await laptop.GetByLabel("Target", new() { Exact = true }).FillAsync("15");
        await Button(laptop, "Add goal").ClickAsync();
        await Expect(laptop.GetByRole(AriaRole.Heading, new() { Name = "15 min a week" })).ToBeVisibleAsync();
        await VisitAsync(phone, "/dashboard/goals");
        await Expect(phone.GetByText("0 of 15 min")).ToBeVisibleAsync();

        await StudyAsync(laptop);
        await Expect(phone.GetByText("9 of 15 min")).ToBeVisibleAsync();
        await StudyAsync(laptop);
        await Expect(phone.GetByText("Reached: today.")).ToBeVisibleAsync();
        await VisitAsync(laptop, "/");
        await Expect(laptop.GetByText("1 of 1 reached")).ToBeVisibleAsync();

        await phone.GetByRole(AriaRole.Link, new() { Name = "Rewards", Exact = true }).First.ClickAsync();
        var streak = phone.GetByRole(AriaRole.Region, new() { Name = "Streak" });
        await Expect(streak.GetByText("1 day", new() { Exact = true })).ToBeVisibleAsync();
        await ReadyAsync(phone);
        await Button(phone, "Freeze").ClickAsync();
        await Expect(streak.GetByRole(AriaRole.Button, new() { Name = "Take back the freeze" })).ToBeVisibleAsync();

        Server.Clock.Advance(TimeSpan.FromDays(2));
        await VisitAsync(laptop, "/dashboard/rewards");
        await StudyAsync(laptop);
        await StudyAsync(laptop);

        var now = laptop.GetByRole(AriaRole.Region, new() { Name = "Streak" });
        await Expect(now.GetByText("2 days", new() { Exact = true })).ToBeVisibleAsync();
        await now.GetByText("The days that decide").First.ClickAsync();
        await Expect(now.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "frozen" })).ToBeVisibleAsync();
    }

    /// <summary>Nine minutes on the timer: too short for the idle question.</summary>
    private async Task StudyAsync(IPage page)
    {
        await Button(page, "Start").First.ClickAsync();
        await Button(page, "Start session").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Timer).First).ToContainTextAsync(":");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        Server.Clock.Advance(TimeSpan.FromMinutes(9));
        await page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Button, new() { Name = "Finish" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
    }
}
