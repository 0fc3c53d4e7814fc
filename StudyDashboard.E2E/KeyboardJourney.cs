using System.Text.RegularExpressions;
using Microsoft.Playwright;
using StudyDashboard.E2E.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StudyDashboard.E2E;

public sealed class KeyboardJourney : Journey
{
    [Fact]
    public async Task Session_FromStartToLog_NeedsNoPointer()
    {
        var page = await OpenDeviceAsync();
        await CreateOwnerAsync(page);
        var keys = page.Keyboard;

        await keys.PressAsync("s");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Start a session" });
        await Expect(dialog).ToBeVisibleAsync();
        await keys.PressAsync("Escape");
        await Expect(dialog).ToBeHiddenAsync();
        await keys.PressAsync("s");
        await TabToAsync(page, dialog.GetByLabel("Subject"));
        await keys.TypeAsync("Algebra");
        await keys.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Timer)).ToContainTextAsync(":");
        await Expect(dialog).ToBeHiddenAsync();
        await Expect(page).ToHaveTitleAsync(new Regex(@"^0:\d\d · "));

        await keys.PressAsync("p");
        await Expect(Button(page, "Resume")).ToBeVisibleAsync();
        await keys.PressAsync("s");
        var sheet = page.GetByRole(AriaRole.Dialog, new() { Name = "How did it go?" });
        await Expect(sheet.GetByLabel("Questions answered")).ToBeFocusedAsync();
        await keys.TypeAsync("12");
        await keys.PressAsync("Tab");
        await keys.TypeAsync("9");
        await keys.PressAsync("Enter");
        await Expect(sheet).ToBeHiddenAsync();
        await Expect(Button(page, "Undo")).ToBeVisibleAsync();

        await keys.PressAsync("n");
        await Expect(page).ToHaveURLAsync(new Regex("/dashboard/sessions\\?form=new$"));
        await TabToAsync(page, page.GetByLabel("Subject", new() { Exact = true }));
        await keys.TypeAsync("Latin");
        await TabToAsync(page, page.GetByLabel("Length", new() { Exact = true }));
        await keys.TypeAsync("25");
        await keys.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Latin" })).ToContainTextAsync("0:25");
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Algebra" })).ToContainTextAsync("9 / 12");
    }

    /// <summary>Tabs until the element has the focus.</summary>
    private static async Task TabToAsync(IPage page, ILocator target)
    {
        await Expect(target).ToBeVisibleAsync();
        for (var presses = 0; presses < 60 && !await target.EvaluateAsync<bool>("e => e === document.activeElement"); presses++)
        {
            await page.Keyboard.PressAsync("Tab");
        }
        await Expect(target).ToBeFocusedAsync();
    }
}
