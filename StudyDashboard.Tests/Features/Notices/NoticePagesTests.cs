using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Choices;
using StudyDashboard.Features.Notices;
using StudyDashboard.Features.Notices.Planning;
using StudyDashboard.Features.Notices.Settings;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Notices;

public sealed class NoticePagesTests : IDisposable
{
    private readonly NoticeFixture _notices = new();
    private readonly BunitContext _page = new();
    private readonly BunitJSModuleInterop _module;

    public NoticePagesTests()
    {
        _page.Services.AddSingleton(_notices.Service);
        _page.Services.AddSingleton(_notices.Reader);
        _page.Services.AddSingleton(_notices.Mail);
        _page.Services.AddSingleton(_notices.Study.Get<StudyFeed>());
        _page.Services.AddSingleton<TimeProvider>(_notices.Study.Clock);
        _page.Services.AddSingleton(new NoticeChoiceService(_notices.Study.Get<ProfileService>(), _notices.Study.Get<ReminderDuty>()));
        _page.AddBunitPersistentComponentState();
        _page.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        _module = _page.JSInterop.SetupModule("./js/notices.js");
        _module.Mode = JSRuntimeMode.Loose;
        _module.Setup<string>("permission").SetResult("granted");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bell_WithNothingNew_CallsNoScript()
    {
        var bell = await RenderAsync<NoticeBell>();

        Assert.Equal("Notices", bell.Find("button.bell").GetAttribute("aria-label"));
        Assert.Empty(_module.Invocations);
        await bell.Find("button.bell").ClickAsync(new MouseEventArgs());
        Assert.Contains("Nothing yet.", bell.Find("dialog").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bell_Prerendered_IsALinkToThePage()
    {
        _page.SetRendererInfo(new RendererInfo("Static", isInteractive: false));

        var bell = await RenderAsync<NoticeBell>();

        Assert.Equal("/notices", bell.Find("a.bell").GetAttribute("href"));
    }

    [Fact]
    public async Task Bell_WhenSomethingComes_CountsSoundsAndShowsItOnce()
    {
        var bell = await RenderAsync<NoticeBell>();
        var other = await RenderAsync<NoticeBell>();

        await RemindAsync();

        bell.WaitForAssertion(() => Assert.Equal("Notices: 1 unread", bell.Find("button.bell").GetAttribute("aria-label")));
        other.WaitForAssertion(() => Assert.Single(other.FindAll(".alarm")));
        bell.WaitForAssertion(() => Assert.Single(_module.Invocations, i => i.Identifier == "show"));
        Assert.Equal(2, _module.Invocations.Count(i => i.Identifier == "ring"));
        await bell.Find("button.bell").ClickAsync(new MouseEventArgs());
        Assert.Contains("Algebra at 05:00", bell.Find("dialog").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bell_InABrowserThatMayNotShowIt_LeavesItToAnother()
    {
        _module.Setup<string>("permission").SetResult("default");
        await RenderAsync<NoticeBell>();

        await RemindAsync();

        Assert.Single((await _notices.Reader.GlanceAsync(_notices.Student, Token)).System);
    }

    [Fact]
    public async Task Alarm_SnoozedOnOnePage_LeavesTheOther()
    {
        await RemindAsync();
        var (bell, other) = (await RenderAsync<NoticeBell>(), await RenderAsync<NoticeBell>());

        await bell.FindAll(".alarm button")[0].ClickAsync(new MouseEventArgs());

        other.WaitForAssertion(() => Assert.Empty(other.FindAll(".alarm")));
        Assert.Equal(_notices.Now.AddMinutes(5), _notices.All(_notices.Student).Single(n => n.Channel == NoticeChannel.Alarm).SnoozedUntil);
    }

    [Fact]
    public async Task Bell_NewsThatChangesNothingHere_DrawsNothing()
    {
        var bell = await RenderAsync<NoticeBell>();
        var renders = bell.RenderCount;

        _notices.Study.Get<StudyFeed>().Publish(_notices.Student, FeedTopic.Notices);
        _notices.Study.Get<StudyFeed>().Publish(_notices.Student, FeedTopic.Sessions);
        await bell.InvokeAsync(() => { });

        Assert.Equal(renders, bell.RenderCount);
        await bell.Instance.DisposeAsync();
        await RemindAsync();
        Assert.Equal(renders, bell.RenderCount);
    }

    [Fact]
    public async Task Page_WithNothing_SaysWhatWillBeHere() =>
        Assert.Contains("Nothing to tell you yet", (await RenderAsync<NoticesPage>()).Markup, StringComparison.Ordinal);

    [Fact]
    public async Task Page_LineMarkedAsRead_IsNoLongerUnread()
    {
        await RemindAsync();
        var page = await RenderAsync<NoticesPage>();
        Assert.Equal("/schedule?lesson=41", page.Find(".unread h3 a").GetAttribute("href"));

        await page.Find(".unread button").ClickAsync(new MouseEventArgs());

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".unread")));
    }

    [Fact]
    public async Task Page_MarkAll_ReadsEverything()
    {
        await RemindAsync();
        var page = await RenderAsync<NoticesPage>();

        await page.Find(".toolbar button").ClickAsync(new MouseEventArgs());

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".unread")));
        Assert.Equal(0, (await _notices.Reader.GlanceAsync(_notices.Student, Token)).Unread);
    }

    [Fact]
    public async Task History_LongerThanAPage_IsPaged()
    {
        await _notices.PlanAsync([.. Enumerable.Range(1, 30).Select(id => _notices.Lesson(id, _notices.Now.AddDays(1).AddMinutes(2 * id)))]);
        _notices.Study.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(45));
        await _notices.Screen.DeliverAsync(Token);

        var page = await RenderAsync<NoticesPage>();

        Assert.Equal(NoticeReader.PageSize, page.FindAll(".notice-list li").Count);
        Assert.Equal("/notices?page=2", page.Find(".pager a").GetAttribute("href"));
        Assert.Equal(5, (await _notices.Reader.PageAsync(_notices.Student, 9, Token)).Lines.Count);
    }

    [Fact]
    public async Task Settings_WithoutAMailServer_SayIt()
    {
        var settings = await RenderAsync<NoticeSettings>();

        Assert.Contains("E-mail is not set up on this server.", settings.Markup, StringComparison.Ordinal);
        Assert.True(settings.FindAll("input[type=checkbox]")[3].HasAttribute("disabled"));
        Assert.Contains("allowed in this browser", settings.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_ReminderAddedAndSaved_IsKept()
    {
        var settings = await RenderAsync<NoticeSettings>();
        await settings.Find(".reminders > .actions button").ClickAsync(new MouseEventArgs());
        await settings.Find("#before-2").ChangeAsync("1d");
        Assert.NotEmpty(settings.FindAll(".error"));
        await settings.Find("#before-2").ChangeAsync("24h");
        await settings.Find("#mode-2").ChangeAsync("in-person");
        await settings.Find("#way-2").ChangeAsync("Alarm");
        await settings.Find("[aria-label='Remove reminder 2']").ClickAsync(new MouseEventArgs());
        await settings.Find("#quiet-from").ChangeAsync("22:00");
        await settings.Find("form").SubmitAsync();
        Assert.Contains("Quiet hours need a start and an end.", settings.Markup, StringComparison.Ordinal);
        await settings.Find("#quiet-to").ChangeAsync("7:00");

        await settings.Find("form").SubmitAsync();

        settings.WaitForAssertion(() => Assert.Contains("Saved.", settings.Markup, StringComparison.Ordinal));
        var kept = (await _notices.Study.Get<ProfileService>().GetAsync(_notices.Student, Token))!.Preferences.Notices;
        Assert.Equal([new ReminderChoice(15, NoticeChannel.InApp), new ReminderChoice(1440, NoticeChannel.Alarm, "in-person")], kept.Reminders);
        Assert.Equal((new TimeOnly(22, 0), new TimeOnly(7, 0)), (kept.QuietFrom, kept.QuietTo));
    }

    [Fact]
    public async Task Settings_Test_ComesOnEveryWay()
    {
        var settings = await RenderAsync<NoticeSettings>();

        await settings.FindAll("section")[1].QuerySelector("button")!.ClickAsync(new MouseEventArgs());
        await _notices.Screen.DeliverAsync(Token);

        var glance = await _notices.Reader.GlanceAsync(_notices.Student, Token);
        Assert.Equal((1, 1, 1), (glance.Unread, glance.Alarms.Count, glance.System.Count));
    }

    public void Dispose()
    {
        _page.Dispose();
        _notices.Dispose();
    }

    /// <summary>A lesson's reminder comes: in the app, by system notice and as an alarm.</summary>
    private async Task RemindAsync()
    {
        var lesson = _notices.Lesson(alarm: true);
        await _notices.PlanAsync(lesson);
        _notices.Study.Clock.SetUtc(lesson.StartsAt.AddMinutes(-15));
        await _notices.Screen.DeliverAsync(Token);
    }

    private async Task<IRenderedComponent<T>> RenderAsync<T>() where T : IComponent
    {
        var profile = (await _notices.Study.Get<ProfileService>().GetAsync(_notices.Student, Token))!;
        return _page.Render<T>(p => p.AddCascadingValue(profile));
    }
}
