using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Sessions.Timer;
using StudyDashboard.Features.Sessions.Timer.Forgotten;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Faults;

/// <summary>A server whose clock is set while timers run: back by an hour, forward by three, as a time server does it.</summary>
public sealed class ClockTests : IDisposable
{
    private readonly StudyFixture _study = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Clock_SetAtRandom_NeverMakesNegativeTimeNorLosesASession()
    {
        var (timers, upkeep, random) = (_study.Get<TimerService>(), _study.Get<TimerUpkeep>(), new Random(11));
        var (started, jumps) = (new HashSet<int>(), 0);
        int? running = null;
        for (var step = 0; step < (FaultFigures.IsLong ? 4000 : 150); step++)
        {
            _study.Clock.Advance(TimeSpan.FromMinutes(random.Next(1, 20)));
            if (random.Next(3) == 0)
            {
                jumps++;
                _study.Clock.Advance(TimeSpan.FromHours(random.Next(2) == 0 ? -1 : 3));
            }
            switch (random.Next(5))
            {
                case 0:
                    running = (await timers.StartAsync(_study.StudentId, new StartTimer { About = Make.About(), Switch = true }, Token)).Value.Value.Id;
                    started.Add(running.Value);
                    break;
                case 1 when running is { } id:
                    await timers.PauseAsync(_study.StudentId, id, Token);
                    break;
                case 2 when running is { } id:
                    await timers.ResumeAsync(_study.StudentId, id, Token);
                    break;
                case 3 when running is { } id:
                    var ended = await timers.FinishAsync(_study.StudentId, id, new FinishTimer(), Token);
                    Assert.Null(ended.Refusal);
                    running = null;
                    break;
                default:
                    await upkeep.RunAsync(_study.Clock.UtcNow, Token);
                    // What the pages count from.
                    var shown = await timers.CurrentAsync(_study.StudentId, Token);
                    Assert.True(shown is null || ((shown.PausedAt ?? _study.Clock.UtcNow) - shown.StartedAt).TotalSeconds - shown.PausedSeconds >= 0);
                    break;
            }
        }

        await using var context = _study.Context();
        var sessions = await context.Sessions.Include(s => s.Pauses).ToListAsync(Token);
        Assert.Equal(started.Order(), sessions.Where(s => s.DeletedAt is null).Select(s => s.Id).Order());
        Assert.All(sessions, s =>
        {
            Assert.True(s.NetSeconds >= 0, $"{s.NetSeconds} s");
            Assert.True(s.EndedAt is null || s.EndedAt >= s.StartedAt);
            Assert.All(s.Pauses, p => Assert.True(p.EndedAt is null || p.EndedAt >= p.StartedAt));
        });
        Assert.Equal(0, await _study.Get<Rebuild>().RunAsync(Token));
        FaultFigures.Note("clock set back by 1 h or forward by 3 h while timers run", jumps, $"times; {sessions.Count} sessions, none lost, no negative second");
    }

    [Fact]
    public async Task Clock_SetBackBetweenStartAndStop_GivesNoTimeRatherThanNegative()
    {
        var timers = _study.Get<TimerService>();
        var id = (await timers.StartAsync(_study.StudentId, new StartTimer { About = Make.About() }, Token)).Value.Value.Id;
        _study.Clock.Advance(TimeSpan.FromMinutes(-60));

        var paused = await timers.PauseAsync(_study.StudentId, id, Token);
        var ended = await timers.FinishAsync(_study.StudentId, id, new FinishTimer(), Token);

        Assert.Null(paused.Refusal);
        Assert.Equal((SessionStatus.Completed, 0), (ended.Value.Value.Status, ended.Value.Value.NetSeconds));
    }

    public void Dispose() => _study.Dispose();
}
