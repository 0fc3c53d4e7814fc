using System.Text.RegularExpressions;
using Microsoft.Playwright;
using StudyDashboard.E2E.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StudyDashboard.E2E;

/// <summary>
/// Walks every page with axe, and every form, menu and dialog that opens on one. No page may have a violation, a line in the console, a
/// request to elsewhere, or be wider than the window. A new page is one more line in <see cref="Pages"/>.
/// </summary>
public sealed class AccessibilityTests(FilledProduct product) : IClassFixture<FilledProduct>
{
    private static readonly string[] Pages =
    [
        "/", "/timer", "/dashboard/sessions", "/dashboard/sessions?find=nothing", "/dashboard/sessions/deleted",
        "/settings", "/settings/study-days", "/settings/appearance", "/settings/timer", "/settings/shortcuts", "/settings/notifications",
        "/settings/guardians", "/settings/privacy", "/settings/tokens", "/settings/import",
        "/admin", "/students", "/children", "/api", "/welcome", "/nowhere",
    ];

    // Without the frame, or without a circuit.
    private static readonly string[] PlainPages = ["/settings/password", "/settings/delete-account", "/not-found", "/error"];
    private static readonly string[] StrangersPages = ["/sign-in", "/register", "/invitation/unknown"];

    public static TheoryData<ColorScheme, int> Devices => new() { { ColorScheme.Light, 1280 }, { ColorScheme.Dark, 1280 }, { ColorScheme.Light, 390 }, { ColorScheme.Dark, 390 } };

    [Fact]
    public void Setup_OnTheFirstVisit_HasNoViolations() => Assert.Empty(product.FoundAtSetup);

