using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Analytics;
using StudyDashboard.Features.Goals;
using StudyDashboard.Features.Goals.Progress;
using StudyDashboard.Features.Reports;
using StudyDashboard.Features.Rewards;

namespace StudyDashboard.Tests.Features.Goals;

/// <summary>What reports take from goals and rewards.</summary>
public sealed class FiguresTests : IDisposable
{
    private readonly GoalWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GoalsInRange_AreThePeriodsThatEndInItOrGoOn()
    {
        await _world.AddAsync(new GoalDraft { Target = 30, StartsOn = GoalWorld.Today.AddDays(-14) });
        await _world.StudyAsync("2026-03-03 06:00");
        await using var context = _world.Study.Context();

        var lastWeek = await context.GoalsInRangeAsync(_world.Study.StudentId, new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 8), GoalWorld.Today, Token);
        var thisWeek = await context.GoalsInRangeAsync(_world.Study.StudentId, new DateOnly(2026, 3, 9), new DateOnly(2026, 3, 15), GoalWorld.Today, Token);

        Assert.Equal((30d, GoalOutcome.Reached), (lastWeek.Single().Period.Value, lastWeek.Single().Period.Outcome));
        Assert.Equal((0d, GoalOutcome.Open), (thisWeek.Single().Period.Value, thisWeek.Single().Period.Outcome));
    }

    [Fact]
    public async Task GoalsReached_InAReport_AreThoseOfItsDays()
    {
        await _world.AddAsync(new GoalDraft { Period = GoalPeriod.Month, Target = 30, StartsOn = new DateOnly(2026, 3, 1) });
        await _world.StudyAsync("2026-03-04 06:00", minutes: 30);
        var student = await _world.MinaAsync();

        Assert.Equal(0, await ReachedAsync(new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 3)));
        Assert.Equal(1, await ReachedAsync(new DateOnly(2026, 3, 4), new DateOnly(2026, 3, 5)));
        Assert.Equal(0, await ReachedAsync(new DateOnly(2026, 3, 5), new DateOnly(2026, 3, 6)));

        async Task<double?> ReachedAsync(DateOnly from, DateOnly to) =>
            (await _world.Study.Get<ReportService>().ReadAsync(new ReportReader(student, student.Id, ReportViewer.Self), new StudyPeriod(PeriodLength.Range, from, to), Token))
                .Sections.Single(s => s.Key == "goals").Figures.Single().Value;
    }

    [Fact]
    public async Task RewardFigures_AreThoseOfTheRange()
    {
        await _world.StudyAsync("2026-03-02 06:00", minutes: 60);
        await _world.StudyAsync("2026-03-03 06:00", minutes: 43);
        await _world.StudyAsync("2026-03-04 06:00", minutes: 20);
        await using var context = _world.Study.Context();

        var studied = await context.Days.ToDictionaryAsync(d => d.StudyDay, d => d.NetSeconds, Token);
        var (from, to) = (new DateOnly(2026, 3, 3), new DateOnly(2026, 3, 8));

        var figures = (await context.RewardRulesAsync(_world.Study.StudentId, from, to, Token)).Between(studied, from, to, GoalWorld.Today);

        Assert.Equal((0, 2, "streak_3"), (figures.Streak, figures.LongestStreak, string.Join(',', figures.Reached.Select(a => a.Code))));
        // The day after was missed, though its week is long over.
        Assert.Equal(0, new RewardRules([], new HashSet<DateOnly>(), []).Between(studied, from, new DateOnly(2026, 3, 5), GoalWorld.Today).Streak);
        // As of its third day the run goes on, and began before the range.
        Assert.Equal(3, new RewardRules([], new HashSet<DateOnly>(), []).Between(studied, from, new DateOnly(2026, 3, 4), GoalWorld.Today).Streak);
    }

    public void Dispose() => _world.Dispose();
}
