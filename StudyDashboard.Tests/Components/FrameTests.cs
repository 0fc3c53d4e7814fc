using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Components.Keys;
using StudyDashboard.Components.Layout;
using StudyDashboard.Components.Palette;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Choices;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Components;

public sealed class FrameTests : IDisposable
{
    private readonly StudyFixture _study = new();
    private readonly BunitContext _page = new();
    private readonly StepClock _clock = new();

    public FrameTests()
    {
        _page.JSInterop.Mode = JSRuntimeMode.Loose;
        _page.Services.AddSingleton(_study.Get<ProfileService>());
        _page.Services.AddSingleton<TimeProvider>(_clock);
        _page.Services.AddScoped<UndoOffers>();
        _page.Services.AddScoped<IPaletteSource, FramePalette>();
    }

    [Fact]
    public async Task Rail_Student_ShowsWhatStudentsDo()
    {
        Assert.Equal(["Today", "Schedule", "Timer", "Review", "Plans", "Library", "Scenarios", "Quizzes", "Goals", "Log", "Reports", "Classes"], Entries(await ProfileAsync(Roles.Student)));
    }

    [Fact]
    public async Task Rail_GuardianAlone_ShowsTodayAndChildren()
    {
        Assert.Equal(["Today", "Schedule", "Reports", "Children"], Entries(await ProfileAsync(Roles.Guardian)));
    }

    [Fact]
    public async Task Rail_Collapsed_IsRemembered()
    {
        var profile = await ProfileAsync(Roles.Student);
        var rail = _page.Render<Rail>(p => p.AddCascadingValue(profile));

        await rail.Find("button[aria-pressed]").ClickAsync(new MouseEventArgs());

        Assert.True((await ProfileAsync()).Preferences.RailCollapsed);
    }

    [Fact]
    public async Task ThemeSwitch_Pressed_GoesOnAndIsRemembered()
    {
        var module = _page.JSInterop.SetupModule("./js/theme.js");
        module.Mode = JSRuntimeMode.Loose;
        var profile = await ProfileAsync();
        var theme = _page.Render<ThemeSwitch>(p => p.AddCascadingValue(profile));

        await theme.Find("button").ClickAsync(new MouseEventArgs());

        Assert.Equal(Theme.Light, (await ProfileAsync()).Preferences.Theme);
        Assert.Equal("light", module.Invocations["show"][^1].Arguments[0]);
    }

    [Fact]
    public async Task Palette_Typed_ShowsWhatMatchesAndEnterGoesThere()
    {
        var profile = await ProfileAsync(Roles.Student);
        var palette = _page.Render<CommandPalette>(p => p.AddCascadingValue(profile));

        await palette.Find("input").InputAsync("log");
        var box = palette.Find("input");
        Assert.Equal(["Log"], palette.FindAll("[role=option] .label").Select(o => o.TextContent));
        Assert.Equal("palette-0", box.GetAttribute("aria-activedescendant"));
        await box.KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });

        Assert.EndsWith("/dashboard/sessions", _page.Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Palette_ArrowUpFromTheFirst_ChoosesTheLast()
    {
        var profile = await ProfileAsync(Roles.Student);
        var palette = _page.Render<CommandPalette>(p => p.AddCascadingValue(profile));

        await palette.Find("input").KeyDownAsync(new KeyboardEventArgs { Key = "ArrowUp" });

        Assert.Equal("true", palette.FindAll("[role=option]")[^1].GetAttribute("aria-selected"));
    }

    [Fact]
    public async Task Palette_NothingFound_SaysSo()
    {
        var profile = await ProfileAsync();
        var palette = _page.Render<CommandPalette>(p => p.AddCascadingValue(profile));

        await palette.Find("input").InputAsync("zzz");

        Assert.Contains("zzz", palette.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Empty(palette.FindAll("[role=option]"));
    }

    [Fact]
    public async Task ShortcutSettings_KeyThatIsTaken_IsRefused()
    {
        var profile = await ProfileAsync(Roles.Student);
        var settings = _page.Render<ShortcutSettings>(p => p.AddCascadingValue(profile));

        await settings.Find("#key-new").ChangeAsync("s");

        Assert.Contains("taken", settings.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty((await ProfileAsync()).Preferences.Shortcuts);
    }

    [Fact]
    public async Task ShortcutSettings_FreeKey_IsRemembered()
    {
        var profile = await ProfileAsync(Roles.Student);
        var settings = _page.Render<ShortcutSettings>(p => p.AddCascadingValue(profile));

        await settings.Find("#key-new").ChangeAsync("x");

        Assert.Equal("x", (await ProfileAsync()).Preferences.Shortcuts["new"]);
    }

    [Fact]
    public async Task ShortcutSheet_SwitchedOff_GivesTheBrowserNoKeys()
    {
        var profile = await ProfileAsync(Roles.Student);
        var sheet = _page.Render<ShortcutSheet>(p => p.AddCascadingValue(profile with { Preferences = new Preferences { ShortcutsOn = false } }));

        Assert.Equal("{}", sheet.Find("#shortcut-keys").GetAttribute("data-keys"));
    }

    [Fact]
    public void UndoBar_TenSecondsLater_IsGone()
    {
        var bar = _page.Render<UndoBar>();
        Offer();
        bar.WaitForAssertion(() => Assert.Contains("Session deleted", bar.Markup, StringComparison.Ordinal));

        _clock.Advance(UndoOffers.Lifetime);

        bar.WaitForAssertion(() => Assert.DoesNotContain("Session deleted", bar.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task UndoBar_UnderThePointer_TimeStandsStill()
    {
        var bar = _page.Render<UndoBar>();
        Offer();
        bar.WaitForElement(".undo-offer");
        _clock.Advance(TimeSpan.FromSeconds(6));
        await bar.Find(".undo-offer").TriggerEventAsync("onmouseenter", new MouseEventArgs());
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("Session deleted", bar.Markup, StringComparison.Ordinal);

        await bar.Find(".undo-offer").TriggerEventAsync("onmouseleave", new MouseEventArgs());
        _clock.Advance(TimeSpan.FromSeconds(4));

        bar.WaitForAssertion(() => Assert.DoesNotContain("Session deleted", bar.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task UndoBar_UndoRefused_ShowsWhy()
    {
        var bar = _page.Render<UndoBar>();
        Offer(Refusal.Conflict("It was edited since."));

        await bar.WaitForElement(".undo-offer .button").ClickAsync(new MouseEventArgs());

        Assert.Contains("It was edited since.", bar.Find("[role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void UndoBar_Disposed_ListensNoMore()
    {
        var bar = _page.Render<UndoBar>();
        bar.Instance.Dispose();

        Offer();

        Assert.DoesNotContain("Session deleted", bar.Markup, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _page.Dispose();
        _study.Dispose();
    }

    private void Offer(Refusal? refusal = null) =>
        _page.Services.GetRequiredService<UndoOffers>().Offer("Session deleted", _ => Task.FromResult(refusal));

    private IEnumerable<string> Entries(Profile profile) =>
        _page.Render<Rail>(p => p.AddCascadingValue(profile)).FindAll("nav .label").Select(l => l.TextContent);

    private async Task<Profile> ProfileAsync(params string[] roles) =>
        (await _study.Get<ProfileService>().GetAsync(_study.StudentId, TestContext.Current.CancellationToken))! with { Roles = roles };
}
