using StudyDashboard.Features.Goals;
using StudyDashboard.Features.Plans;
using StudyDashboard.Features.Plans.Templates;
using StudyDashboard.Features.Goals.Progress;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Goals;

/// <summary>What follows for goals from sessions, from the day, and from what a person says.</summary>
public sealed class GoalProgressTests : IDisposable
{
    private readonly GoalWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Session_Recorded_MovesTheGoalAndSaysSo()
    {
        var goal = await _world.WeeklyAsync();

        var recorded = await _world.StudyAsync("2026-03-10 06:00", minutes: 83);

        Assert.Contains(new StudyNotice(GoalId: goal), recorded.Notices);
        var now = (await _world.ViewAsync(goal)).Now;
        Assert.Equal((83, 120, 69.2), (now.Value, now.Target, now.Percent));
        // 37 minutes over the six days from Tuesday on.
        Assert.Equal((37, 6, 7), (now.Pace!.Left, now.Pace.DaysLeft, now.Pace.PerDay));
    }

    [Fact]
    public async Task Session_ThatIsNotOfTheScope_MovesNothing()
    {
        var goal = await _world.WeeklyAsync(subject: "Anatomy");

        var recorded = await _world.StudyAsync("2026-03-10 06:00", subject: "Algebra");

        Assert.DoesNotContain(recorded.Notices, n => n.GoalId == goal);
        Assert.Empty(await _world.RowsAsync());
    }

    [Fact]
    public async Task Session_OverTheDayBoundary_CountsForEachDay()
    {
        await _world.AddAsync(new GoalDraft { Period = GoalPeriod.Day, Target = 30, StartsOn = GoalWorld.Today.AddDays(-1) });

        // 03:30 to 04:30 in Sofia; the day turns at 04:00.
        await _world.StudyAsync("2026-03-10 01:30", minutes: 60);

        Assert.Equal([(GoalWorld.Today.AddDays(-1), 30d), (GoalWorld.Today, 30d)], (await _world.RowsAsync()).Select(r => (r.FromDay, r.Value)));
    }

    [Fact]
    public async Task Session_DeletedAndTakenBack_TakesTheGoalAlong()
    {
        var goal = await _world.WeeklyAsync(target: 60);
        await _world.StudyAsync("2026-03-09 06:00", minutes: 40);
        var second = await _world.StudyAsync("2026-03-10 06:00", minutes: 30);
        Assert.Equal(GoalWorld.Today, (await _world.ViewAsync(goal)).Now.ReachedOn);

        await _world.DeleteAsync(second.Value.Id);
        Assert.Equal((40, (DateOnly?)null), ((await _world.ViewAsync(goal)).Now.Value, (await _world.ViewAsync(goal)).Now.ReachedOn));

        await _world.Study.Get<StudyDashboard.Features.Sessions.Log.LogService>().RestoreAsync(_world.Study.StudentId, [second.Value.Id], Token);
        Assert.Equal((70, GoalWorld.Today), ((await _world.ViewAsync(goal)).Now.Value, (await _world.ViewAsync(goal)).Now.ReachedOn));
        Assert.Equal(0, await _world.RebuildAsync());
    }

    [Fact]
    public async Task Goal_MadeAfterTheStudy_CountsTheWholeWeek()
    {
        await _world.StudyAsync("2026-03-09 06:00", minutes: 40);

        var goal = await _world.WeeklyAsync();

        Assert.Equal(40, (await _world.ViewAsync(goal)).Now.Value);
    }

    [Theory]
    [InlineData(GoalMetric.Sessions, 2)]
    [InlineData(GoalMetric.Questions, 25)]
    [InlineData(GoalMetric.Accuracy, 80)]
    [InlineData(GoalMetric.LessonsAttended, 1)]
    public async Task Metric_IsCountedFromItsFigure(GoalMetric metric, double value)
    {
        var goal = await _world.AddAsync(new GoalDraft { Metric = metric, Target = 90 });

        await _world.StudyAsync("2026-03-09 06:00", answered: 10, correct: 5);
        await _world.StudyAsync("2026-03-10 06:00", answered: 15, correct: 15, kind: SessionKind.Lesson, source: SessionSource.Lesson);

        Assert.Equal(value, (await _world.ViewAsync(goal)).Now.Value);
    }

