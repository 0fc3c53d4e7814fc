using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Components.Today;
using StudyDashboard.Components.Ui;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Overview;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Sessions.Timer;
using StudyDashboard.Features.Tutoring.Today;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Overview;

public sealed class TodayPageTests : IDisposable
{
    private readonly StudyFixture _study = new();
    private readonly BunitContext _browser = new();

    public TodayPageTests()
    {
        _browser.JSInterop.Mode = JSRuntimeMode.Loose;
        _browser.Services.AddSingleton<TimeProvider>(_study.Clock);
        _browser.Services.AddSingleton(_study.Get<TodayService>());
        _browser.Services.AddSingleton(_study.Get<WatchedWeeks>());
        _browser.Services.AddSingleton(_study.Get<TutorDay>());
        _browser.Services.AddSingleton(_study.Get<NextLessonCards>());
        _browser.Services.AddSingleton(_study.Get<IEnumerable<ITodayCards>>());
        _browser.Services.AddSingleton(_study.Get<ProfileService>());
        _browser.Services.AddSingleton(_study.Get<SessionUndo>());
        _browser.Services.AddSingleton(_study.Get<StudyFeed>());
        _browser.Services.AddSingleton<UndoOffers>();
        _browser.AddBunitPersistentComponentState();
        _browser.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_BeforeTheFirstSession_SaysWhatWillBeHere()
    {
        var page = await RenderAsync();

        Assert.Contains("Your studying will show here", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".widget"));
    }

    [Fact]
    public async Task Page_WithSessions_ShowsThemInEveryWidget()
    {
        await RecordAsync(43);

        var page = await RenderAsync();

        Assert.Contains("Good morning, Mina", page.Markup, StringComparison.Ordinal);
        Assert.Contains("0:43 today", page.Markup, StringComparison.Ordinal);
        Assert.Equal(6, page.FindAll(".widget").Count);
        Assert.Contains("0:43", page.FindAll(".chart-total").Select(t => t.TextContent.Trim()));
    }

    [Fact]
    public async Task Page_SomeoneWhoDoesNotStudy_ReadsNoTotals()
    {
        await RecordAsync(43);

        var page = await RenderAsync(Roles.Tutor);

        Assert.DoesNotContain("0:43", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Live_SessionRecordedElsewhere_ShowsByItself()
    {
        await RecordAsync(43);
        var page = await RenderAsync();

        await RecordAsync(20);

        page.WaitForAssertion(() => Assert.Contains("1:03 today", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Live_BurstOfChanges_IsReadTogether()
    {
        await RecordAsync(43);
        var page = await RenderAsync();
        var before = page.RenderCount;

        for (var i = 0; i < 50; i++)
        {
            _study.Get<StudyFeed>().Publish(_study.StudentId, FeedTopic.Sessions);
        }
        await RecordAsync(20);

        page.WaitForAssertion(() => Assert.Contains("1:03 today", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(2));
        // One by one it would be drawn more than fifty times.
        Assert.InRange(page.RenderCount - before, 1, 25);
    }

    [Fact]
    public async Task Dispose_Page_ListensNoMore()
    {
        await RecordAsync(43);
        var page = await RenderAsync();
        var before = page.RenderCount;

        page.Instance.Dispose();
        _study.Get<StudyFeed>().Publish(_study.StudentId, FeedTopic.Sessions);

        await Assert.ThrowsAsync<Bunit.Extensions.WaitForHelpers.WaitForFailedException>(
            () => page.WaitForStateAsync(() => page.RenderCount > before, TimeSpan.FromMilliseconds(600)));
    }

    [Fact]
    public async Task Arrange_MoveAndHide_IsKept()
    {
        await RecordAsync(43);
        var page = await RenderAsync();

        await Button(page, "Arrange").ClickAsync(new());
        await page.Find("[aria-label='Move Year up']").ClickAsync(new());
        await page.Find("[aria-label='Hide This week']").ClickAsync(new());

        var kept = TodayLayout.Of((await ProfileAsync()).Preferences);
        // Goals and domains are not there to be seen, and keep their places.
        Assert.Equal(["cards", "goals", "year", "streak", "mastery", "accuracy", "latest"], kept.Shown);
        Assert.Empty(page.FindAll(".widget-week"));
        await Button(page, "Reset").ClickAsync(new());
        Assert.Equal(TodayLayout.All, TodayLayout.Of((await ProfileAsync()).Preferences).Shown);
    }

    [Fact]
    public async Task Metric_Switched_ChangesTheMapAndTheAddress()
    {
        await RecordAsync(43);
        var page = await RenderAsync();

        await Button(page, "Cards").ClickAsync(new());

        Assert.EndsWith("/?metric=cards", Navigation.Uri, StringComparison.Ordinal);
        Assert.Contains("data-metric=\"Cards\"", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Year_Back_ReadsThatYear()
    {
        await RecordAsync(43);
        var page = await RenderAsync();

        await page.Find("[aria-label='Show 2025']").ClickAsync(new());

        Assert.EndsWith("/?year=2025", Navigation.Uri, StringComparison.Ordinal);
        Assert.Contains("data-first=\"2025-01-01\"", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Continue_WhileOneRuns_AsksAndSwitches()
    {
        await RecordAsync(43);
        var page = await RenderAsync();
        var running = (await _study.Get<TimerService>().StartAsync(_study.StudentId, new StartTimer { About = Make.About(subject: "Latin") }, Token)).Value.Value;

        // The page hears of the start and is drawn anew; found and pressed in one, nothing comes between.
        await page.InvokeAsync(() => page.Find("[aria-label='Continue with Algebra']").Click());
        page.WaitForAssertion(() => Assert.Contains("A session is running: Latin", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        await page.InvokeAsync(() => Button(page, "Finish it and start this").Click());
        page.WaitForState(() => page.FindAll("[role=alert]").Count == 0);

        var now = await _study.Get<TimerService>().CurrentAsync(_study.StudentId, Token);
        Assert.NotEqual(running.Id, now!.SessionId);
        Assert.Equal("Algebra", now.Subject);
    }

    [Fact]
    public async Task Table_Opened_HasADayThatLeadsToItsLog()
    {
        await RecordAsync(43);
        var page = await RenderAsync();

        await page.Find(".widget-year .chart-foot button[aria-pressed]").ClickAsync(new());

        Assert.Equal("/dashboard/sessions?day=2026-03-10", page.Find(".widget-year table a").GetAttribute("href"));
    }

    public void Dispose()
    {
        _browser.Dispose();
        _study.Dispose();
    }

    private NavigationManager Navigation => _browser.Services.GetRequiredService<NavigationManager>();

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<TodayPage> page, string text) =>
        page.FindAll("button").First(b => b.TextContent.Trim() == text);

    private async Task<Profile> ProfileAsync() => (await _study.Get<ProfileService>().GetAsync(_study.StudentId, Token))!;

    private async Task<IRenderedComponent<TodayPage>> RenderAsync(string role = Roles.Student)
    {
        var profile = await ProfileAsync() with { Roles = [role] };
        return _browser.Render<TodayPage>(p => p.AddCascadingValue(profile));
    }

    private async Task RecordAsync(int minutes)
    {
        var session = Make.Session(_study.StudentId, Make.At("2026-03-10 06:00"), minutes);
        await _study.Get<SessionRecorder>().RecordAsync<StudySession>(
            _study.StudentId, ChangeVerb.Add, book => Task.FromResult<Outcome<StudySession>>(book.Add(session)), Token);
    }
}
