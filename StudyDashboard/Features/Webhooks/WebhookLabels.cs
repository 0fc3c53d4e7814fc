using System.Globalization;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Webhooks;

/// <summary>What events are called on the page.</summary>
internal static class WebhookLabels
{
    public static string Of(WebhookEvent what) => WebhookTexts.ResourceManager.GetString($"Event_{what}", CultureInfo.CurrentUICulture)!;
}
