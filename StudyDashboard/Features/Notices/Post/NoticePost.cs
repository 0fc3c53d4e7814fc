using StudyDashboard.Infrastructure.Cluster;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Notices.Post;

/// <summary>
/// Hands out what is due: one loop for the pages, one for e-mail, so that a slow mail server keeps no alarm waiting. Each sleeps until
/// the next notice is due or something is put into the outbox; now and then it looks anyhow, because a clock may be set.
/// </summary>
internal sealed class NoticePost(
    ScreenPost screen, MailPost mail, NoticeWake wake, Lead lead, TimeProvider clock, ILogger<NoticePost> logger) : BackgroundService
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // As the duties: whoever started the server waits for the first page and for none of this.
        await Task.Delay(Infrastructure.Duties.DutyRunner.Calm, clock, stoppingToken);
        await Task.WhenAll(LoopAsync(screen.DeliverAsync, stoppingToken), MailAsync(stoppingToken));
    }

    private async Task MailAsync(CancellationToken stoppingToken)
    {
        var recovered = false;
        await LoopAsync(async cancellationToken =>
        {
            // Of several nodes another may still be sending; what it leaves behind is taken up after its lease.
            if (!recovered && lead.IsAlone)
            {
                await mail.RecoverAsync(cancellationToken);
                recovered = true;
            }
            return await mail.DeliverAsync(cancellationToken);
        }, stoppingToken);
    }

    private async Task LoopAsync(Func<CancellationToken, Task<DateTime?>> deliver, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            // Taken before the reading, so that a ring during it is heard.
            var rung = wake.Rung;
            try
            {
                await lead.WaitAsync(stoppingToken);
                await SleepAsync(rung, await deliver(stoppingToken) - clock.NowUtc() ?? LongestSleep, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                logger.LogError(failure, "Notices could not be handed out and will be tried again in {After}.", AfterFailure);
                await SleepAsync(new TaskCompletionSource().Task, AfterFailure, stoppingToken);
            }
        }
    }

    private async Task SleepAsync(Task rung, TimeSpan wait, CancellationToken stoppingToken)
    {
        if (wait <= TimeSpan.Zero)
        {
            return;
        }
        using var awake = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await Task.WhenAny(rung, Task.Delay(wait < LongestSleep ? wait : LongestSleep, clock, awake.Token));
        await awake.CancelAsync();
    }
}
