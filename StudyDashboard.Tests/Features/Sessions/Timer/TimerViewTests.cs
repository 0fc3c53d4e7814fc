using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Radzen;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Sessions.Timer;
using StudyDashboard.Features.Sessions.Timer.Finish;
using StudyDashboard.Features.Sessions.Timer.Forgotten;
using StudyDashboard.Features.Sessions.Timer.Idle;
using StudyDashboard.Features.Sessions.Timer.Settings;
using StudyDashboard.Features.Sessions.Timer.Start;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Sessions.Timer;

public sealed class TimerViewTests : IDisposable
{
    private readonly StudyFixture _study = new();
    private readonly BunitContext _page = new();
    private readonly Profile _profile;

    public TimerViewTests()
    {
        _page.JSInterop.Mode = JSRuntimeMode.Loose;
        _page.AddBunitPersistentComponentState();
        _page.Services.AddRadzenComponents();
        _page.Services.AddSingleton(_study.Get<TimerService>()).AddSingleton(_study.Get<SessionUndo>()).AddSingleton(_study.Get<StudyFeed>())
            .AddSingleton(_study.Get<StartOffers>()).AddSingleton(_study.Get<ForgottenTimers>()).AddSingleton(_study.Get<ProfileService>())
            .AddSingleton<TimeProvider>(_study.Clock).AddScoped<LiveTimer>().AddScoped<UndoOffers>().AddScoped<Drafts>();
        _page.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        _profile = _study.Get<ProfileService>().GetAsync(_study.StudentId, Token).GetAwaiter().GetResult()!;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bar_WhileNothingRuns_OffersToContinueTheLast()
    {
        var id = await StartAsync();
        await _study.Get<TimerService>().FinishAsync(_study.StudentId, id, new FinishTimer(), Token);
        var bar = Show<TimerBar>();

        bar.WaitForElement(".continue").Click();

        bar.WaitForAssertion(() => Assert.Contains("Practice · Algebra", bar.Markup, StringComparison.Ordinal));
        Assert.NotNull(await _study.Get<TimerService>().CurrentAsync(_study.StudentId, Token));
    }

    [Fact]
    public async Task Bar_PausedOnAnotherDevice_ShowsIt()
    {
        var id = await StartAsync();
        var bar = Show<TimerBar>();
        bar.WaitForElement("[data-action=timer-pause]");

        await _study.Get<TimerService>().PauseAsync(_study.StudentId, id, Token);

        bar.WaitForAssertion(() => Assert.Equal("Resume", bar.Find("[data-action=timer-pause]").TextContent));
    }

    [Fact]
    public async Task Bar_Disposed_HearsNothingMore()
    {
        var id = await StartAsync();
        var bar = Show<TimerBar>();
        bar.WaitForElement("[data-action=timer-pause]");
        var renders = bar.RenderCount;

        await _page.DisposeComponentsAsync();
        await _study.Get<TimerService>().PauseAsync(_study.StudentId, id, Token);

        Assert.Equal(renders, bar.RenderCount);
    }

    [Fact]
    public async Task Page_ActivityTapped_StartsItAndEndsTheOneBefore()
    {
        await StartAsync();
        var page = Show<TimerPage>();

        page.WaitForElement(".activities");
        await TapAsync(0);
        page.WaitForAssertion(() => Assert.Equal("true", page.FindAll(".activity")[0].GetAttribute("aria-pressed")));
        await TapAsync(1);

        page.WaitForAssertion(() => Assert.Equal("true", page.FindAll(".activity")[1].GetAttribute("aria-pressed")));
        var activities = (await _study.Get<TimerService>().CurrentAsync(_study.StudentId, Token))!.Activities;
        Assert.Equal([false, true], activities.Select(a => a.EndedAt is null));

        // Found and pressed in one turn of the page: its own news draw it anew at any moment between.
        Task TapAsync(int index) => page.InvokeAsync(() => page.FindAll(".activity")[index].Click());
    }

    [Fact]
    public async Task Page_WhileNothingRuns_StartsWithWhatIsChosen()
    {
        var page = Show<TimerPage>();
        page.WaitForElement("#subject").Change("Anatomy");
        page.FindAll("input[name=start-mode]")[1].Change(true);
        page.Find("#planned_minutes").Change("45");

        await page.Find("form.start").SubmitAsync();

        var state = (await _study.Get<TimerService>().CurrentAsync(_study.StudentId, Token))!;
        Assert.Equal(("Anatomy", TimerMode.Countdown, (int?)2700), (state.Subject, state.Timer.Mode, state.TargetSeconds));
        var profile = await _study.Get<ProfileService>().GetAsync(_study.StudentId, Token);
        Assert.Equal(45, profile!.Preferences.TimerLengths.Countdown);
    }

    [Fact]
    public async Task StartForm_WhileOneRuns_OffersTheSwitch()
    {
        var first = await StartAsync();
        var form = _page.Render<StartForm>(p => p.Add(f => f.Profile, _profile).Add(f => f.Subjects, []));

        await form.Find("form").SubmitAsync();
        form.FindAll("button").Single(b => b.TextContent == "Finish it and switch").Click();

        form.WaitForAssertion(() => Assert.NotEqual(first, _study.Get<TimerService>().CurrentAsync(_study.StudentId, Token).Result!.SessionId));
    }

    [Fact]
    public async Task FinishSheet_WithNonsense_SaysSoAtTheFieldAndLosesNothing()
    {
        var id = await StartAsync();
        var finish = (await _study.Get<TimerService>().FinishAsync(_study.StudentId, id, new FinishTimer(), Token)).Value;
        var sheet = _page.Render<FinishDialog>(p => p
            .Add(d => d.Session, finish.Value).Add(d => d.ChangeId, finish.ChangeId!.Value).Add(d => d.Profile, _profile));

        sheet.Find("#questions_answered").Change("many");
        sheet.Find("#note").Change("kept");
        await sheet.Find("form").SubmitAsync();

        Assert.Equal("Type a whole number.", sheet.Find("#questions_answered-error").TextContent);
        Assert.Equal("many", sheet.Find("#questions_answered").GetAttribute("value"));
        sheet.Find("#questions_answered").Change("10");
        sheet.Find("#correct_answers").Change("8");
        await sheet.Find("form").SubmitAsync();
        await using var context = _study.Context();
        var stored = await context.Sessions.SingleAsync(Token);
        Assert.Equal((10, 8, "kept"), (stored.QuestionsAnswered, stored.CorrectAnswers, stored.Note));
    }

    [Fact]
    public void IdleDialog_SplitOutsideTheSpan_IsRefused()
    {
        var to = _study.Clock.UtcNow;
        var dialog = _page.Render<IdleDialog>(p => p.Add(d => d.Profile, _profile).Add(d => d.Question, new IdleQuestion(to.AddMinutes(-30), to)));

        dialog.FindAll("button").Single(b => b.TextContent == "Split…").Click();
        dialog.Find("#idle_until").Change("23:00:00");
        dialog.FindAll("button").Single(b => b.TextContent == "Stop there").Click();

        Assert.StartsWith("Choose a time from", dialog.Find("#idle_until-error").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_Saved_KeepOnlyWhatDiffersFromTheDefaults()
    {
        var settings = Show<TimerSettings>();
        settings.Find("#idle-Theory").Change("45");

        await settings.Find("form").SubmitAsync();

        var kept = (await _study.Get<ProfileService>().GetAsync(_study.StudentId, Token))!.Preferences;
        Assert.Equal("theory", Assert.Single(kept.IdleMinutes).Key);
        Assert.Equal(45, IdleThresholds.Minutes(kept, SessionKind.Theory));
    }

    public void Dispose()
    {
        _page.Dispose();
        _study.Dispose();
    }

    private IRenderedComponent<T> Show<T>() where T : IComponent => _page.Render<T>(p => p.AddCascadingValue(_profile));

    private async Task<int> StartAsync() =>
        (await _study.Get<TimerService>().StartAsync(_study.StudentId, new StartTimer { About = Make.About() }, Token)).Value.Value.Id;
}
