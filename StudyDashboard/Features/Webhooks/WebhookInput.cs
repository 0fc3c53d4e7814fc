namespace StudyDashboard.Features.Webhooks;

/// <summary>The fields of a webhook while they are filled in.</summary>
public sealed class WebhookInput
{
    public string Name { get; set; } = "";

    public string Url { get; set; } = "";

    public HashSet<WebhookEvent> Events { get; init; } = [WebhookEvent.SessionFinished];

    /// <summary>What was filled in.</summary>
    public WebhookDraft Draft => new(Name, Url, [.. Events]);

    /// <summary>The fields of one that is there.</summary>
    public static WebhookInput Of(WebhookView webhook) => new() { Name = webhook.Name, Url = webhook.Url, Events = [.. webhook.Events] };
}
