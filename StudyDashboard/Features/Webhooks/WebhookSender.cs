using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Components;
using StudyDashboard.Data;
using StudyDashboard.Features.Notices;
using StudyDashboard.Features.Notices.Planning;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Telemetry;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Webhooks;

/// <summary>
/// Sends what waits. Each webhook gets one delivery at a time, in the order of the events: one that fails holds those behind it back
/// until it arrives or is given up. What was sent when the process was killed is sent again: at least once, under the same id.
/// </summary>
public sealed class WebhookSender(IDbContextFactory<StudyDbContext> contexts, WebhookClient client, NewsPlanner news, SecretBox secrets, TimeProvider clock)
{
    private const int AtOnce = 8;

    // So that a slow server keeps the others waiting for no longer.
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<int, bool> _busy = new();

    /// <summary>Sends all that is due: a background duty.</summary>
    public async Task RunAsync(DateTime asOf, CancellationToken cancellationToken)
    {
        List<int> due;
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
        {
            due = await context.Set<WebhookDelivery>().Where(d => d.NextAttemptAt <= asOf)
                .Join(context.Set<Webhook>().Where(w => w.PausedAt == null && w.DisabledAt == null && w.DeletedAt == null), d => d.WebhookId, w => w.Id, (_, w) => w.Id)
                .Distinct().ToListAsync(cancellationToken);
        }
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(due, parallel, async (webhookId, cancel) => await SendDueAsync(webhookId, cancel));
    }

    /// <summary>Sends what is due for one webhook, in order, until something fails.</summary>
    /// <returns>False when it is being sent to already.</returns>
    public async Task<bool> SendDueAsync(int webhookId, CancellationToken cancellationToken)
    {
        if (!_busy.TryAdd(webhookId, true))
        {
            return false;
        }
        try
        {
            var began = clock.GetTimestamp();
            while (clock.GetElapsedTime(began) < Turn && await NextAsync(webhookId, cancellationToken) is var (webhook, delivery)
                && await AttemptAsync(webhook, delivery, isTest: false, cancellationToken))
            {
            }
            return true;
        }
        finally
        {
            _busy.TryRemove(webhookId, out _);
        }
    }

    /// <summary>Sends a test, once, also to one that is paused. What came of it stands in the log.</summary>
    public async Task<Outcome<DeliveryView>> TestAsync(int personId, int webhookId, CancellationToken cancellationToken)
    {
        Webhook? webhook;
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
        {
            webhook = await context.Set<Webhook>().AsNoTracking().SingleOrDefaultAsync(w => w.Id == webhookId && w.PersonId == personId && w.DeletedAt == null, cancellationToken);
        }
        if (webhook is null)
        {
            return Refusal.NotFound(WebhookTexts.Refused_NotThere);
        }
        if (!_busy.TryAdd(webhookId, true))
        {
            return Refusal.Conflict(WebhookTexts.Refused_Busy);
        }
        try
        {
            var (id, now) = (Guid.CreateVersion7(clock.GetUtcNow()), clock.NowUtc());
            var payload = new WebhookBody(id, Words<WebhookEvent>.Of(WebhookEvent.Test), now, new TestData(webhook.Id, webhook.Name)).ToJson();
            var delivery = new WebhookDelivery(webhookId, WebhookEvent.Test, id, payload, now);
            await AttemptAsync(webhook, delivery, isTest: true, cancellationToken);
            return DeliveryView.Of(delivery);
        }
        finally
        {
            _busy.TryRemove(webhookId, out _);
        }
    }

    /// <summary>The oldest that did not arrive, when it is due.</summary>
    private async Task<(Webhook Webhook, WebhookDelivery Delivery)?> NextAsync(int webhookId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var webhook = await context.Set<Webhook>().AsNoTracking().SingleOrDefaultAsync(w => w.Id == webhookId, cancellationToken);
        var delivery = webhook?.IsActive != true ? null : await context.Set<WebhookDelivery>().AsNoTracking()
            .Where(d => d.WebhookId == webhookId && d.NextAttemptAt != null).OrderBy(d => d.Id).FirstOrDefaultAsync(cancellationToken);
        return delivery?.NextAttemptAt <= clock.NowUtc() ? (webhook!, delivery) : null;
    }

    /// <summary>One attempt. No transaction is open while the other server is waited for.</summary>
    /// <returns>Whether it arrived.</returns>
    private async Task<bool> AttemptAsync(Webhook webhook, WebhookDelivery delivery, bool isTest, CancellationToken cancellationToken)
    {
        var answer = secrets.Open(WebhookService.Purpose, webhook.Secret) is { } secret
            ? await client.SendAsync(webhook.Url, secret, delivery, clock.NowUtc(), cancellationToken)
            : new WebhookAnswer(null, WebhookTexts.Failed_Secret);
        StudyMeters.Webhook(answer.Error is null);
        var now = clock.NowUtc();
        // Noted also when the server is about to stop: what arrived is not to be sent again.
        await using var context = await contexts.CreateDbContextAsync(CancellationToken.None);
        await using var transaction = await context.BeginWriteAsync(webhook.PersonId, CancellationToken.None);
        // Deleted for good meanwhile: nobody wants to know.
        if (await context.Set<Webhook>().SingleOrDefaultAsync(w => w.Id == webhook.Id, CancellationToken.None) is not { } stored)
        {
            return false;
        }
        var noted = isTest ? context.Add(delivery).Entity : await context.Set<WebhookDelivery>().SingleOrDefaultAsync(d => d.Id == delivery.Id, CancellationToken.None);
        if (noted is null)
        {
            return false;
        }
        if (answer.Error is { } error)
        {
            var next = isTest || answer.IsGone ? null : now + WebhookPauses.AfterAttempt(noted.Attempts + 1);
            noted.Fail(answer.Status, error, next, now);
        }
        else
        {
            noted.Deliver(answer.Status!.Value, now);
        }
        var wasOn = stored.DisabledAt is null;
        Note(stored, answer, isTest, now);
        if (wasOn && stored.DisabledWhy is { } why)
        {
            // Each time anew: it may be resumed and fail again.
            var content = new NoticeContent { Webhook = new WebhookNotice(stored.Id, stored.Name, why == WebhookOff.Gone, PageAddresses.Webhooks) };
            await news.TellAsync(context, NoticeKind.WebhookSwitchedOff, content, $"webhook:{Guid.NewGuid():n}", stored.PersonId, now, CancellationToken.None);
        }
        await context.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return answer.Error is null;
    }

    // A test that fails says nothing of the webhook: its person sees it and is still at it.
    private static void Note(Webhook webhook, WebhookAnswer answer, bool isTest, DateTime now)
    {
        if (answer.Error is null)
        {
            webhook.Succeed();
        }
        else if (!isTest)
        {
            webhook.Fail(answer.IsGone, now);
        }
    }
}
