using System.Text.Json;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Webhooks;

/// <summary>What is sent, as the API writes things.</summary>
/// <param name="Id">The event: the same at every attempt and at every webhook of the person.</param>
/// <param name="Event">Its word.</param>
/// <param name="CreatedAt">When it happened.</param>
/// <param name="Data">What it is about.</param>
internal sealed record WebhookBody(Guid Id, string Event, DateTime CreatedAt, object Data)
{
    public string ToJson() => JsonSerializer.Serialize(this, Json.Wire);
}

/// <summary>A goal that was reached, with the names that the API has for its fields.</summary>
/// <param name="GoalId">The goal.</param>
/// <param name="Title">What the student calls it; empty when it is named by what it counts.</param>
/// <param name="Metric">What counts.</param>
/// <param name="Period">Day, week, month or once.</param>
/// <param name="From">First study day of the period.</param>
/// <param name="To">Its last study day.</param>
/// <param name="Current">How far it is, in the metric's unit.</param>
/// <param name="Target">What was to be reached.</param>
/// <param name="ReachedOn">The study day on which it was reached.</param>
internal sealed record GoalReachedData(
    int GoalId, string Title, string Metric, string Period, DateOnly From, DateOnly To, double Current, double Target, DateOnly ReachedOn);

/// <summary>An achievement that was reached.</summary>
/// <param name="Code">Which.</param>
/// <param name="ReachedOn">The study day on which it was reached.</param>
internal sealed record AchievementReachedData(string Code, DateOnly ReachedOn);

/// <summary>What a test says.</summary>
/// <param name="WebhookId">The webhook that is tested.</param>
/// <param name="Name">What it is called.</param>
internal sealed record TestData(int WebhookId, string Name);
