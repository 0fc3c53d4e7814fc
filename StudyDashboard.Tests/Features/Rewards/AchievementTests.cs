using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Rewards;
using StudyDashboard.Features.Rewards.Achievements;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Features.Sessions.Planning;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Sessions.Timer;
using StudyDashboard.Tests.Features.Goals;
using StudyDashboard.Tests.Features.Review;
using StudyDashboard.Tests.Support;
using StudyDashboard.Texts;

namespace StudyDashboard.Tests.Features.Rewards;

public sealed class AchievementTests : IDisposable
{
    private readonly GoalWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Rules_AreAtLeast24_AndEachHasItsNameAndWhatItTakes()
    {
        Assert.True(AchievementRule.All.Count >= 24);
        Assert.Distinct(AchievementRule.All.Select(r => r.Code));
        Assert.Equal([3, 7, 14, 30, 100], AchievementRule.All.Where(r => r.Figure == AchievementFigure.StreakDays).Select(r => r.Threshold));
        Assert.All(AchievementRule.All, rule =>
        {
            Assert.NotNull(RewardTexts.ResourceManager.GetString($"Achievement_{rule.Code}", RewardTexts.Culture));
            Assert.NotNull(RewardTexts.ResourceManager.GetString($"How_{rule.Code}", RewardTexts.Culture));
            Assert.True(rule.Code.Length <= AchievementRule.MaxCode);
        });
    }

    [Fact]
    public async Task FirstHour_ReachedAndItsSessionDeleted_IsWithdrawn()
    {
        await _world.StudyAsync("2026-03-09 06:00", minutes: 59);
        Assert.Empty(await ReachedAsync());
        var second = await _world.StudyAsync("2026-03-10 06:00", minutes: 1);

        Assert.Contains(new StudyNotice(Achievement: "first_hour"), second.Notices);
        Assert.Equal(GoalWorld.Today, (await ReachedAsync())["first_hour"]);
        await _world.DeleteAsync(second.Value.Id);
        Assert.Empty(await ReachedAsync());
    }

    [Fact]
    public async Task Achievement_ReachedBefore_IsToldOnce()
    {
        await _world.StudyAsync("2026-03-09 06:00", minutes: 60);

        Assert.DoesNotContain((await _world.StudyAsync("2026-03-10 06:00")).Notices, n => n.Achievement is not null);
    }

    [Fact]
    public async Task Streak_FilledByALateEntry_HasTheDateOfItsThirdDay()
    {
        await _world.StudyAsync("2026-03-06 10:00");
        await _world.StudyAsync("2026-03-08 10:00");
        await _world.StudyAsync("2026-03-09 10:00");
        Assert.DoesNotContain("streak_3", (await ReachedAsync()).Keys);

        await _world.StudyAsync("2026-03-07 10:00");

        Assert.Equal(new DateOnly(2026, 3, 8), (await ReachedAsync())["streak_3"]);
        Assert.Equal(0, await _world.RebuildAsync());
    }

    [Theory]
    // Sofia is two hours ahead: 04:00 to 07:00 there.
    [InlineData("early_5", "02:00", "04:59")]
    [InlineData("late_5", "20:00", "21:59")]
    public async Task Hours_OfTheDay_AreThoseOfTheWallClock(string code, string inside, string alsoInside)
    {
        for (var day = 2; day <= 6; day++)
        {
            await _world.StudyAsync($"2026-03-0{day} {(day % 2 == 0 ? inside : alsoInside)}", minutes: 1);
        }

        Assert.Contains(code, (await ReachedAsync()).Keys);
        Assert.DoesNotContain(code == "early_5" ? "late_5" : "early_5", (await ReachedAsync()).Keys);
    }

    [Fact]
    public async Task Weekend_WithBothDays_IsReached()
    {
        await _world.StudyAsync("2026-03-07 10:00", minutes: 10);
        await _world.StudyAsync("2026-03-08 10:00", minutes: 9);
        Assert.DoesNotContain("weekend", (await ReachedAsync()).Keys);

        await _world.StudyAsync("2026-03-08 11:00", minutes: 1);

        Assert.Equal(new DateOnly(2026, 3, 8), (await ReachedAsync())["weekend"]);
    }

