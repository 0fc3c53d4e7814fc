using System.Text.Json.Serialization;

namespace StudyDashboard.Features.Webhooks;

/// <summary>What a webhook can tell of.</summary>
public enum WebhookEvent
{
    /// <summary>A session counts now: finished, added afterwards, or restored.</summary>
    [JsonStringEnumMemberName("session.finished")]
    SessionFinished,

    /// <summary>A session that counted was changed.</summary>
    [JsonStringEnumMemberName("session.changed")]
    SessionChanged,

    /// <summary>A session that counted does so no more.</summary>
    [JsonStringEnumMemberName("session.deleted")]
    SessionDeleted,

    [JsonStringEnumMemberName("goal.reached")]
    GoalReached,

    [JsonStringEnumMemberName("achievement.reached")]
    AchievementReached,

    /// <summary>What the person sends to see whether it arrives; never chosen.</summary>
    [JsonStringEnumMemberName("test")]
    Test,
}

/// <summary>The events that can be chosen.</summary>
public static class WebhookEvents
{
    public static IReadOnlyList<WebhookEvent> Choices { get; } = [.. Enum.GetValues<WebhookEvent>().Where(e => e != WebhookEvent.Test)];
}
