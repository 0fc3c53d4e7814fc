using Microsoft.Extensions.Logging.Abstractions;
using StudyDashboard.Infrastructure.Cluster;
using StudyDashboard.Infrastructure.Duties;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Infrastructure.Duties;

public sealed class DutyRunnerTests
{
    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(TaskCanceledException))]
    public async Task Duty_ThatFails_WaitsForTheCalmAndIsTriedAgain(Type failure)
    {
        var clock = new StepClock();
        using var turns = new SemaphoreSlim(0);
        var duty = new Duty("fails", TimeSpan.FromMinutes(1), (_, _) =>
        {
            turns.Release();
            throw (Exception)Activator.CreateInstance(failure)!;
        });
        using var runner = new DutyRunner([duty], Lead.Alone, clock, NullLogger<DutyRunner>.Instance);
        await runner.StartAsync(TestContext.Current.CancellationToken);
        Assert.True(await clock.TimersSet.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        Assert.Equal(0, turns.CurrentCount);
        clock.Advance(DutyRunner.Calm);
        Assert.True(await turns.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));

        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.True(await turns.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        await runner.StopAsync(TestContext.Current.CancellationToken);
    }
}