    [Fact]
    public async Task SharpDay_NeedsTwentyAnswersNineInTenRight()
    {
        await _world.StudyAsync("2026-03-09 06:00", answered: 20, correct: 17);
        Assert.DoesNotContain("sharp_day", (await ReachedAsync()).Keys);

        await _world.StudyAsync("2026-03-09 08:00", answered: 10, correct: 10);

        Assert.Contains("sharp_day", (await ReachedAsync()).Keys);
    }

    [Fact]
    public async Task FirstLesson_Attended_IsReached()
    {
        await _world.StudyAsync("2026-03-09 06:00", kind: SessionKind.Lesson, source: SessionSource.Lesson);

        Assert.Contains("first_lesson", (await ReachedAsync()).Keys);
    }

    [Fact]
    public async Task WeekAsPlanned_DoneThenPlannedFurther_IsWithdrawnUntilThatIsDone()
    {
        var planner = _world.Study.Get<SessionPlanner>();
        async Task<int> PlanAsync(int day) =>
            (await planner.PlanAsync(_world.Study.StudentId, new PlannedSession(Make.About(), new DateOnly(2026, 3, day), null, 30), Token)).Value.Value.Id;
        async Task DoAsync(int id)
        {
            var timers = _world.Study.Get<TimerService>();
            await timers.StartAsync(_world.Study.StudentId, new StartTimer { About = Make.About(), PlannedSessionId = id }, Token);
            _world.Study.Clock.Advance(TimeSpan.FromMinutes(5));
            await timers.FinishAsync(_world.Study.StudentId, id, new FinishTimer(), Token);
        }
        int[] planned = [await PlanAsync(9), await PlanAsync(10), await PlanAsync(10)];
        foreach (var id in planned)
        {
            await DoAsync(id);
        }
        Assert.Equal(GoalWorld.Today, (await ReachedAsync())["week_as_planned"]);

        var fourth = await PlanAsync(15);
        Assert.DoesNotContain("week_as_planned", (await ReachedAsync()).Keys);
        Assert.Equal(0, await _world.RebuildAsync());
        await planner.SkipAsync(_world.Study.StudentId, fourth, Token);
        Assert.DoesNotContain("week_as_planned", (await ReachedAsync()).Keys);
        await _world.Study.Get<LogService>().DeleteAsync(_world.Study.StudentId, [fourth], Token);

        Assert.Contains("week_as_planned", (await ReachedAsync()).Keys);
        Assert.Equal(0, await _world.RebuildAsync());
    }

    [Fact]
    public async Task Recovered_InQuizzes_CountsWhileTheFactIsThere()
    {
        var study = _world.Study;
        var (topic, ids) = await Quizzes.QuizMake.BankAsync(study, questions: 10);
        await Quizzes.QuizMake.TakeAsync(study, topic, ids, "cccccccccc");
        await Quizzes.QuizMake.TakeAsync(study, topic, ids, "wwwwwwwwww");
        await Quizzes.QuizMake.TakeAsync(study, topic, ids, "cccccccccc");

        Assert.Contains("recovered_10", (await ReachedAsync()).Keys);
        await using var context = study.Context();
        var last = await context.Sessions.OrderByDescending(s => s.Id).FirstAsync(s => s.Source == SessionSource.Quiz, Token);
        await _world.DeleteAsync(last.Id);

        Assert.DoesNotContain("recovered_10", (await ReachedAsync()).Keys);
    }

