namespace StudyDashboard.Features.Webhooks;

/// <summary>
/// One event on its way to one webhook: a row of the outbox until it arrived or was given up, a line of the log afterwards. It is written
/// in the transaction of what it tells of, so nothing is lost and nothing is told that did not happen.
/// </summary>
public sealed class WebhookDelivery
{
    public const int MaxError = 300;

    private WebhookDelivery()
    {
    }

    /// <param name="webhookId">Where it goes.</param>
    /// <param name="what">What it tells of.</param>
    /// <param name="eventId">The event: the same at every attempt, so that who gets it twice knows.</param>
    /// <param name="payload">The body, JSON.</param>
    /// <param name="nowUtc">The instant of the event.</param>
    public WebhookDelivery(int webhookId, WebhookEvent what, Guid eventId, string payload, DateTime nowUtc) =>
        (WebhookId, Event, EventId, Payload, CreatedAt, NextAttemptAt) = (webhookId, what, eventId, payload, nowUtc, nowUtc);

    public int Id { get; private set; }

    public int WebhookId { get; private set; }

    public WebhookEvent Event { get; private set; }

    public Guid EventId { get; private set; }

    public string Payload { get; private set; } = "";

    public DateTime CreatedAt { get; private set; }

    public int Attempts { get; private set; }

    public DateTime? AttemptedAt { get; private set; }

    /// <summary>When it is tried next; null when it arrived or was given up.</summary>
    public DateTime? NextAttemptAt { get; private set; }

    /// <summary>The status of the last answer; null when there was none.</summary>
    public int? Status { get; private set; }

    /// <summary>Why the last attempt failed, for a person.</summary>
    public string? Error { get; private set; }

    public DateTime? DeliveredAt { get; private set; }

    /// <summary>It arrived.</summary>
    public void Deliver(int status, DateTime nowUtc)
    {
        (DeliveredAt, NextAttemptAt, Error) = (nowUtc, null, null);
        Attempted(status, nowUtc);
    }

    /// <summary>An attempt failed; without a next one it is given up.</summary>
    public void Fail(int? status, string error, DateTime? nextAttemptAt, DateTime nowUtc)
    {
        (Error, NextAttemptAt) = (error.Length > MaxError ? error[..MaxError] : error, nextAttemptAt);
        Attempted(status, nowUtc);
    }

    /// <summary>Tries it again now, also after it was given up: the pauses begin anew.</summary>
    /// <exception cref="InvalidOperationException">It arrived.</exception>
    public void Retry(DateTime nowUtc) =>
        (NextAttemptAt, Attempts) = DeliveredAt is null ? (nowUtc, 0) : throw new InvalidOperationException("It was delivered.");

    private void Attempted(int? status, DateTime nowUtc) => (Status, AttemptedAt, Attempts) = (status, nowUtc, Attempts + 1);
}
