using System.Text.RegularExpressions;
using Microsoft.Playwright;
using StudyDashboard.E2E.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StudyDashboard.E2E;

public sealed class FrameJourney : Journey
{
    [Fact]
    public async Task Theme_Chosen_IsThereFromTheFirstByteAfterAReload()
    {
        var page = await OpenDeviceAsync();
        await CreateOwnerAsync(page);

        await Button(page, "Theme: as the device").ClickAsync();
        await Button(page, "Theme: light").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Theme: dark" })).ToBeVisibleAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");

        var reloaded = await page.ReloadAsync();
        Assert.Contains("data-theme=\"dark\"", await reloaded!.TextAsync(), StringComparison.Ordinal);

        var phone = await OpenDeviceAsync(width: 390);
        await SignInAsync(phone);
        await Expect(phone.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }

    [Fact]
    public async Task Phone_BottomBarAndSheet_ReachEveryPage()
    {
        var page = await OpenDeviceAsync(width: 390, height: 844);
        await CreateOwnerAsync(page);
        var bar = page.GetByRole(AriaRole.Navigation, new() { Name = "Main" });
        await Expect(bar.GetByRole(AriaRole.Link)).ToHaveTextAsync(["Today", "Schedule", "Timer", "Review"]);

        await bar.GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync();
        var sheet = page.GetByRole(AriaRole.Dialog, new() { Name = "More" });
        await Expect(sheet.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(sheet).ToBeHiddenAsync();
        await Expect(bar.GetByRole(AriaRole.Button, new() { Name = "More" })).ToBeFocusedAsync();

        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= 390"));
    }

    [Fact]
    public async Task KeyboardOnly_PaletteSheetAndGo_WorkAndStayOutOfInputs()
    {
        var page = await OpenDeviceAsync();
        await CreateOwnerAsync(page);
        await page.Keyboard.PressAsync("/");
        var palette = page.GetByRole(AriaRole.Dialog, new() { Name = "Go to or do" });
        var box = palette.GetByRole(AriaRole.Combobox);
        await Expect(box).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("s?");
        await Expect(box).ToHaveValueAsync("s?");
        await page.Keyboard.PressAsync("Escape");
        await Expect(box).ToBeHiddenAsync();
        await Expect(page.GetByRole(AriaRole.Timer)).ToHaveCountAsync(0);

        await page.Keyboard.PressAsync("?");
        var sheet = page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" });
        await Expect(sheet).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(sheet).ToBeHiddenAsync();

        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("l");
        await Expect(page).ToHaveURLAsync(new Regex("/dashboard/sessions$"));

        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("today");
        await Expect(palette.GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("/$"));
        await Expect(box).ToBeHiddenAsync();
    }
}