    [Fact]
    public async Task AllDue_AWeekLong_IsReachedAndTakenBackWithTheAnswer()
    {
        using var cards = new CardWorld();
        var card = await cards.AddAsync();
        for (var day = 1; day <= 7; day++)
        {
            await cards.AnswerAsync(day == 1 ? card : await cards.AddAsync($"word {day}", "x"), StudyDashboard.Features.Review.ReviewGrade.Easy);
            cards.Study.Clock.Advance(TimeSpan.FromDays(1));
        }
        await using var context = cards.Study.Context();
        Assert.Contains("all_due_week", await context.Set<Achievement>().Select(a => a.Code).ToListAsync(Token));

        cards.Study.Clock.Advance(TimeSpan.FromDays(-1));
        await cards.Study.Get<StudyDashboard.Features.Review.Grading.GradingService>().UndoAsync(cards.StudentId, 1, Token);

        Assert.DoesNotContain("all_due_week", await context.Set<Achievement>().Select(a => a.Code).ToListAsync(Token));
        Assert.Equal(0, await cards.Study.Get<Rebuild>().RunAsync(Token));
    }

    /// <summary>Random histories against a plain calculation that knows only the list of sessions.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task RandomHistory_EqualsThePlainCalculationAndARebuild(int seed)
    {
        var random = new Random(seed);
        var facts = new Dictionary<int, (DateOnly Day, int Minutes, int Answered, int Correct)>();
        for (var step = 0; step < 120; step++)
        {
            if (facts.Count > 0 && random.Next(4) == 0)
            {
                var gone = facts.Keys.ElementAt(random.Next(facts.Count));
                await _world.DeleteAsync(gone);
                facts.Remove(gone);
                continue;
            }
            var day = new DateOnly(2026, 2, 1).AddDays(random.Next(36));
            var (minutes, answered) = (random.Next(1, 50), random.Next(30));
            var correct = Math.Max(0, answered - random.Next(4));
            facts[(await _world.StudyAsync($"{day:yyyy-MM-dd} 10:00", minutes, answered: answered, correct: correct)).Value.Id] = (day, minutes, answered, correct);
        }

        var reached = await ReachedAsync();
        foreach (var rule in AchievementRule.All.Where(r => r.Figure is AchievementFigure.Hours or AchievementFigure.StreakDays or AchievementFigure.Questions or AchievementFigure.SharpDays or AchievementFigure.Weekends))
        {
            Assert.Equal(Plainly(rule, facts.Values), reached.TryGetValue(rule.Code, out var on) ? (DateOnly?)on : null);
        }
        Assert.Equal(0, await _world.RebuildAsync());
    }

    public void Dispose() => _world.Dispose();

    private static DateOnly? Plainly(AchievementRule rule, IReadOnlyCollection<(DateOnly Day, int Minutes, int Answered, int Correct)> facts)
    {
        int MinutesOf(DateOnly day) => facts.Where(f => f.Day == day).Sum(f => f.Minutes);
        for (var day = new DateOnly(2026, 2, 1); day <= new DateOnly(2026, 3, 10); day = day.AddDays(1))
        {
            var until = facts.Where(f => f.Day <= day).ToList();
            double value = rule.Figure switch
            {
                AchievementFigure.Hours => until.Sum(f => f.Minutes) / 60.0,
                AchievementFigure.Questions => until.Sum(f => f.Answered),
                AchievementFigure.StreakDays => Enumerable.Range(0, 60).TakeWhile(ago => MinutesOf(day.AddDays(-ago)) >= 10).Count(),
                AchievementFigure.SharpDays => until.GroupBy(f => f.Day).Count(g => g.Sum(f => f.Answered) >= 20 && g.Sum(f => f.Correct) >= 0.9 * g.Sum(f => f.Answered)),
                _ => until.Select(f => f.Day).Distinct().Count(d => d.DayOfWeek == DayOfWeek.Sunday && MinutesOf(d) >= 10 && MinutesOf(d.AddDays(-1)) >= 10),
            };
            if (value >= rule.Threshold)
            {
                return day;
            }
        }
        return null;
    }

    private async Task<Dictionary<string, DateOnly>> ReachedAsync()
    {
        await using var context = _world.Study.Context();
        return await context.Set<Achievement>().AsNoTracking().ToDictionaryAsync(a => a.Code, a => a.ReachedOn, Token);
    }
}