    [Fact]
    public async Task Once_ReachedAndItsFactGone_IsCompletedAndOpenAgain()
    {
        var goal = await _world.AddAsync(new GoalDraft { Period = GoalPeriod.Once, Target = 60, EndsOn = GoalWorld.Today.AddDays(10) });
        var session = await _world.StudyAsync("2026-03-10 06:00", minutes: 60);
        Assert.Equal(GoalStatus.Completed, await _world.StoredStatusAsync(goal));

        await _world.DeleteAsync(session.Value.Id);

        Assert.Equal(GoalStatus.Active, await _world.StoredStatusAsync(goal));
    }

    [Fact]
    public async Task Once_NotReachedByItsEnd_ExpiresByItselfAndIsCompletedByALateEntry()
    {
        var goal = await _world.AddAsync(new GoalDraft { Period = GoalPeriod.Once, Target = 60, EndsOn = GoalWorld.Today });
        _world.GoTo("2026-03-11 01:59");
        Assert.Equal(0, await UpkeepAsync());

        _world.GoTo("2026-03-11 02:00");
        Assert.Equal(1, await UpkeepAsync());

        Assert.Equal(GoalStatus.Expired, await _world.StoredStatusAsync(goal));
        await _world.StudyAsync("2026-03-10 06:00", minutes: 60);
        Assert.Equal(GoalStatus.Completed, await _world.StoredStatusAsync(goal));
    }

    [Fact]
    public async Task Repeating_StaysActiveUntilItsEnd_AndKeepsWhatWasReached()
    {
        var goal = await _world.AddAsync(new GoalDraft { Target = 30, EndsOn = GoalWorld.Today.AddDays(7) });
        await _world.StudyAsync("2026-03-10 06:00", minutes: 30);

        _world.GoTo("2026-03-16 09:00");
        await UpkeepAsync();

        Assert.Equal(GoalStatus.Active, await _world.StoredStatusAsync(goal));
        var detail = await _world.DetailAsync(goal);
        Assert.Equal((0, GoalOutcome.Open), (detail.Goal.Now.Value, detail.History.Periods[0].Outcome));
        Assert.Equal((30, GoalWorld.Today), (detail.History.Periods[1].Value, detail.History.Periods[1].ReachedOn));
        // The last week is cut at the goal's end, a Tuesday.
        Assert.Equal(new DateOnly(2026, 3, 17), detail.Goal.Now.To);
        _world.GoTo("2026-03-18 09:00");
        await UpkeepAsync();
        Assert.Equal(GoalStatus.Expired, await _world.StoredStatusAsync(goal));
    }

    [Fact]
    public async Task Target_Changed_HoldsFromTodayAndLeavesThePast()
    {
        var goal = await _world.AddAsync(new GoalDraft { Target = 60, StartsOn = GoalWorld.Today.AddDays(-7) });
        await _world.StudyAsync("2026-03-03 06:00", minutes: 60);
        await _world.StudyAsync("2026-03-10 06:00", minutes: 60);
        var view = await _world.ViewAsync(goal);

        var edited = await _world.Goals.EditAsync(await _world.MinaAsync(), goal, view.Version, view.Draft with { Target = 90 }, Token);

        Assert.Null(edited.Refusal);
        var rows = await _world.RowsAsync();
        Assert.Equal([(60d, (DateOnly?)new DateOnly(2026, 3, 3)), (90d, null)], rows.Select(r => (r.Target, r.ReachedOn)));
        Assert.Equal(0, await _world.RebuildAsync());
    }

    [Fact]
    public async Task WhatItCounts_DoesNotChange()
    {
        var goal = await _world.WeeklyAsync();
        var view = await _world.ViewAsync(goal);

        var refused = await _world.Goals.EditAsync(await _world.MinaAsync(), goal, null, view.Draft with { Subject = "Anatomy" }, Token);

        Assert.Equal("metric", refused.Refusal!.Fields.Single().Field);
    }

    [Fact]
    public async Task End_MovedNearer_IsTheEnd()
    {
        var goal = await _world.AddAsync(new GoalDraft { Period = GoalPeriod.Day, Target = 10, StartsOn = GoalWorld.Today.AddDays(-2), EndsOn = GoalWorld.Today.AddDays(9) });
        await _world.StudyAsync("2026-03-10 06:00");
        _world.GoTo("2026-03-12 09:00");
        await _world.StudyAsync("2026-03-12 06:00");
        await _world.Goals.EditAsync(await _world.MinaAsync(), goal, null, (await _world.ViewAsync(goal)).Draft with { EndsOn = new DateOnly(2026, 3, 12) }, Token);
        _world.GoTo("2026-03-14 09:00");
        await _world.StudyAsync("2026-03-13 06:00");

        Assert.Equal([10, 12], (await _world.RowsAsync()).Select(r => r.FromDay.Day));
        Assert.Equal(0, await _world.RebuildAsync());
    }

