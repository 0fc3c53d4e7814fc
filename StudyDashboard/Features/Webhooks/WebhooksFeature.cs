using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Goals.Progress;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Tutoring.Recorder;

namespace StudyDashboard.Features.Webhooks;

internal static class WebhooksFeature
{
    /// <summary>After all that derive from sessions: what they reached is told.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services) => services
        .AddSingleton(provider => WebhookOptions.From(provider.GetService<IConfiguration>()))
        .AddSingleton(provider => new WebhookClient(provider.GetRequiredService<WebhookOptions>()))
        .AddSingleton<WebhookService>()
        .AddSingleton<WebhookLog>()
        .AddSingleton<WebhookSender>()
        .AddSingleton<ISessionConsequence, WebhookConsequence>()
        .AddSingleton<IGoalConsequence, ReachedGoals>()
        .AddSingleton<ILessonConsequence, LessonEvents>()
        .AddSingleton<IPersonalData, WebhooksData>();

    public static void MapWebhooks(this IEndpointRouteBuilder app) => app.MapWebhookEndpoints();
}
