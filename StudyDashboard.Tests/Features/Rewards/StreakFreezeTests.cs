using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Rewards;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Features.Goals;

namespace StudyDashboard.Tests.Features.Rewards;

public sealed class StreakFreezeTests : IDisposable
{
    private readonly GoalWorld _world = new();

    private StreakFreezes Freezes => _world.Study.Get<StreakFreezes>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Freeze_OfADayAhead_BridgesIt()
    {
        await _world.StudyAsync("2026-03-09 10:00");
        await _world.StudyAsync("2026-03-10 06:00");
        Assert.Null(await Freezes.FreezeAsync(await _world.MinaAsync(), GoalWorld.Today.AddDays(1), Token));

        _world.GoTo("2026-03-12 12:00");
        await _world.StudyAsync("2026-03-12 06:00");

        var model = await ModelAsync();
        Assert.Equal((3, 3, 1), (model.Streak.Current, model.Streak.Longest, model.Streak.Runs.Count));
        Assert.Equal([StreakMark.Counts, StreakMark.Counts, StreakMark.Frozen, StreakMark.Counts], model.Deciding.TakeLast(4).Select(d => d.Mark));
    }

    [Fact]
    public async Task Freeze_OfADayAhead_BridgesItInTheAnalyticsToo()
    {
        await _world.StudyAsync("2026-03-10 06:00");
        await Freezes.FreezeAsync(await _world.MinaAsync(), GoalWorld.Today.AddDays(1), Token);
        _world.GoTo("2026-03-12 12:00");
        await _world.StudyAsync("2026-03-12 06:00");

        await using var context = _world.Study.Context();
        var studied = await context.Days.ToDictionaryAsync(d => d.StudyDay, d => d.NetSeconds, Token);
        Assert.Equal(2, (await context.RewardRulesAsync(_world.Study.StudentId, GoalWorld.Today, GoalWorld.Today.AddDays(2), Token)).Between(studied, GoalWorld.Today, GoalWorld.Today.AddDays(2), GoalWorld.Today.AddDays(2)).Streak);
    }

    [Fact]
    public async Task Freeze_OfAThirdDayAhead_IsRefused_AndOfTodayToo()
    {
        var mina = await _world.MinaAsync();
        Assert.Null(await Freezes.FreezeAsync(mina, GoalWorld.Today.AddDays(1), Token));
        Assert.Null(await Freezes.FreezeAsync(mina, GoalWorld.Today.AddDays(5), Token));
        Assert.Null(await Freezes.FreezeAsync(mina, GoalWorld.Today.AddDays(5), Token));

        Assert.Equal(RefusalKind.Conflict, (await Freezes.FreezeAsync(mina, GoalWorld.Today.AddDays(9), Token))!.Kind);
        Assert.Equal(RefusalKind.Invalid, (await Freezes.FreezeAsync(mina, GoalWorld.Today, Token))!.Kind);
        Assert.Equal(RefusalKind.Invalid, (await Freezes.FreezeAsync(mina, null, Token))!.Kind);
        _world.GoTo("2026-03-11 12:00");
        Assert.Null(await Freezes.FreezeAsync(mina, GoalWorld.Today.AddDays(9), Token));
    }

    [Fact]
    public async Task Thaw_OfADayThatHasBegun_IsRefused()
    {
        var mina = await _world.MinaAsync();
        await Freezes.FreezeAsync(mina, GoalWorld.Today.AddDays(1), Token);
        await Freezes.FreezeAsync(mina, GoalWorld.Today.AddDays(2), Token);
        Assert.Null(await Freezes.ThawAsync(mina, GoalWorld.Today.AddDays(2), Token));

        _world.GoTo("2026-03-11 12:00");

        Assert.NotNull(await Freezes.ThawAsync(mina, GoalWorld.Today.AddDays(1), Token));
    }

    [Fact]
    public async Task DayThatAZoneChangeLeavesOut_IsFrozen()
    {
        // One instant: in Honolulu, with days from 23:00, still the 8th; on Kiritimati the 10th. The 9th never was.
        _world.GoTo("2026-03-10 08:30");
        await _world.Study.Get<ProfileService>().ChangeAsync(_world.Study.StudentId, p => p.SetDays("Pacific/Honolulu", 23, DayOfWeek.Monday), Token);
        await using var before = _world.Study.Context();
        var was = await before.Set<StreakFreeze>().CountAsync(Token);

        await _world.Study.Get<ProfileService>().ChangeAsync(_world.Study.StudentId, p => p.SetDays("Pacific/Kiritimati", 0, DayOfWeek.Monday), Token);

        var left = await before.Set<StreakFreeze>().AsNoTracking().ToListAsync(Token);
        Assert.Equal((0, 1, true), (was, left.Count, left[0].NeverWas));
        Assert.Equal(new DateOnly(2026, 3, 9), left[0].StudyDay);
    }

    [Fact]
    public async Task Model_ComparesWithLastWeek_AndPagesTheLedger()
    {
        await _world.StudyAsync("2026-03-03 10:00", minutes: 60);
        await _world.StudyAsync("2026-03-07 10:00", minutes: 30);
        await _world.StudyAsync("2026-03-10 06:00", minutes: 43);

        var model = await ModelAsync();

        Assert.Equal((43 * 60, 90 * 60, 60 * 60), (model.ThisWeek, model.LastWeek, model.LastWeekSoFar));
        Assert.Equal([21, 15, 30], model.Ledger.Select(l => l.Points));
        Assert.Equal((66, 21, 2), (model.Points.Total, model.Points.Today, model.Points.Level));
    }

    public void Dispose() => _world.Dispose();

    private async Task<RewardsModel> ModelAsync() => await _world.Study.Get<RewardsReader>().GetAsync(await _world.MinaAsync(), 1, Token);
}
