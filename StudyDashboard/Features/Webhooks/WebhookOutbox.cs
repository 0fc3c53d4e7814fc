using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Webhooks;

/// <summary>Puts events into the outbox of a person's webhooks, on an open transaction: what is rolled back is never told.</summary>
internal sealed class WebhookOutbox
{
    private readonly StudyDbContext _context;
    private readonly IReadOnlyList<Listener> _listeners;
    private readonly DateTime _at;

    private WebhookOutbox(StudyDbContext context, IReadOnlyList<Listener> listeners, DateTime at) => (_context, _listeners, _at) = (context, listeners, at);

    /// <summary>The outbox of a person; null when none of their webhooks is active, which one small query finds out.</summary>
    public static async Task<WebhookOutbox?> OfAsync(StudyDbContext context, int personId, DateTime at, CancellationToken cancellationToken) =>
        (await OfAsync(context, [personId], at, cancellationToken)).GetValueOrDefault(personId);

    /// <summary>The outboxes of those of some people who have active webhooks.</summary>
    public static async Task<IReadOnlyDictionary<int, WebhookOutbox>> OfAsync(
        StudyDbContext context, IReadOnlyCollection<int> people, DateTime at, CancellationToken cancellationToken)
    {
        var listeners = await context.Set<Webhook>().AsNoTracking()
            .Where(w => people.Contains(w.PersonId) && w.PausedAt == null && w.DisabledAt == null && w.DeletedAt == null)
            .Select(w => new { w.PersonId, Listener = new Listener(w.Id, w.EventWords) }).ToListAsync(cancellationToken);
        return listeners.GroupBy(l => l.PersonId, l => l.Listener).ToDictionary(g => g.Key, g => new WebhookOutbox(context, [.. g], at));
    }

    /// <summary>Whether anyone listens to this.</summary>
    public bool Wants(WebhookEvent what) => _listeners.Any(l => l.Wants(what));

    /// <summary>Adds the event for each webhook that wants it, without saving.</summary>
    public void Add(WebhookEvent what, object data)
    {
        var id = Guid.CreateVersion7(_at);
        var payload = new WebhookBody(id, Words<WebhookEvent>.Of(what), _at, data).ToJson();
        foreach (var listener in _listeners.Where(l => l.Wants(what)))
        {
            _context.Add(new WebhookDelivery(listener.WebhookId, what, id, payload, _at));
        }
    }

    private sealed record Listener(int WebhookId, string EventWords)
    {
        public bool Wants(WebhookEvent what) => EventWords.Contains($" {Words<WebhookEvent>.Of(what)} ", StringComparison.Ordinal);
    }
}
