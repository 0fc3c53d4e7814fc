using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Classes;
using StudyDashboard.Features.Goals;
using StudyDashboard.Features.Goals.Page;
using StudyDashboard.Features.Rewards;
using StudyDashboard.Features.Rewards.Achievements;
using StudyDashboard.Features.Rewards.Page;
using StudyDashboard.Infrastructure.Live;

namespace StudyDashboard.Tests.Features.Goals;

public sealed class GoalPagesTests : IDisposable
{
    private readonly GoalWorld _world = new();
    private readonly BunitContext _browser = new();

    public GoalPagesTests()
    {
        BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(10);
        _browser.JSInterop.Mode = JSRuntimeMode.Loose;
        // Real timers: what is coalesced comes a moment later.
        _browser.Services.AddSingleton<TimeProvider>(new ShiftedClock(_world));
        Add<GoalReader>();
        Add<GoalService>();
        Add<GoalScopes>();
        Add<RewardsReader>();
        Add<StreakFreezes>();
        Add<AchievementReader>();
        Add<StudyFeed>();
        _browser.Services.AddScoped<UndoOffers>();
        _browser.Services.AddScoped<Drafts>();
        _browser.AddBunitPersistentComponentState();
        _browser.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Goals_WithoutAny_SayWhatWillBeHere() => Assert.Contains("No goals yet", (await OpenAsync<GoalsPage>()).Markup, StringComparison.Ordinal);

    [Fact]
    public async Task Goal_OfADay_OnItsRestDay_ExpectsNothing_AndOneOfAWeekNamesWhatIsMissing()
    {
        await _world.AddAsync(new GoalDraft { Target = 30, Period = GoalPeriod.Day, RestDays = [DayOfWeek.Tuesday] });
        Assert.Contains("A rest day: nothing is expected.", (await OpenAsync<GoalsPage>()).Find(".goal-pace").TextContent, StringComparison.Ordinal);

        var weekly = await _world.AddAsync(new GoalDraft { Target = 30, RestDays = [.. Enum.GetValues<DayOfWeek>().Where(d => d != DayOfWeek.Monday)] });

        Assert.Equal("No day left on which something is expected: 30 min missing.", GoalLabels.PaceOf(await _world.ViewAsync(weekly), GoalWorld.Today));
    }

    [Fact]
    public async Task Goals_Listed_ShowProgressAndPace_AndMoveWithASession()
    {
        await _world.WeeklyAsync();
        await _world.StudyAsync("2026-03-09 06:00", minutes: 10);
        var page = await OpenAsync<GoalsPage>();
        Assert.Contains("10 of 120 min", page.Find(".goal-figures").TextContent, StringComparison.Ordinal);
        // A seventh of 120 was due on Monday: 8 behind; 110 over six days.
        Assert.Contains("8 min behind; 19 min a day until Sunday reaches it.", page.Find(".goal-pace").TextContent, StringComparison.Ordinal);

        await _world.StudyAsync("2026-03-10 06:00", minutes: 110);

        page.WaitForAssertion(() => Assert.Contains("Reached: today.", page.Find(".goal-pace").TextContent, StringComparison.Ordinal));
        Assert.Equal("100", page.Find("progress").GetAttribute("value"));
    }

    [Fact]
    public async Task NewGoal_IsMadeFromTheForm_AndRefusedByField()
    {
        var page = await OpenAsync<GoalsPage>();
        await page.Find("[data-action=new]").ClickAsync(new());
        await page.Find("#target").ChangeAsync(new() { Value = "0" });
        await page.Find("form").SubmitAsync();
        Assert.NotNull(page.Find(".field.invalid #target"));

        await page.Find("#target").ChangeAsync(new() { Value = "3" });
        await page.Find("#metric").ChangeAsync(new() { Value = "Sessions" });
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Equal("3 sessions a week", page.Find(".goal-head h3").TextContent));
        Assert.Empty(page.FindAll("form"));
    }

