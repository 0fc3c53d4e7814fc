using System.Globalization;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recurrence;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;

namespace StudyDashboard.Features.Tutoring.Api;

/// <summary>A lesson on the wire: the 27 fields in their order, then those beyond them (rules.md 10), then the series' rule.</summary>
public sealed record LessonWire : IVersioned
{
    internal const string Wall = "yyyy-MM-dd'T'HH:mm";

    public required int Id { get; init; }

    public required int CourseEnrollmentId { get; init; }

    public required IReadOnlyList<string> Topics { get; init; }

    public required IReadOnlyList<string> TopicsCovered { get; init; }

    public required DateOnly SessionDate { get; init; }

    /// <summary>Wall time, <c>17:00</c>.</summary>
    public required string StartTime { get; init; }

    public required string EndTime { get; init; }

    /// <summary>Minutes.</summary>
    public required int Duration { get; init; }

    [Words<LessonMode>]
    public required string SessionMode { get; init; }

    public required string? Location { get; init; }

    public required int? WhiteboardId { get; init; }

    public required int? StudentReviewId { get; init; }

    public required int? TutorReviewId { get; init; }

    public required int? ParentReviewId { get; init; }

    [Words<Attendance>]
    public required string? TutorAttendanceStatus { get; init; }

    [Words<Attendance>]
    public required string? StudentAttendanceStatus { get; init; }

    [Words<LessonPriority>]
    public required string PriorityLevel { get; init; }

    public required bool IsRecurring { get; init; }

    [Words<SessionFrequency>]
    public required string SessionFrequency { get; init; }

    /// <summary>Null where days, months and dates cannot say the rule; <c>rrule</c> says it then.</summary>
    public required RecurringPattern? RecurringPattern { get; init; }

    public required bool NotificationEnabled { get; init; }

    public required bool AlarmEnabled { get; init; }

    public required int AlarmBeforeMinutes { get; init; }

    public required bool IsFeatured { get; init; }

    [Words<LessonStatus>]
    public required string Status { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime UpdatedAt { get; init; }

    /// <summary>IANA name of the zone of its wall times.</summary>
    public required string TimeZone { get; init; }

    public required int? SeriesId { get; init; }

    /// <summary>The start that the series gave it, wall time, <c>2027-03-02T17:00</c>.</summary>
    public required string? OriginalStart { get; init; }

    /// <summary>The same for the rows of one group lesson.</summary>
    public required string? GroupKey { get; init; }

    public required string? JoinLink { get; init; }

    public required string? Homework { get; init; }

    public required string? Note { get; init; }

    /// <summary>Counts changes; the <c>ETag</c> says the same.</summary>
    public required int Version { get; init; }

    /// <summary>The series' rule (RFC 5545); null for a single lesson or a list of dates.</summary>
    public required string? Rrule { get; init; }

    /// <summary>Starts that the series leaves out, wall time.</summary>
    public required IReadOnlyList<string>? Exdates { get; init; }

    /// <summary>Extra starts of the series, wall time.</summary>
    public required IReadOnlyList<string>? Rdates { get; init; }

    public static LessonWire Of(LessonRecord record)
    {
        var (lesson, series) = record;
        return new LessonWire
        {
            Id = lesson.Id,
            CourseEnrollmentId = lesson.CourseEnrollmentId,
            Topics = lesson.Topics,
            TopicsCovered = lesson.TopicsCovered,
            SessionDate = lesson.SessionDate,
            StartTime = Text(lesson.StartTime),
            EndTime = Text(lesson.EndTime),
            Duration = lesson.Duration,
            SessionMode = Words<LessonMode>.Of(lesson.SessionMode),
            Location = lesson.Location,
            WhiteboardId = lesson.WhiteboardId,
            StudentReviewId = lesson.StudentReviewId,
            TutorReviewId = lesson.TutorReviewId,
            ParentReviewId = lesson.ParentReviewId,
            TutorAttendanceStatus = Text(lesson.TutorAttendanceStatus),
            StudentAttendanceStatus = Text(lesson.StudentAttendanceStatus),
            PriorityLevel = Words<LessonPriority>.Of(lesson.PriorityLevel),
            IsRecurring = lesson.IsRecurring,
            SessionFrequency = Words<SessionFrequency>.Of(lesson.SessionFrequency),
            RecurringPattern = lesson.RecurringPattern,
            NotificationEnabled = lesson.NotificationEnabled,
            AlarmEnabled = lesson.AlarmEnabled,
            AlarmBeforeMinutes = lesson.AlarmBeforeMinutes,
            IsFeatured = lesson.IsFeatured,
            Status = Words<LessonStatus>.Of(lesson.Status),
            CreatedAt = lesson.CreatedAt,
            UpdatedAt = lesson.UpdatedAt,
            TimeZone = lesson.TimeZone,
            SeriesId = lesson.SeriesId,
            OriginalStart = lesson.OriginalStart is { } start ? Text(start) : null,
            GroupKey = lesson.GroupKey,
            JoinLink = lesson.JoinLink,
            Homework = lesson.Homework,
            Note = lesson.Note,
            Version = lesson.Version,
            Rrule = series?.Rule,
            Exdates = series is null ? null : [.. series.Exceptions.Select(Text)],
            Rdates = series is null ? null : [.. series.Additions.Select(Text)],
        };
    }

    internal static string? Text(Attendance? mark) => mark is { } known ? Words<Attendance>.Of(known) : null;

    private static string Text(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Text(DateTime wall) => wall.ToString(Wall, CultureInfo.InvariantCulture);
}

/// <summary>Who was there.</summary>
public sealed record AttendanceWire : IVersioned
{
    public required int LessonId { get; init; }

    [Words<Attendance>]
    public required string? StudentAttendanceStatus { get; init; }

    /// <summary>Null unless late and known.</summary>
    public required int? StudentLateMinutes { get; init; }

    [Words<Attendance>]
    public required string? TutorAttendanceStatus { get; init; }

    public required int? TutorLateMinutes { get; init; }

    /// <summary>Why the student said beforehand that they would not come.</summary>
    public required string? Apology { get; init; }

    /// <summary>Whether it is over and someone has still to say how it went.</summary>
    public required bool NeedsClosing { get; init; }

    public required int Version { get; init; }

    public static AttendanceWire Of(Lesson lesson, DateTime nowUtc) => new()
    {
        LessonId = lesson.Id,
        StudentAttendanceStatus = LessonWire.Text(lesson.StudentAttendanceStatus),
        StudentLateMinutes = lesson.StudentLateMinutes,
        TutorAttendanceStatus = LessonWire.Text(lesson.TutorAttendanceStatus),
        TutorLateMinutes = lesson.TutorLateMinutes,
        Apology = lesson.Apology,
        NeedsClosing = lesson.NeedsClosing(nowUtc),
        Version = lesson.Version,
    };
}
