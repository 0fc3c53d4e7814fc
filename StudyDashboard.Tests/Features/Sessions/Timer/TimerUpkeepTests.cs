using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Timer;
using StudyDashboard.Features.Sessions.Timer.Forgotten;
using StudyDashboard.Infrastructure.Duties;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Sessions.Timer;

public sealed class TimerUpkeepTests : IDisposable
{
    private readonly StudyFixture _study = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Heartbeat_OfAPersonWhoIsThere_IsStoredWithoutAVersionOrNews()
    {
        var session = await StartAsync();
        var news = 0;
        using var subscription = _study.Get<StudyFeed>().Subscribe(_study.StudentId, _ => news++);
        _study.Get<Presence>().Enter(_study.StudentId);

        await MinutesAsync(2);

        var stored = await ReadAsync();
        Assert.Equal((_study.Clock.UtcNow, session.Version, 0), (stored.LastHeartbeatAt, stored.Version, news));
    }

    [Fact]
    public async Task Heartbeat_OfAProgramThatCalled_CountsOnce()
    {
        await StartAsync();
        _study.Get<Presence>().Seen(_study.StudentId);

        await MinutesAsync(1);
        var first = _study.Clock.UtcNow;
        await MinutesAsync(5);

        Assert.Equal(first, (await ReadAsync()).LastHeartbeatAt);
    }

    [Fact]
    public async Task Timer_WithoutHeartbeatForThreeHours_NeedsReviewAndIsOutsideTotals()
    {
        var session = await StartAsync();

        await MinutesAsync(179);
        Assert.Equal(SessionStatus.InProgress, (await ReadAsync()).Status);
        await MinutesAsync(2);

        Assert.Equal(SessionStatus.NeedsReview, (await ReadAsync()).Status);
        Assert.Null(await _study.Get<TimerService>().CurrentAsync(_study.StudentId, Token));
        var forgotten = Assert.Single(await _study.Get<ForgottenTimers>().ListAsync(_study.StudentId, Token));
        Assert.Equal((session.Id, session.StartedAt), (forgotten.SessionId, (DateTime?)forgotten.ProposedEnd));
        await using var context = _study.Context();
        Assert.Empty(await context.Days.ToListAsync(Token));
    }

    [Fact]
    public async Task Timer_WhileTheServerWasDown_IsNotForgotten()
    {
        await StartAsync();
        await MinutesAsync(30);
        _study.Clock.Advance(TimeSpan.FromHours(40));
        var reborn = new ServerRuns(_study.Get<IDbContextFactory<StudyDashboard.Data.StudyDbContext>>());
        await reborn.AliveAsync(_study.Clock.UtcNow, Token);
        _study.Clock.Advance(TimeSpan.FromMinutes(100));
        await reborn.AliveAsync(_study.Clock.UtcNow, Token);
        var start = (await ReadAsync()).StartedAt!.Value;

        var runs = await reborn.SinceAsync(start, _study.Clock.UtcNow, Token);

        Assert.Equal(60 * 130, Uptime.Seconds(runs, start, _study.Clock.UtcNow));
    }

    [Fact]
    public async Task Forgotten_Settled_EndsAtTheProposedEnd()
    {
        await StartAsync();
        _study.Get<Presence>().Seen(_study.StudentId);
        await MinutesAsync(1);
        await MinutesAsync(181);
        var forgotten = Assert.Single(await _study.Get<ForgottenTimers>().ListAsync(_study.StudentId, Token));

        var done = (await _study.Get<TimerService>().FinishAsync(_study.StudentId, forgotten.SessionId, new FinishTimer(), Token)).Value.Value;

        Assert.Equal((forgotten.ProposedEnd, 60), (done.EndedAt, done.NetSeconds));
    }

    [Fact]
    public async Task Pomodoro_LeftAlone_HasItsBreakStored()
    {
        var session = await StartAsync(new TimerPlan(TimerMode.Pomodoro));

        await MinutesAsync(30);

        await using var context = _study.Context();
        var pause = await context.SessionPauses.SingleAsync(Token);
        Assert.Equal((session.StartedAt!.Value.AddMinutes(25), PauseReason.Break), (pause.StartedAt, pause.Reason));
    }

    public void Dispose() => _study.Dispose();

    private async Task MinutesAsync(int minutes)
    {
        await _study.Get<ServerRuns>().AliveAsync(_study.Clock.UtcNow, Token);
        _study.Clock.Advance(TimeSpan.FromMinutes(minutes));
        await _study.Get<ServerRuns>().AliveAsync(_study.Clock.UtcNow, Token);
        await _study.Get<TimerUpkeep>().RunAsync(_study.Clock.UtcNow, Token);
    }

    private async Task<StudySession> ReadAsync()
    {
        await using var context = _study.Context();
        return await context.Sessions.AsNoTracking().SingleAsync(Token);
    }

    private async Task<StudySession> StartAsync(TimerPlan? plan = null) => (await _study.Get<TimerService>().StartAsync(
        _study.StudentId, new StartTimer { About = Make.About(), Timer = plan ?? TimerPlan.Stopwatch }, Token)).Value.Value;
}
