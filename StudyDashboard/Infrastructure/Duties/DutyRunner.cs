using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Infrastructure.Duties;

/// <summary>Runs every registered duty in a loop of its own. One that fails is logged and tried again at its next turn.</summary>
internal sealed class DutyRunner(IEnumerable<Duty> duties, TimeProvider clock, ILogger<DutyRunner> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(duties.Select(duty => LoopAsync(duty, stoppingToken)));

    private async Task LoopAsync(Duty duty, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(duty.Every, clock);
        do
        {
            try
            {
                await duty.RunAsync(clock.NowUtc(), stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                logger.LogError(failure, "The duty '{Duty}' failed and will be tried again in {Every}.", duty.Name, duty.Every);
            }
        }
        while (await NextTurnAsync(timer, stoppingToken));
    }

    private static async Task<bool> NextTurnAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
