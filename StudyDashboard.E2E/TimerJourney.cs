using Microsoft.Playwright;
using StudyDashboard.E2E.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StudyDashboard.E2E;

public sealed class TimerJourney : Journey
{
    [Fact]
    public async Task Timer_StartedOnOneDevice_ShowsAndFinishesOnTheOther()
    {
        var laptop = await OpenDeviceAsync();
        await CreateOwnerAsync(laptop);
        var phone = await OpenDeviceAsync(width: 390);
        await SignInAsync(phone);

        await laptop.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        await Expect(phone.GetByRole(AriaRole.Timer)).ToContainTextAsync("0:00:0");

        await phone.GetByRole(AriaRole.Button, new() { Name = "Finish" }).ClickAsync();
        await Expect(laptop.GetByRole(AriaRole.Button, new() { Name = "Start" })).ToBeVisibleAsync();
    }
}
