using System.Text.Json.Serialization;

namespace StudyDashboard.Features.Tutoring.Lessons;

/// <summary>Where a lesson takes place. On the wire: <c>session_mode</c>.</summary>
public enum LessonMode
{
    Online,

    [JsonStringEnumMemberName("in-person")]
    InPerson,
    Hybrid,
}

public enum LessonPriority
{
    Low,
    Medium,
    High,
    Urgent,
}

public enum LessonStatus
{
    Scheduled,

    [JsonStringEnumMemberName("in-progress")]
    InProgress,
    Completed,
    Cancelled,
}

/// <summary>Whether someone was there; null until it is marked.</summary>
public enum Attendance
{
    Present,
    Absent,
    Late,
    Excused,
}

/// <summary>Which lessons of a series a change means.</summary>
public enum LessonScope
{
    This,

    /// <summary>This one and those after it.</summary>
    Following,
    All,
}