    [Fact]
    public async Task Goal_DeletedAndTakenBack_IsThereAgain()
    {
        await _world.WeeklyAsync();
        var page = await OpenAsync<GoalsPage>();

        await page.Find("button.danger").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("No goals yet", page.Markup, StringComparison.Ordinal));
        await page.InvokeAsync(() => _browser.Services.GetRequiredService<UndoOffers>().Current!.Undo(Token));
        page.WaitForAssertion(() => Assert.NotNull(page.Find(".goal")));
    }

    [Fact]
    public async Task Goal_EditedPausedResumedAndArchived_FromItsButtons()
    {
        await _world.WeeklyAsync();
        var page = await OpenAsync<GoalsPage>();
        await Press(page, "Edit 120 min a week");
        await page.Find("#target").ChangeAsync(new() { Value = "90" });
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("90 min a week", page.Find(".goal-head h3").TextContent));

        await Press(page, "Pause 90 min a week");
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("paused", page.Find(".badge").TextContent));
        await Press(page, "Resume 90 min a week");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".badge")));
        await Press(page, "Archive 90 min a week");
        page.WaitForAssertion(() => Assert.Equal("archived", page.Find(".badge").TextContent));
        await Press(page, "Bring back 90 min a week");

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".badge")));
    }

    [Fact]
    public async Task History_OfACustomCount_HasItsPeriodsAndEntries()
    {
        var goal = await _world.AddAsync(new GoalDraft { Metric = GoalMetric.CustomCount, Target = 10, Unit = "pages", StartsOn = GoalWorld.Today.AddDays(-7) });
        await _world.Goals.CountAsync(await _world.MinaAsync(), goal, 12, GoalWorld.Today.AddDays(-7), "atlas", Token);
        _browser.Services.GetRequiredService<NavigationManager>().NavigateTo($"/dashboard/goals?goal={goal}");
        var page = await OpenAsync<GoalsPage>();
        Assert.Contains("12 pages", page.Find(".goal-lines").TextContent, StringComparison.Ordinal);

        await page.Find(".chart-foot .chip").ClickAsync(new());

        Assert.Equal(2, page.FindAll(".chart-table tbody tr").Count);
        Assert.Contains("reached", page.Find(".chart-table").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CustomCount_CountedFromTheCard_Moves()
    {
        await _world.AddAsync(new GoalDraft { Metric = GoalMetric.CustomCount, Target = 10, Unit = "pages", Title = "Reading" });
        var page = await OpenAsync<GoalsPage>();
        await Press(page, "Count for Reading");
        await page.Find("#amount").ChangeAsync(new() { Value = "4" });
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("4 of 10 pages", page.Find(".goal-figures").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Goals_Disposed_HearNothingMore()
    {
        await _world.WeeklyAsync();
        var page = await OpenAsync<GoalsPage>();
        var before = page.RenderCount;
        page.Instance.Dispose();

        await _world.StudyAsync("2026-03-10 06:00");

        await Assert.ThrowsAsync<Bunit.Extensions.WaitForHelpers.WaitForFailedException>(
            () => page.WaitForStateAsync(() => page.RenderCount > before, TimeSpan.FromMilliseconds(600)));
    }

    [Fact]
    public async Task Rewards_ShowStreakPointsAndAchievements_AndAFreezeWithItsWayBack()
    {
        await _world.StudyAsync("2026-03-10 06:00", minutes: 60);
        var page = await OpenAsync<RewardsPage>();
        Assert.Contains("1 day", page.Markup, StringComparison.Ordinal);
        Assert.Contains("30 points", page.Markup, StringComparison.Ordinal);
        Assert.Contains("First hour", page.Find(".achievements .reached").TextContent, StringComparison.Ordinal);

        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("11 Mar 2026", page.Markup, StringComparison.Ordinal));
        await Press(page, "Take back the freeze of 11 Mar 2026");

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("button[aria-label='Take back the freeze of 11 Mar 2026']")));
    }

    [Fact]
    public async Task Rewards_WithoutStudy_SayWhatEarnsThem() => Assert.Contains("No points yet", (await OpenAsync<RewardsPage>()).Markup, StringComparison.Ordinal);

    [Fact]
    public async Task Celebration_OfANewAchievement_IsShownOnceAndOnlyWhenWanted()
    {
        var page = await OpenAsync<Celebration>();
        Assert.Empty(page.FindAll(".celebration"));

        await _world.StudyAsync("2026-03-10 06:00", minutes: 60);

        page.WaitForAssertion(() => Assert.Contains("First hour", page.Find(".celebration").TextContent, StringComparison.Ordinal));
        await page.Find("button").ClickAsync(new());
        Assert.Empty(page.FindAll(".celebration"));
    }

    [Fact]
    public async Task NewGoal_OfAClass_SaysSoInItsName()
    {
        var student = await _world.MinaAsync();
        var id = (await _world.Study.Get<ClassService>().AddAsync(student, new ClassDraft("Reading"), isPrivate: true, Token)).Value;
        var page = await OpenAsync<GoalsPage>();
        await page.Find("[data-action=new]").ClickAsync(new());
        await page.Find("#class_id").ChangeAsync(new() { Value = $"{id}" });
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Equal("120 min a week · Reading", page.Find(".goal-head h3").TextContent));
        Assert.Equal("class_id", (await _world.Goals.AddAsync(student, new GoalDraft { Target = 5, ClassId = 999 }, Token)).Refusal?.Fields.Single().Field);
        Assert.Equal("plan_id", (await _world.Goals.AddAsync(student, new GoalDraft { Target = 5, PlanId = 999 }, Token)).Refusal?.Fields.Single().Field);
    }

    [Fact]
    public void SkipBudget_OfAPeriodWithoutOne_IsNotKept()
    {
        var input = new GoalInput { SkipBudget = 2 };
        Assert.Equal(2, input.ToDraft().SkipBudget);

        input.Period = GoalPeriod.Month;
        Assert.Equal(0, input.ToDraft().SkipBudget);
    }

    public void Dispose()
    {
        _browser.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _world.Dispose();
    }

    private static Task Press<T>(IRenderedComponent<T> page, string label) where T : IComponent =>
        page.Find($"button[aria-label='{label}']").ClickAsync(new());

    private async Task<IRenderedComponent<T>> OpenAsync<T>() where T : IComponent
    {
        var profile = await _world.MinaAsync();
        return _browser.Render<T>(page => page.AddCascadingValue(profile));
    }

    private void Add<T>() where T : class => _browser.Services.AddSingleton(_world.Study.Get<T>());

    /// <summary>The world's time on timers that ring.</summary>
    private sealed class ShiftedClock(GoalWorld world) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(world.Study.Clock.UtcNow, TimeSpan.Zero);
    }
}
