using StudyDashboard.Features.Goals;
using StudyDashboard.Features.Plans;
using StudyDashboard.Tests.Features.Plans;

namespace StudyDashboard.Tests.Features.Goals;

/// <summary>A goal about a domain follows the domain, whatever its code is in a session.</summary>
public sealed class GoalDomainTests : IDisposable
{
    private readonly GoalWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Goal_OfADomainThatIsRenamed_KeepsItsSessionsAndCountsTheNewOnes()
    {
        var plan = await PlanMake.PlanAsync(_world.Study);
        var goal = await _world.AddAsync(new GoalDraft { Target = 60, DomainCode = "SURG" });
        await PlanMake.SessionAsync(_world.Study, "SURG", "2026-03-09 09:00", minutes: 25);

        await RenameAsync(plan);
        await PlanMake.SessionAsync(_world.Study, "SURGERY", "2026-03-10 06:00", minutes: 40);

        Assert.Equal(65, (await _world.ViewAsync(goal)).Now.Value);
        Assert.Equal(0, await _world.RebuildAsync());
    }

    [Fact]
    public async Task Goal_OfADomain_FollowsACodeThatThePlanLearns()
    {
        var plan = await PlanMake.PlanAsync(_world.Study);
        var goal = await _world.AddAsync(new GoalDraft { Target = 60, DomainCode = "SURG" });
        await PlanMake.SessionAsync(_world.Study, "SURGERY", "2026-03-09 09:00", minutes: 25, source: StudyDashboard.Features.Sessions.SessionSource.Import);
        Assert.Equal(0, (await _world.ViewAsync(goal)).Now.Value);

        await _world.Study.Get<PlanService>().KnowAsync(_world.Study.StudentId, plan, "SURGERY", "SURG", Token);

        Assert.Equal(25, (await _world.ViewAsync(goal)).Now.Value);
        Assert.Equal(0, await _world.RebuildAsync());
    }

    [Fact]
    public async Task PlanProgress_WithSessionsOfAnOlderCode_IsReachedOnTheirDay()
    {
        var plan = await PlanMake.PlanAsync(_world.Study);
        await PlanMake.SessionAsync(_world.Study, "SURG", "2026-03-08 09:00");
        await PlanMake.SessionAsync(_world.Study, "SURG", "2026-03-09 09:00");
        await RenameAsync(plan);

        await _world.AddAsync(new GoalDraft
        {
            Metric = GoalMetric.PlanProgress, Period = GoalPeriod.Once, Target = 15, DomainCode = "SURGERY", StartsOn = new DateOnly(2026, 3, 1), EndsOn = new DateOnly(2026, 4, 1),
        });

        Assert.Equal(new DateOnly(2026, 3, 9), (await _world.RowsAsync()).Single().ReachedOn);
    }

    /// <summary>What was miscounted and mended within a day took the target away on none.</summary>
    [Fact]
    public async Task CustomCount_CorrectedWithinADay_StaysReachedSinceTheDayBefore()
    {
        var goal = await _world.AddAsync(new GoalDraft { Metric = GoalMetric.CustomCount, Target = 5 });
        var mina = await _world.MinaAsync();
        await _world.Goals.CountAsync(mina, goal, 5, GoalWorld.Today.AddDays(-1), null, Token);

        await _world.Goals.CountAsync(mina, goal, -2, null, null, Token);
        await _world.Goals.CountAsync(mina, goal, 3, null, null, Token);

        Assert.Equal((6, GoalWorld.Today.AddDays(-1)), ((await _world.RowsAsync()).Single().Value, (await _world.RowsAsync()).Single().ReachedOn));
    }

    public void Dispose() => _world.Dispose();

    private async Task RenameAsync(int plan) => Assert.Null((await _world.Study.Get<PlanService>().EditAsync(_world.Study.StudentId, plan, null, new PlanContent
    {
        Title = "Exam", Domains = [new PlanPart { Code = "SURGERY", Name = "Surgery", Was = "SURG" }, new PlanPart { Code = "PROTH", Name = "Prosthetics" }],
    }, Token)).Refusal);
}
