namespace StudyDashboard.Features.Webhooks;

/// <summary>A webhook as its person sees it, without its secret.</summary>
public sealed record WebhookView(
    int Id, string Name, string Url, IReadOnlyList<WebhookEvent> Events, DateTime CreatedAt, DateTime? PausedAt, DateTime? DisabledAt, WebhookOff? DisabledWhy,
    DateTime? FailingSince, int Version)
{
    public bool IsActive => PausedAt is null && DisabledAt is null;

    internal static WebhookView Of(Webhook w) =>
        new(w.Id, w.Name, w.Url, w.Events, w.CreatedAt, w.PausedAt, w.DisabledAt, w.DisabledWhy, w.FailingSince, w.Version);
}

/// <summary>A webhook just made.</summary>
/// <param name="Secret">What signs. It can never be read again.</param>
/// <param name="Webhook">The rest.</param>
public sealed record NewWebhook(string Secret, WebhookView Webhook);

/// <summary>How far a delivery is.</summary>
public enum DeliveryState
{
    Waiting,
    Delivered,
    GivenUp,
}

/// <summary>A line of the log.</summary>
public sealed record DeliveryView(
    int Id, Guid EventId, WebhookEvent Event, DateTime CreatedAt, int Attempts, DateTime? AttemptedAt, DateTime? NextAttemptAt, int? Status, string? Error, DateTime? DeliveredAt)
{
    public DeliveryState State => DeliveredAt is not null ? DeliveryState.Delivered : NextAttemptAt is null ? DeliveryState.GivenUp : DeliveryState.Waiting;

    internal static DeliveryView Of(WebhookDelivery d) =>
        new(d.Id, d.EventId, d.Event, d.CreatedAt, d.Attempts, d.AttemptedAt, d.NextAttemptAt, d.Status, d.Error, d.DeliveredAt);
}

/// <summary>A page of the log, newest first.</summary>
public sealed record DeliveryPage(IReadOnlyList<DeliveryView> Items, int Total);
