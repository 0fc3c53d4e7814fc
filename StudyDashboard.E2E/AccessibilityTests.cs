using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using StudyDashboard.E2E.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StudyDashboard.E2E;

/// <summary>Walks pages and open dialogs with axe (WCAG 2.2, A and AA). A new page is one more line in <see cref="Pages"/>.</summary>
public sealed class AccessibilityTests : Journey
{
    private static readonly string[] Pages = ["/", "/welcome"];
    private static readonly string[] PlainPages = ["/sign-in"];

    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    };

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Pages_AndOpenDialogs_HaveNoViolations(ColorScheme scheme, int width)
    {
        var page = await OpenDeviceAsync(width, 844, scheme);
        var found = new List<string>();
        await page.GotoAsync("/setup");
        await CheckAsync(page, "setup", found);
        await CreateOwnerAsync(page);
        foreach (var address in Pages)
        {
            await page.GotoAsync(address);
            await page.WaitForFunctionAsync("document.cookie.includes('theme=')");
            await CheckAsync(page, address, found);
        }
        await CheckDialogAsync(page, "/", "Go to or do", found);
        await CheckDialogAsync(page, "?", "Keyboard shortcuts", found);
        if (width < 720)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync();
            await CheckAsync(page, "more", found);
        }
        await page.Context.ClearCookiesAsync();
        foreach (var address in PlainPages)
        {
            await page.GotoAsync(address);
            await CheckAsync(page, address, found);
        }
        Assert.Empty(found);
    }

    private static async Task CheckDialogAsync(IPage page, string key, string name, List<string> found)
    {
        await page.Keyboard.PressAsync(key);
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = name });
        await Expect(dialog).ToBeVisibleAsync();
        await CheckAsync(page, name, found);
        await page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToBeHiddenAsync();
    }

    // Colours are measured once nothing moves.
    private static async Task CheckAsync(IPage page, string where, List<string> found)
    {
        await page.WaitForFunctionAsync("document.getAnimations().every(a => a.playState !== 'running' || a.effect.getTiming().iterations === Infinity)");
        var result = await page.RunAxe(Rules);
        found.AddRange(result.Violations.Select(v => $"{where}: {v.Id}: {string.Join(" | ", v.Nodes.Select(n => n.Html))}"));
    }
}
