using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Webhooks;

/// <summary>What was sent to a webhook, and what waits: kept 30 days.</summary>
public sealed class WebhookLog(IDbContextFactory<StudyDbContext> contexts, TimeProvider clock)
{
    /// <summary>How long deliveries and deleted webhooks are kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>The orders of deliveries. They are numbered as they happened.</summary>
    public static SortOrders<WebhookDelivery> Orders { get; } = new SortOrders<WebhookDelivery>(d => d.Id).By("created_at", d => d.Id);

    /// <summary>A page of a webhook's deliveries, newest first unless asked otherwise; null when it is not the person's.</summary>
    public async Task<DeliveryPage?> PageAsync(int personId, int webhookId, string? sort, int page, int size, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await context.Set<Webhook>().AnyAsync(w => w.Id == webhookId && w.PersonId == personId && w.DeletedAt == null, cancellationToken))
        {
            return null;
        }
        var all = context.Set<WebhookDelivery>().AsNoTracking().Where(d => d.WebhookId == webhookId);
        var items = await Orders.Apply(all, sort ?? "-created_at").Skip((page - 1) * size).Take(size).ToListAsync(cancellationToken);
        return new DeliveryPage([.. items.Select(DeliveryView.Of)], await all.CountAsync(cancellationToken));
    }

    /// <summary>Makes a delivery that failed due at once, also one that was given up.</summary>
    public async Task<Refusal?> RetryAsync(int personId, int webhookId, int deliveryId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(personId, cancellationToken);
        var delivery = await context.Set<WebhookDelivery>().SingleOrDefaultAsync(d => d.Id == deliveryId && d.WebhookId == webhookId
            && context.Set<Webhook>().Any(w => w.Id == webhookId && w.PersonId == personId && w.DeletedAt == null), cancellationToken);
        if (delivery is null)
        {
            return Refusal.NotFound(WebhookTexts.Refused_NoDelivery);
        }
        if (delivery.DeliveredAt is not null)
        {
            return Refusal.Conflict(WebhookTexts.Refused_Delivered);
        }
        delivery.Retry(clock.NowUtc());
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>Removes what is older than <see cref="Kept"/>: a background duty.</summary>
    public async Task PurgeAsync(DateTime asOf, CancellationToken cancellationToken)
    {
        var oldest = asOf - Kept;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(WriteTransactions.NoStudent, cancellationToken);
        await context.Set<WebhookDelivery>().Where(d => d.CreatedAt <= oldest).ExecuteDeleteAsync(cancellationToken);
        await context.Set<Webhook>().Where(w => w.DeletedAt <= oldest).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
