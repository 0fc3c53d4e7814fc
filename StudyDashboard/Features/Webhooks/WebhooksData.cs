using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Archive;

namespace StudyDashboard.Features.Webhooks;

/// <summary>Webhooks and what was sent to them. The deletion of the person's row takes them along.</summary>
internal sealed class WebhooksData : IPersonalData
{
    public async Task ExportAsync(PersonalArchive archive, StudyDbContext context, int personId, CancellationToken cancellationToken)
    {
        var own = context.Set<Webhook>().AsNoTracking().Where(w => w.PersonId == personId && w.DeletedAt == null);
        await archive.AddAsync("webhooks", "Addresses that are told of what happens, without their secrets.", () => own.OrderBy(w => w.Id)
            .Select(w => new { w.Id, w.Name, w.Url, Events = w.EventWords.Trim(), w.CreatedAt, w.PausedAt, w.DisabledAt, w.DisabledWhy }).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("webhook_deliveries", "What was sent to them in the last 30 days.", () => context.Set<WebhookDelivery>().AsNoTracking()
            .Where(d => own.Any(w => w.Id == d.WebhookId)).OrderBy(d => d.Id)
            .Select(d => new { Webhook = d.WebhookId, d.Event, d.EventId, d.Payload, d.CreatedAt, d.Attempts, d.AttemptedAt, d.Status, d.Error, d.DeliveredAt }).AsAsyncEnumerable(), cancellationToken);
    }

    public Task EraseAsync(StudyDbContext context, int personId, CancellationToken cancellationToken) => Task.CompletedTask;
}
