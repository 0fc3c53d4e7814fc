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

    /// <summary>A quiz was finished, live or offline.</summary>
    [JsonStringEnumMemberName("quiz.finished")]
    QuizFinished,

    /// <summary>A lesson takes place that did not before: made, reinstated, or its deletion taken back.</summary>
    [JsonStringEnumMemberName("lesson.planned")]
    LessonPlanned,

    /// <summary>A lesson that takes place was changed: its time or place, its topics, who was there.</summary>
    [JsonStringEnumMemberName("lesson.changed")]
    LessonChanged,

    /// <summary>A lesson does not take place any more: cancelled or deleted.</summary>
    [JsonStringEnumMemberName("lesson.cancelled")]
    LessonCancelled,

    /// <summary>What the person sends to see whether it arrives; never chosen.</summary>
    [JsonStringEnumMemberName("test")]
    Test,
}

/// <summary>The events that can be chosen.</summary>
public static class WebhookEvents
{
    public static IReadOnlyList<WebhookEvent> Choices { get; } = [.. Enum.GetValues<WebhookEvent>().Where(e => e != WebhookEvent.Test)];
}
