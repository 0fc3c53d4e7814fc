using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Notices.Post;

/// <summary>
/// Hands out what is due: one loop for the pages, one for e-mail, so that a slow mail server keeps no alarm waiting. Each sleeps until
/// the next notice is due or something is put into the outbox; now and then it looks anyhow, because a clock may be set.
/// </summary>
internal sealed class NoticePost(
    ScreenPost screen, MailPost mail, NoticeWake wake, IDbContextFactory<StudyDbContext> contexts, TimeProvider clock, ILogger<NoticePost> logger) : BackgroundService
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
            if (!recovered)
            {
                await using var context = await contexts.CreateDbContextAsync(cancellationToken);
                // On SQLite the data folder is locked by this process: nobody else can be sending.
                if (context.Database.IsSqlite())
                {
                    await mail.RecoverAsync(cancellationToken);
                }
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
        if (rung.IsCompletedSuccessfully)
        {
            // Whoever rang may not have committed yet: its turn to write comes before this one.
            await using var context = await contexts.CreateDbContextAsync(stoppingToken);
            await using var turn = await context.BeginWriteAsync(WriteTransactions.NoStudent, stoppingToken);
        }
    }
}
