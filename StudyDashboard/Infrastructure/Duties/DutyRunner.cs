using StudyDashboard.Infrastructure.Cluster;
using StudyDashboard.Infrastructure.Telemetry;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Infrastructure.Duties;

/// <summary>
/// Runs every registered duty in a loop of its own, once the server has been up for <see cref="Calm"/>: whoever started it waits for the
/// first page and for none of them. One that fails is logged and tried again at its next turn.
/// </summary>
internal sealed class DutyRunner(IEnumerable<Duty> duties, Lead lead, TimeProvider clock, ILogger<DutyRunner> logger) : BackgroundService
{
    public static readonly TimeSpan Calm = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(Calm, clock, stoppingToken);
        await Task.WhenAll(duties.Select(duty => LoopAsync(duty, stoppingToken)));
    }

    private async Task LoopAsync(Duty duty, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(duty.Every, clock);
        do
        {
            if (duty.OnEachNode || lead.IsHere)
            {
                await RunAsync(duty, stoppingToken);
            }
        }
        while (await NextTurnAsync(timer, stoppingToken));
    }

    private async Task RunAsync(Duty duty, CancellationToken stoppingToken)
    {
        var began = clock.GetTimestamp();
        using var span = StudyMeters.Span("duty")?.SetTag("duty", duty.Name);
        try
        {
            await duty.RunAsync(clock.NowUtc(), stoppingToken);
            StudyMeters.Duty(duty.Name, clock.GetElapsedTime(began), done: true);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            StudyMeters.Duty(duty.Name, clock.GetElapsedTime(began), done: false);
            span?.SetStatus(System.Diagnostics.ActivityStatusCode.Error);
            logger.LogError(failure, "The duty '{Duty}' failed and will be tried again in {Every}.", duty.Name, duty.Every);
        }
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
