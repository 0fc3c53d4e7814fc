using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Timer;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Sessions;

public sealed class TimerServiceTests : IDisposable
{
    private readonly StudyFixture _study = new();

    private TimerService Timers => _study.Get<TimerService>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Finish_AfterAPause_CountsNetSecondsInEveryTotal()
    {
        var session = await StartAsync();
        _study.Clock.Advance(TimeSpan.FromMinutes(20));
        await Timers.PauseAsync(_study.StudentId, session.Id, Token);
        _study.Clock.Advance(TimeSpan.FromMinutes(7));
        await Timers.ResumeAsync(_study.StudentId, session.Id, Token);
        _study.Clock.Advance(TimeSpan.FromMinutes(23));

        var done = (await Timers.FinishAsync(_study.StudentId, session.Id, new FinishTimer(10, 8), Token)).Value;

        Assert.Equal(2580, done.Value.NetSeconds);
        Assert.Equal(3000, done.Value.GrossSeconds);
        await using var context = _study.Context();
        var day = await context.Days.SingleAsync(Token);
        Assert.Equal((2580, 2580, 0, 1, 10, 8), (day.NetSeconds, day.TimedSeconds, day.ManualSeconds, day.Sessions, day.Answered, day.Correct));
        Assert.Equal(2580, await context.Snapshots.SumAsync(s => s.NetSeconds, Token));
        Assert.Equal(2580, await context.Hours.SumAsync(h => h.NetSeconds, Token));
        Assert.Equal(21, (await context.Points.SingleAsync(Token)).Points);
    }

    [Fact]
    public async Task Finish_Twice_IsOneFinish()
    {
        var session = await StartAsync();
        _study.Clock.Advance(TimeSpan.FromMinutes(30));
        await Timers.FinishAsync(_study.StudentId, session.Id, new FinishTimer(), Token);
        _study.Clock.Advance(TimeSpan.FromMinutes(30));

        var again = (await Timers.FinishAsync(_study.StudentId, session.Id, new FinishTimer(), Token)).Value;

        Assert.Equal(1800, again.Value.NetSeconds);
    }

    [Fact]
    public async Task Start_WhileOneRuns_IsRefusedWithItsId()
    {
        var running = await StartAsync();

        var second = await Timers.StartAsync(_study.StudentId, new StartTimer { About = Make.About() }, Token);

        Assert.Equal((RefusalKind.Conflict, (int?)running.Id), (second.Refusal!.Kind, second.Refusal.RunningSessionId));
    }

    [Fact]
    public async Task Start_WithSwitch_FinishesTheOneThatRuns()
    {
        var first = await StartAsync();
        _study.Clock.Advance(TimeSpan.FromMinutes(12));

        var second = (await Timers.StartAsync(_study.StudentId, new StartTimer { About = Make.About(), Switch = true }, Token)).Value.Value;

        await using var context = _study.Context();
        var finished = await context.Sessions.SingleAsync(s => s.Id == first.Id, Token);
        Assert.Equal((SessionStatus.Completed, 720), (finished.Status, finished.NetSeconds));
        Assert.Equal(SessionStatus.InProgress, (await context.Sessions.SingleAsync(s => s.Id == second.Id, Token)).Status);
        Assert.Equal(720, (await context.Days.SingleAsync(Token)).NetSeconds);
    }

    [Fact]
    public async Task Finish_AfterTheClockWasSetBack_IsNotNegative()
    {
        var session = await StartAsync();
        _study.Clock.Advance(TimeSpan.FromMinutes(-10));

        var done = (await Timers.FinishAsync(_study.StudentId, session.Id, new FinishTimer(), Token)).Value.Value;

        Assert.Equal((0, done.StartedAt), (done.NetSeconds, done.EndedAt));
    }

    [Fact]
    public async Task Pomodoro_LeftAlone_BreaksAtTheSecondAndWaits()
    {
        var session = await StartAsync(new TimerPlan(TimerMode.Pomodoro));
        _study.Clock.Advance(TimeSpan.FromMinutes(90));

        var state = await Timers.CurrentAsync(_study.StudentId, Token);

        Assert.Equal(session.StartedAt!.Value.AddMinutes(25), state!.PausedAt);
        Assert.Equal(session.StartedAt!.Value.AddMinutes(30), state.BreakEndsAt);
        var done = (await Timers.FinishAsync(_study.StudentId, session.Id, new FinishTimer(), Token)).Value.Value;
        Assert.Equal(25 * 60, done.NetSeconds);
    }

    public void Dispose() => _study.Dispose();

    private async Task<StudySession> StartAsync(TimerPlan? plan = null) =>
        (await Timers.StartAsync(_study.StudentId, new StartTimer { About = Make.About(), Timer = plan ?? TimerPlan.Stopwatch }, Token)).Value.Value;
}
