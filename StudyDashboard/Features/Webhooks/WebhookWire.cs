using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Webhooks;

/// <summary>A webhook to be made, or what of it is to change.</summary>
internal sealed record WebhookRequest
{
    /// <summary>What it is called in the list, for instance the program that listens; up to 80 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Where messages are sent: http or https, without a user name and password.</summary>
    public string? Url { get; init; }

    /// <summary>What it is told of.</summary>
    [Words("session.finished", "session.changed", "session.deleted", "goal.reached", "achievement.reached", "quiz.finished", "lesson.planned", "lesson.changed", "lesson.cancelled")]
    public List<string>? Events { get; init; }

    /// <summary>Whether messages are sent; true for a new one unless given.</summary>
    public bool? Active { get; init; }

    /// <summary>The events; null when they were left out.</summary>
    internal Outcome<IReadOnlyList<WebhookEvent>?> ReadEvents()
    {
        if (Events is null)
        {
            return Outcome.Of<IReadOnlyList<WebhookEvent>?>(null);
        }
        var errors = new List<FieldError>();
        var events = new List<WebhookEvent>();
        foreach (var (word, i) in Events.Select((word, i) => (word, i)))
        {
            if (Words<WebhookEvent>.TryParse(word, out var what) && what != WebhookEvent.Test)
            {
                events.Add(what);
            }
            else
            {
                errors.Add(new FieldError($"events[{i}]", ApiTexts.Query_Word.With(word, string.Join(", ", WebhookEvents.Choices.Select(Words<WebhookEvent>.Of)))));
            }
        }
        return errors.ToRefusal() is { } refusal ? refusal : Outcome.Of<IReadOnlyList<WebhookEvent>?>(events);
    }
}

/// <summary>A webhook.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">What it is called in the list.</param>
/// <param name="Url">Where messages are sent.</param>
/// <param name="Events">What it is told of.</param>
/// <param name="Active">Whether messages are sent.</param>
/// <param name="DisabledAt">When the server switched it off; null when it did not.</param>
/// <param name="DisabledReason">Why: its server wants nothing more (gone), or nothing arrived for days (failing); null when it did not.</param>
/// <param name="FailingSince">The first failure after the last message that arrived; null when that one did.</param>
/// <param name="Secret">What signs the messages; only in the answer that made it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Version">Counts changes; the ETag says the same.</param>
internal sealed record WebhookWire(
    int Id, string Name, string Url, [property: Words<WebhookEvent>] IReadOnlyList<string> Events, bool Active, DateTime? DisabledAt, [property: Words<WebhookOff>] string? DisabledReason,
    DateTime? FailingSince, string? Secret, DateTime CreatedAt, int Version) : IVersioned
{
    public static WebhookWire Of(WebhookView w, string? secret = null) => new(
        w.Id, w.Name, w.Url, [.. w.Events.Select(Words<WebhookEvent>.Of)], w.IsActive, w.DisabledAt, w.DisabledWhy is { } why ? Words<WebhookOff>.Of(why) : null, w.FailingSince,
        secret, w.CreatedAt, w.Version);
}

/// <summary>A message to a webhook.</summary>
/// <param name="Id">Its number in the log.</param>
/// <param name="EventId">The event's id, the same at every attempt.</param>
/// <param name="Event">What it tells of.</param>
/// <param name="State">waiting, delivered or given_up.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="AttemptedAt">When it was last tried; null before the first time.</param>
/// <param name="NextAttemptAt">When it is tried next; null when it arrived or was given up.</param>
/// <param name="Status">The status of the last answer; null when there was none.</param>
/// <param name="Error">Why the last attempt failed, for a person; null when it did not.</param>
/// <param name="DeliveredAt">When it arrived; null before.</param>
/// <param name="CreatedAt">When the event happened.</param>
internal sealed record DeliveryWire(
    int Id, Guid EventId, [property: Words<WebhookEvent>] string Event, [property: Words<DeliveryState>] string State, int Attempts, DateTime? AttemptedAt, DateTime? NextAttemptAt,
    int? Status, string? Error, DateTime? DeliveredAt, DateTime CreatedAt)
{
    public static DeliveryWire Of(DeliveryView d) => new(
        d.Id, d.EventId, Words<WebhookEvent>.Of(d.Event), Words<DeliveryState>.Of(d.State), d.Attempts, d.AttemptedAt, d.NextAttemptAt, d.Status, d.Error, d.DeliveredAt, d.CreatedAt);
}