    [Fact]
    public async Task Pause_ForTheDayAhead_BeginsAndEndsByItself()
    {
        var goal = await _world.WeeklyAsync();
        var mina = await _world.MinaAsync();
        Assert.Null((await _world.Goals.PauseAsync(mina, goal, GoalWorld.Today.AddDays(1), GoalWorld.Today.AddDays(2), Token)).Refusal);
        Assert.NotNull((await _world.Goals.PauseAsync(mina, goal, GoalWorld.Today.AddDays(-1), null, Token)).Refusal);

        _world.GoTo("2026-03-11 09:00");
        await UpkeepAsync();
        Assert.Equal(GoalStatus.Paused, await _world.StoredStatusAsync(goal));
        _world.GoTo("2026-03-13 09:00");
        await UpkeepAsync();

        Assert.Equal(GoalStatus.Active, await _world.StoredStatusAsync(goal));
        // Friday to Sunday: the two paused days are out.
        Assert.Equal((3, 40), ((await _world.ViewAsync(goal)).Now.Pace!.DaysLeft, (await _world.ViewAsync(goal)).Now.Pace!.PerDay));
    }

    [Fact]
    public async Task Resume_OnTheDayOfThePause_LeavesNoPause()
    {
        var goal = await _world.WeeklyAsync();
        var mina = await _world.MinaAsync();
        await _world.Goals.PauseAsync(mina, goal, null, null, Token);
        Assert.Equal(GoalStatus.Paused, (await _world.ViewAsync(goal)).Status);

        await _world.Goals.ResumeAsync(mina, goal, Token);

        Assert.Equal((GoalStatus.Active, 0), ((await _world.ViewAsync(goal)).Status, (await _world.ViewAsync(goal)).Pauses.Count));
    }

