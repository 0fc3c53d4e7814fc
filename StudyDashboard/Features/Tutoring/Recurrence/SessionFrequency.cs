using System.Text.Json.Serialization;

namespace StudyDashboard.Features.Tutoring.Recurrence;

/// <summary>A lesson's <c>session_frequency</c>.</summary>
public enum SessionFrequency
{
    [JsonStringEnumMemberName("one-time")]
    OneTime,
    Weekly,

    [JsonStringEnumMemberName("bi-weekly")]
    BiWeekly,
    Monthly,
}
