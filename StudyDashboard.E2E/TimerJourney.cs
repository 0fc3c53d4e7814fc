using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using StudyDashboard.E2E.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StudyDashboard.E2E;

public sealed class TimerJourney : Journey
{
    [Fact]
    public async Task Timer_OnTwoDevices_IsInStep()
    {
        var laptop = await OpenDeviceAsync();
        await CreateOwnerAsync(laptop);
        var phone = await OpenDeviceAsync(width: 390);
        await SignInAsync(phone);

        await StartAsync(laptop);
        await Expect(phone.GetByRole(AriaRole.Timer)).ToContainTextAsync("0:0");

        await laptop.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(laptop.GetByRole(AriaRole.Button, new() { Name = "Resume" })).ToBeVisibleAsync();
        await Expect(phone.GetByRole(AriaRole.Button, new() { Name = "Resume" })).ToBeVisibleAsync();
        var frozen = await FrozenAsync(phone);
        await Expect(phone.GetByRole(AriaRole.Timer)).ToHaveTextAsync(frozen);
        await Expect(laptop.GetByRole(AriaRole.Timer)).ToHaveTextAsync(frozen);

        await phone.GetByRole(AriaRole.Button, new() { Name = "Finish" }).ClickAsync();
        await Expect(phone.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await Expect(laptop.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Timer_ThroughAServerKill_IsRightToTheSecond()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var program = new StudyProcess();
        await program.StartAsync(cancellation);
        var page = await OpenDeviceAsync(address: program.Address);
        await CreateOwnerAsync(page);
        await StartAsync(page);
        var started = await page.GetByRole(AriaRole.Timer).GetAttributeAsync("data-started");

        await program.KillAsync();
        await Expect(page.GetByText("The connection is gone")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Timer)).ToHaveTextAsync(From(1 + await SecondsAsync(page)));
        await program.StartAsync(cancellation);

        // The page comes back by itself: only a connected one pauses.
        await Expect(page.GetByText("The connection is gone")).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Resume" })).ToBeVisibleAsync();
        Assert.Equal(started, await page.GetByRole(AriaRole.Timer).GetAttributeAsync("data-started"));
        await Expect(page.GetByRole(AriaRole.Timer)).ToHaveTextAsync(await FrozenAsync(page));
    }

    [Fact]
    public async Task Note_TypedWhileTheServerIsAway_IsThereAndStoredAfterwards()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var program = new StudyProcess();
        await program.StartAsync(cancellation);
        var page = await OpenDeviceAsync(address: program.Address);
        await CreateOwnerAsync(page);
        await StartAsync(page);
        await VisitAsync(page, "/timer");

        await program.KillAsync();
        await Expect(page.GetByText("The connection is gone")).ToBeVisibleAsync();
        await page.GetByLabel("Note").FillAsync("written on the train");
        await program.StartAsync(cancellation);

        await Expect(page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Note")).ToHaveValueAsync("written on the train");
        var phone = await OpenDeviceAsync(width: 390, address: program.Address);
        await SignInAsync(phone);
        await VisitAsync(phone, "/timer");
        await Expect(phone.GetByLabel("Note")).ToHaveValueAsync("written on the train");
    }

    [Fact]
    public async Task Timer_InTwoTabs_IsOneAndAStopIsTakenBack()
    {
        var first = await OpenDeviceAsync();
        await CreateOwnerAsync(first);
        var second = await first.Context.NewPageAsync();
        await VisitAsync(second, "/timer");

        await StartAsync(first);
        await Expect(second.GetByRole(AriaRole.Timer).First).ToContainTextAsync(":");
        await second.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Button, new() { Name = "Finish" }).ClickAsync();
        await Expect(second.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await Expect(Button(first, "Start")).ToBeVisibleAsync();
        await second.Keyboard.PressAsync("Escape");
        await Expect(second.GetByText("Session finished")).ToBeVisibleAsync();

        await Button(second, "Undo").ClickAsync();

        await Expect(first.GetByRole(AriaRole.Timer)).ToContainTextAsync(":");
        await Expect(second.GetByRole(AriaRole.Timer).First).ToContainTextAsync(":");
    }

    [Theory]
    [InlineData("Keep it", "40:")]
    [InlineData("Drop it and go on", "0:0")]
    public async Task IdleQuestion_Answered_LetsTheClockShowWhatCounts(string answer, string clock)
    {
        var page = await OpenDeviceAsync();
        await CreateOwnerAsync(page);
        await StartAsync(page);

        await ComeBackAfterAsync(page, TimeSpan.FromMinutes(40));
        await page.GetByRole(AriaRole.Button, new() { Name = answer }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await Expect(page.GetByRole(AriaRole.Timer)).ToContainTextAsync(new Regex("^" + clock));
    }

    [Fact]
    public async Task IdleQuestion_DroppedAndStopped_EndsTheSession()
    {
        var page = await OpenDeviceAsync();
        await CreateOwnerAsync(page);
        await StartAsync(page);

        await ComeBackAfterAsync(page, TimeSpan.FromMinutes(40));
        await page.GetByRole(AriaRole.Button, new() { Name = "Drop it and stop" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task IdleQuestion_OnALaterVisit_IsClosedWithoutDecidingAndThenSplit()
    {
        var page = await OpenDeviceAsync();
        await CreateOwnerAsync(page);
        await StartAsync(page);

        Server.Clock.Advance(TimeSpan.FromMinutes(40));
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await Expect(page.GetByRole(AriaRole.Timer)).ToContainTextAsync("40:");

        await page.GetByRole(AriaRole.Button, new() { Name = "what happened?" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Split…" }).ClickAsync();
        await page.GetByLabel("It was study until").FillAsync(Server.Clock.GetUtcNow().AddHours(-2).ToString("HH:mm", CultureInfo.InvariantCulture));
        await page.GetByRole(AriaRole.Button, new() { Name = "Drop the rest and go on" }).ClickAsync();
        await Expect(page.GetByText("Choose a time from")).ToBeVisibleAsync();
        var started = long.Parse((await page.GetByRole(AriaRole.Timer).First.GetAttributeAsync("data-started"))!, CultureInfo.InvariantCulture);
        var until = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(started).AddMinutes(15), TimeZoneInfo.FindSystemTimeZoneById("Europe/Sofia"));
        await page.GetByLabel("It was study until").FillAsync(until.ToString("HH:mm", CultureInfo.InvariantCulture));
        await page.GetByRole(AriaRole.Button, new() { Name = "Drop the rest and go on" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Timer)).ToContainTextAsync(new Regex("^1[45]:"));
    }

    [Fact]
    public async Task Pomodoro_WithActivitiesAndItsBreak_IsFinishedThroughTheSheet()
    {
        var page = await OpenDeviceAsync();
        await CreateOwnerAsync(page);
        var phone = await OpenDeviceAsync(width: 390);
        await SignInAsync(phone);
        await VisitAsync(page, "/timer");
        // A test asks no idle question.
        await ChooseAsync(page, "Kind", "Test");
        await page.GetByLabel("Subject").FillAsync("Algebra");
        await ChooseAsync(page, "Timer", "Pomodoro");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start session" }).ClickAsync();
        await Expect(page.GetByText("Pomodoro 1 of 4 · ends")).ToBeVisibleAsync();
        await Expect(page).ToHaveTitleAsync(new Regex(@"^2[45]:\d\d · "));

        Server.Clock.Advance(TimeSpan.FromSeconds((24 * 60) + 55));
        await ComeBackAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Solve" }).ClickAsync();
        await page.GetByLabel("Solve: how many").FillAsync("12");
        await page.GetByLabel("Of these right").FillAsync("9");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save count" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Solve 12" })).ToBeVisibleAsync();
        foreach (var device in new[] { page, phone })
        {
            await Expect(device.GetByText("Pomodoro 1 of 4 · break").First).ToBeVisibleAsync();
        }
        await Expect(page.GetByText("This round is done")).ToBeVisibleAsync();

        await page.GetByLabel("Note").FillAsync("substitution first");
        await Expect(page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Finish" }).ClickAsync();
        await Expect(page.GetByText("0:25:00 counted")).ToBeVisibleAsync();
        await page.GetByLabel("Questions answered").FillAsync("3");
        await page.GetByLabel("Correct", new() { Exact = true }).FillAsync("9999");
        await page.GetByRole(AriaRole.Radio, new() { Name = "4 of 5" }).CheckAsync(new() { Force = true });
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.GetByText("9999 correct of 3 answered cannot be")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Radio, new() { Name = "4 of 5" })).ToBeCheckedAsync();
        await page.GetByLabel("Correct", new() { Exact = true }).FillAsync("2");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await Expect(page).ToHaveTitleAsync("Timer");
    }

    [Fact]
    public async Task Clock_WhileItRuns_ReceivesNothingFromTheServer()
    {
        var page = await OpenDeviceAsync();
        var frames = 0;
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => frames += frame.Binary?.Length > 3 ? 1 : 0;
        await CreateOwnerAsync(page);
        await StartAsync(page);
        await Expect(page.GetByRole(AriaRole.Timer)).ToHaveTextAsync(From(2 + await SecondsAsync(page)));

        var before = frames;
        await Expect(page.GetByRole(AriaRole.Timer)).ToHaveTextAsync(From(4 + await SecondsAsync(page)));

        Assert.Equal(before, frames);
    }

    private static async Task StartAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start session" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Timer)).ToContainTextAsync(":");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
    }

    private async Task ComeBackAfterAsync(IPage page, TimeSpan away)
    {
        Server.Clock.Advance(away);
        await ComeBackAsync(page);
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("What happened from");
    }

    // What a page hears when it is looked at again.
    private static Task ComeBackAsync(IPage page) => page.EvaluateAsync("document.dispatchEvent(new Event('visibilitychange'))");

    // What the clock of a paused session has to show, from the stored instants.
    private static async Task<string> FrozenAsync(IPage page)
    {
        var clock = page.GetByRole(AriaRole.Timer);
        var started = long.Parse((await clock.GetAttributeAsync("data-started"))!, CultureInfo.InvariantCulture);
        var paused = long.Parse((await clock.GetAttributeAsync("data-paused-at"))!, CultureInfo.InvariantCulture);
        return Clock((int)((paused - started) / 1000));
    }

    // A clock that shows this or more: on a busy machine a second may pass unseen.
    private static Regex From(int seconds) => new($"^({string.Join('|', Enumerable.Range(seconds, 60).Select(Clock))})$");

    private static async Task<int> SecondsAsync(IPage page)
    {
        var parts = (await page.GetByRole(AriaRole.Timer).TextContentAsync())!.Split(':');
        return (60 * int.Parse(parts[0], CultureInfo.InvariantCulture)) + int.Parse(parts[1], CultureInfo.InvariantCulture);
    }

    private static string Clock(int seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}:{seconds % 60:00}");

    /// <summary>Presses a chip of a group, as a person does: its radio button is not to be seen.</summary>
    private static async Task ChooseAsync(IPage page, string group, string name)
    {
        var chips = page.GetByRole(AriaRole.Group, new() { Name = group, Exact = true });
        await chips.GetByText(name, new() { Exact = true }).ClickAsync();
        await Expect(chips.GetByRole(AriaRole.Radio, new() { Name = name })).ToBeCheckedAsync();
    }
}
