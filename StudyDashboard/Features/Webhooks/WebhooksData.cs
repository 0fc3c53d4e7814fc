using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Tutoring;

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

    /// <summary>Their lessons tell whose a message to somebody else is about.</summary>
    public bool IsErasedFirst => true;

    /// <summary>What others were told of the person's lessons. A lesson of an enrollment that is gone may have been the person's.</summary>
    public async Task EraseAsync(StudyDbContext context, int personId, CancellationToken cancellationToken)
    {
        var others = (await context.Set<Enrollment>().Where(e => e.StudentId != personId && e.TutorId != personId).Select(e => e.Id).ToListAsync(cancellationToken)).ToHashSet();
        var gone = new List<int>();
        var told = context.Set<WebhookDelivery>().AsNoTracking()
            .Where(d => d.Event == WebhookEvent.LessonPlanned || d.Event == WebhookEvent.LessonChanged || d.Event == WebhookEvent.LessonCancelled).Select(d => new { d.Id, d.Payload });
        await foreach (var delivery in told.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            using var payload = JsonDocument.Parse(delivery.Payload);
            if (!others.Contains(payload.RootElement.GetProperty("data").GetProperty("course_enrollment_id").GetInt32()))
            {
                gone.Add(delivery.Id);
            }
        }
        foreach (var some in gone.Chunk(500))
        {
            await context.Set<WebhookDelivery>().Where(d => some.Contains(d.Id)).ExecuteDeleteAsync(cancellationToken);
        }
    }
}