    [Fact]
    public async Task CustomCount_IsCountedByHandAndTakenBack()
    {
        var goal = await _world.AddAsync(new GoalDraft { Metric = GoalMetric.CustomCount, Target = 10, Unit = "pages" });
        var mina = await _world.MinaAsync();
        await _world.Goals.CountAsync(mina, goal, 6.5, null, "chapter 1", Token);
        var second = await _world.Goals.CountAsync(mina, goal, 4, GoalWorld.Today.AddDays(-1), null, Token);

        Assert.Equal((10.5, GoalWorld.Today), ((await _world.ViewAsync(goal)).Now.Value, (await _world.ViewAsync(goal)).Now.ReachedOn));
        Assert.Null(await _world.Goals.UncountAsync(mina, goal, second.Value, Token));
        Assert.Equal(6.5, (await _world.ViewAsync(goal)).Now.Value);
        Assert.Equal(0, await _world.RebuildAsync());
        Assert.Equal(RefusalKind.Conflict, (await _world.Goals.CountAsync(mina, await _world.WeeklyAsync(), 1, null, null, Token)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Invalid, (await _world.Goals.CountAsync(mina, goal, 1, GoalWorld.Today.AddDays(1), null, Token)).Refusal!.Kind);
    }

    [Fact]
    public async Task PlanProgress_OfADomain_FollowsItsSessionsAndThePlan()
    {
        var content = BuiltInPlans.All[BuiltInPlans.Dentistry];
        var plan = (await _world.Study.Get<PlanService>().AddAsync(_world.Study.StudentId, content, activate: true, Token)).Value;
        var goal = await _world.AddAsync(new GoalDraft { Metric = GoalMetric.PlanProgress, Period = GoalPeriod.Once, Target = 12, DomainCode = "SURG", EndsOn = GoalWorld.Today.AddDays(30) });
        async Task AboutSurgeryAsync(string start, int minutes, int answered, int correct)
        {
            var session = StudySession.Completed(
                _world.Study.StudentId, Make.About(domain: "SURG"), SessionSource.Timer, null, StudyDashboard.Infrastructure.Time.StudyCalendar.For("Europe/Sofia", 4), Make.At(start), Make.At(start).AddMinutes(minutes));
            session.Rate(answered, correct, null);
            await _world.Study.Get<SessionRecorder>().RecordAsync<StudySession>(_world.Study.StudentId, ChangeVerb.Add, book => Task.FromResult<Outcome<StudySession>>(book.Add(session)), Token);
        }

        // rules.md section 9, progress of a domain: 4, then 4 + 10.
        await AboutSurgeryAsync("2026-03-09 06:00", 15, 10, 8);
        Assert.Equal(4, (await _world.ViewAsync(goal)).Now.Value);
        await AboutSurgeryAsync("2026-03-10 06:00", 45, 0, 0);

        var now = (await _world.ViewAsync(goal)).Now;
        Assert.Equal((14, GoalWorld.Today), (now.Value, now.ReachedOn));
        Assert.Equal(GoalStatus.Completed, await _world.StoredStatusAsync(goal));
        Assert.Equal(0, await _world.RebuildAsync());

        // Without the domain there is nothing to be far with; once it is there again, all is as it was.
        var plans = _world.Study.Get<PlanService>();
        var version = (await plans.EditAsync(_world.Study.StudentId, plan, null, content with { Domains = [.. content.Domains.Where(d => d.Code != "SURG")] }, Token)).Value;
        Assert.Equal((0, null), ((await _world.ViewAsync(goal)).Now.Value, (await _world.ViewAsync(goal)).Now.ReachedOn));
        await plans.EditAsync(_world.Study.StudentId, plan, version, content, Token);
        Assert.Equal((14, GoalWorld.Today), ((await _world.ViewAsync(goal)).Now.Value, (await _world.ViewAsync(goal)).Now.ReachedOn));
        Assert.Equal(0, await _world.RebuildAsync());
    }

    [Fact]
    public async Task Archived_MovesNoMore_AndDeletedComesBackWithItsPast()
    {
        var goal = await _world.WeeklyAsync();
        var mina = await _world.MinaAsync();
        await _world.StudyAsync("2026-03-10 06:00", minutes: 30);
        await _world.Goals.ArchiveAsync(mina, goal, Token);
        _world.GoTo("2026-03-17 09:00");
        await _world.StudyAsync("2026-03-17 06:00", minutes: 30);
        Assert.Equal((GoalStatus.Archived, 1), ((await _world.ViewAsync(goal)).Status, (await _world.RowsAsync()).Count));

        Assert.Null(await _world.Goals.DeleteAsync(mina, goal, Token));
        await _world.StudyAsync("2026-03-10 07:00", minutes: 10);
        Assert.Null(await _world.Study.Get<GoalReader>().FindAsync(mina, goal, Token));
        Assert.Null(await _world.Goals.RestoreAsync(mina, goal, Token));

        Assert.Equal(40, (await _world.RowsAsync()).Single().Value);
        await _world.Goals.UnarchiveAsync(mina, goal, Token);
        Assert.Equal([40, 30], (await _world.RowsAsync()).Select(r => r.Value));
        Assert.Equal(0, await _world.RebuildAsync());
    }

    [Fact]
    public async Task Purge_After30Days_RemovesADeletedGoal()
    {
        var goal = await _world.WeeklyAsync();
        await _world.Goals.DeleteAsync(await _world.MinaAsync(), goal, Token);

        _world.Study.Clock.Advance(TimeSpan.FromDays(31));
        await UpkeepAsync();

        Assert.NotNull(await _world.Goals.RestoreAsync(await _world.MinaAsync(), goal, Token));
    }

    [Fact]
    public async Task Upkeep_ThatMovesAGoal_TellsOpenPages()
    {
        await _world.AddAsync(new GoalDraft { Target = 30, EndsOn = GoalWorld.Today });
        var told = new List<FeedTopic>();
        using var subscription = _world.Study.Get<StudyFeed>().Subscribe(_world.Study.StudentId, told.Add);

        _world.GoTo("2026-03-11 09:00");
        await UpkeepAsync();
        await UpkeepAsync();

        Assert.Equal([FeedTopic.Goals], told);
    }

    [Fact]
    public async Task Draft_WithValuesThatCannotBe_IsRefusedFieldByField()
    {
        var refused = await _world.Goals.AddAsync(await _world.MinaAsync(), new GoalDraft
        {
            Metric = GoalMetric.Accuracy, Period = GoalPeriod.Once, Target = 101, SkipBudget = 31, RestDays = Enum.GetValues<DayOfWeek>(), StartsOn = GoalWorld.Today.AddDays(-400), Title = new string('a', 121),
        }, Token);

        Assert.Equal(["title", "target", "rest_days", "skip_budget", "starts_on", "ends_on"], refused.Refusal!.Fields.Select(f => f.Field));
    }

    public void Dispose() => _world.Dispose();

    private Task<int> UpkeepAsync() => _world.Study.Get<GoalUpkeep>().RunAsync(_world.Study.Clock.UtcNow, Token);
}
