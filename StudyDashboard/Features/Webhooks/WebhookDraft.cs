using System.Net;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Network;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Webhooks;

/// <summary>What a person says of a webhook.</summary>
public sealed record WebhookDraft(string Name, string Url, IReadOnlyCollection<WebhookEvent> Events)
{
    /// <summary>What cannot be taken. A name behind which a private address lies is found when it is connected to.</summary>
    internal Refusal? Check(WebhookOptions options)
    {
        var errors = new List<FieldError>();
        if (Name.Trim().Length is 0 or > Webhook.MaxName)
        {
            errors.Add(new FieldError("name", WebhookTexts.Refused_Name.With(Webhook.MaxName)));
        }
        if (WhyNotAddress(options) is { } reason)
        {
            errors.Add(new FieldError("url", reason));
        }
        if (Events.Count == 0 || Events.Contains(WebhookEvent.Test))
        {
            errors.Add(new FieldError("events", WebhookTexts.Refused_Events.With(string.Join(", ", WebhookEvents.Choices.Select(Words<WebhookEvent>.Of)))));
        }
        return errors.ToRefusal();
    }

    private string? WhyNotAddress(WebhookOptions options)
    {
        if (Url.Trim().Length is 0 or > Webhook.MaxUrl || !Uri.TryCreate(Url.Trim(), UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps) || address.Host.Length == 0)
        {
            return WebhookTexts.Refused_Url;
        }
        if (address.UserInfo.Length > 0)
        {
            return WebhookTexts.Refused_Password;
        }
        var isWithin = address.IsLoopback || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var literal) && !PublicAddresses.IsPublic(literal));
        return isWithin && !options.AllowPrivateAddresses ? WebhookTexts.Refused_Private : null;
    }
}