    [Theory]
    [MemberData(nameof(Devices))]
    public async Task Pages_AsTheyOpen_HaveNoViolations(ColorScheme scheme, int width)
    {
        var page = await product.OpenAsync(width, scheme);
        var axe = new Axe(page, product.Address);
        foreach (var address in Pages)
        {
            await OpenAsync(page, address);
            await axe.CheckAsync(address);
        }
        var stranger = await product.OpenAsync(width, scheme, signedIn: false);
        var plain = new Axe(stranger, product.Address);
        foreach (var address in StrangersPages.Append(product.InvitationLink))
        {
            await stranger.GotoAsync(address);
            await plain.CheckAsync(address);
        }
        foreach (var address in PlainPages)
        {
            await page.GotoAsync(address);
            await axe.CheckAsync(address);
        }
        Assert.Empty(axe.Found.Concat(plain.Found));
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public async Task Log_WithItsFormsOpen_HasNoViolations(ColorScheme scheme, int width)
    {
        var page = await product.OpenAsync(width, scheme);
        var axe = new Axe(page, product.Address);
        await OpenAsync(page, "/dashboard/sessions");
        await Button(page, "New entry").ClickAsync();
        await Button(page, "Save").ClickAsync();
        await axe.CheckAsync("log: refused entry");
        await Button(page, "Cancel").ClickAsync();
        await Button(page, "Plan a session").ClickAsync();
        await Expect(page.GetByLabel("Planned length")).ToBeVisibleAsync();
        await axe.CheckAsync("log: plan");
        await Button(page, "Cancel").ClickAsync();
        foreach (var (verb, of) in new[] { ("Edit", "More for Theory"), ("Split", "More for Theory"), ("Edit", "More for Test") })
        {
            await page.GetByLabel(of).First.ClickAsync();
            await axe.CheckAsync($"log: menu {verb}");
            await Button(page, verb).ClickAsync();
            await Expect(Button(page, "Cancel")).ToBeVisibleAsync();
            await axe.CheckAsync($"log: {verb}");
            await Button(page, "Cancel").ClickAsync();
        }
        await page.GetByLabel("Select Theory").First.CheckAsync();
        await page.GetByLabel("Select Practice").First.CheckAsync();
        await Button(page, "Change…").ClickAsync();
        await Expect(Button(page, "Change them")).ToBeVisibleAsync();
        await axe.CheckAsync("log: bulk");
        await Button(page, "Merge").ClickAsync();
        await Expect(Button(page, "Merge")).ToBeVisibleAsync();
        await axe.CheckAsync("log: merge");
        await page.GetByLabel("More for Theory").Last.ClickAsync();
        await Button(page, "Delete").ClickAsync();
        await Expect(Button(page, "Undo")).ToBeVisibleAsync();
        await axe.CheckAsync("log: undo");
        await Button(page, "Undo").ClickAsync();
        Assert.Empty(axe.Found);
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public async Task Timer_InEachOfItsStates_HasNoViolations(ColorScheme scheme, int width)
    {
        var page = await product.OpenAsync(width, scheme);
        var axe = new Axe(page, product.Address);
        await OpenAsync(page, "/");
        await Button(page, "Start").First.ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Radio, new() { Name = "Theory" }).CheckAsync(new() { Force = true });
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Radio, new() { Name = "Pomodoro" }).CheckAsync(new() { Force = true });
        await axe.CheckAsync("start");
        await Button(page, "Start session").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await axe.CheckAsync("today: running");
        await OpenAsync(page, "/timer");
        await Button(page, "Edit").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Solve" }).ClickAsync();
        await Expect(page.GetByLabel("Solve: how many")).ToBeVisibleAsync();
        await axe.CheckAsync("timer: running");
        await Button(page, "Pause").First.ClickAsync();
        await Expect(Button(page, "Resume").First).ToBeVisibleAsync();
        await axe.CheckAsync("timer: paused");
        await Button(page, "Resume").First.ClickAsync();
        await Button(page, "Full screen").ClickAsync();
        await axe.CheckAsync("timer: full screen");
        await Button(page, "Leave full screen").ClickAsync();

        product.Clock.Advance(TimeSpan.FromMinutes(50));
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("What happened from");
        await axe.CheckAsync("idle");
        await Button(page, "Keep it").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Button, new() { Name = "Finish" }).ClickAsync();
        await Expect(page.GetByLabel("Questions answered")).ToBeVisibleAsync();
        await axe.CheckAsync("finish");
        await page.GetByRole(AriaRole.Button, new() { Name = "Skip" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        Assert.Empty(axe.Found);
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public async Task Frame_WithItsDialogsOpen_HasNoViolations(ColorScheme scheme, int width)
    {
        var page = await product.OpenAsync(width, scheme);
        var axe = new Axe(page, product.Address);
        await OpenAsync(page, "/");
        foreach (var (key, name) in new[] { ("/", "Go to or do"), ("?", "Keyboard shortcuts") })
        {
            await page.Keyboard.PressAsync(key);
            var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = name });
            await Expect(dialog).ToBeVisibleAsync();
            await axe.CheckAsync(name);
            await page.Keyboard.PressAsync("Escape");
            await Expect(dialog).ToBeHiddenAsync();
        }
        if (width < 720)
        {
            await Button(page, "More").ClickAsync();
            await axe.CheckAsync("more");
            await page.Keyboard.PressAsync("Escape");
        }
        await Button(page, "Arrange").ClickAsync();
        await Expect(Button(page, "Done")).ToBeVisibleAsync();
        await axe.CheckAsync("today: arrange");
        await Button(page, "Done").ClickAsync();
        foreach (var table in await Button(page, "Table").AllAsync())
        {
            await table.ClickAsync();
        }
        await axe.CheckAsync("today: tables");
        await OpenAsync(page, "/settings/tokens");
        await page.GetByLabel("Name").FillAsync($"{scheme} {width}");
        await Button(page, "Create token").ClickAsync();
        await Expect(page.GetByLabel("Secret")).ToBeVisibleAsync();
        await axe.CheckAsync("tokens: made");
        Assert.Empty(axe.Found);
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    // Open means alive: the verbs of the timer sleep until the page has its circuit.
    private static async Task OpenAsync(IPage page, string address)
    {
        await page.GotoAsync(address);
        await Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^(Start|Finish|Start session)$") }).First).ToBeEnabledAsync(new() { Timeout = 20_000 });
    }
}
