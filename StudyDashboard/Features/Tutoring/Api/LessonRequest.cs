using System.Text.Json;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recurrence;
using StudyDashboard.Infrastructure.Http;

namespace StudyDashboard.Features.Tutoring.Api;

/// <summary>
/// A lesson as a program says it. The fields from <see cref="Id"/> on nobody can set: they may come back as they were read and are
/// refused when they differ.
/// </summary>
internal sealed partial record LessonRequest
{
    private static readonly string[] ReadOnly =
    [
        "id", "whiteboard_id", "student_review_id", "tutor_review_id", "parent_review_id", "created_at", "updated_at", "series_id", "original_start", "group_key",
        "exdates", "rdates",
    ];

    public int? CourseEnrollmentId { get; init; }

    /// <summary>Several enrollments make a group lesson.</summary>
    public IReadOnlyList<int>? CourseEnrollmentIds { get; init; }

    public IReadOnlyList<string>? Topics { get; init; }

    public IReadOnlyList<string>? TopicsCovered { get; init; }

    public DateOnly? SessionDate { get; init; }

    /// <summary>Wall time, <c>17:00</c>.</summary>
    public string? StartTime { get; init; }

    public string? EndTime { get; init; }

    /// <summary>Minutes, in place of the end.</summary>
    public int? Duration { get; init; }

    [Words<LessonMode>]
    public string? SessionMode { get; init; }

    public string? Location { get; init; }

    [Words<Attendance>]
    public string? TutorAttendanceStatus { get; init; }

    [Words<Attendance>]
    public string? StudentAttendanceStatus { get; init; }

    [Words<LessonPriority>]
    public string? PriorityLevel { get; init; }

    public bool? IsRecurring { get; init; }

    [Words<SessionFrequency>]
    public string? SessionFrequency { get; init; }

    public RecurringPattern? RecurringPattern { get; init; }

    public bool? NotificationEnabled { get; init; }

    public bool? AlarmEnabled { get; init; }

    public int? AlarmBeforeMinutes { get; init; }

    public bool? IsFeatured { get; init; }

    [Words<LessonStatus>]
    public string? Status { get; init; }

    /// <summary>IANA name; of a new lesson the tutor's own unless given.</summary>
    public string? TimeZone { get; init; }

    public string? JoinLink { get; init; }

    public string? Homework { get; init; }

    public string? Note { get; init; }

    /// <summary>A rule (RFC 5545), in place of frequency and pattern.</summary>
    public string? Rrule { get; init; }

    /// <summary>The version that was read; the same as If-Match.</summary>
    public int? Version { get; init; }

    /// <summary>Why it is cancelled.</summary>
    public string? CancelReason { get; init; }

    public JsonElement? Id { get; init; }

    public JsonElement? WhiteboardId { get; init; }

    public JsonElement? StudentReviewId { get; init; }

    public JsonElement? TutorReviewId { get; init; }

    public JsonElement? ParentReviewId { get; init; }

    public JsonElement? CreatedAt { get; init; }

    public JsonElement? UpdatedAt { get; init; }

    public JsonElement? SeriesId { get; init; }

    public JsonElement? OriginalStart { get; init; }

    public JsonElement? GroupKey { get; init; }

    public JsonElement? Exdates { get; init; }

    public JsonElement? Rdates { get; init; }
}
