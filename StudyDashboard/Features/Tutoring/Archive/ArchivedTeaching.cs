using StudyDashboard.Features.Tutoring.Closures;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Requests;
using StudyDashboard.Features.Tutoring.Whiteboards;

namespace StudyDashboard.Features.Tutoring.Archive;

/// <summary>A row of the archive's <c>enrollments</c>. Numbers hold within one archive only.</summary>
public sealed record ArchivedEnrollment
{
    public required int Id { get; init; }

    public required string Course { get; init; }

    /// <summary>Whether the archive's person is the tutor, and not the student.</summary>
    public required bool Taught { get; init; }

    /// <summary>The number of the other one.</summary>
    public required int OtherId { get; init; }

    public string? Tutor { get; init; }

    public string? Student { get; init; }

    public required EnrollmentStatus Status { get; init; }

    public required DateOnly From { get; init; }

    public DateOnly? To { get; init; }

    public string? Other => Taught ? Student : Tutor;
}

/// <summary>A row of the archive's <c>lessons</c>.</summary>
public sealed record ArchivedLesson
{
    public required int Id { get; init; }

    public required int CourseEnrollmentId { get; init; }

    public IReadOnlyList<string>? Topics { get; init; }

    public IReadOnlyList<string>? TopicsCovered { get; init; }

    public IReadOnlyList<string>? TopicsPartly { get; init; }

    public IReadOnlyList<string>? TopicsCarried { get; init; }

    public int? CarriedToId { get; init; }

    public required DateOnly SessionDate { get; init; }

    public required TimeOnly StartTime { get; init; }

    public required TimeOnly EndTime { get; init; }

    public int Duration { get; init; }

    public required string TimeZone { get; init; }

    public DateTime StartsAt { get; init; }

    public DateTime EndsAt { get; init; }

    public required LessonMode SessionMode { get; init; }

    public string? Location { get; init; }

    public string? JoinLink { get; init; }

    public int? WhiteboardId { get; init; }

    public Attendance? TutorAttendanceStatus { get; init; }

    public int? TutorLateMinutes { get; init; }

    public Attendance? StudentAttendanceStatus { get; init; }

    public int? StudentLateMinutes { get; init; }

    public string? Apology { get; init; }

    public DateTime? ApologizedAt { get; init; }

    public required LessonPriority PriorityLevel { get; init; }

    public bool IsRecurring { get; init; }

    public Recurrence.SessionFrequency SessionFrequency { get; init; }

    public Recurrence.RecurringPattern? RecurringPattern { get; init; }

    public bool NotificationEnabled { get; init; }

    public bool AlarmEnabled { get; init; }

    public int AlarmBeforeMinutes { get; init; } = 15;

    public bool IsFeatured { get; init; }

    public required LessonStatus Status { get; init; }

    public string? CancelReason { get; init; }

    public string? Homework { get; init; }

    public string? Note { get; init; }

    public int? SeriesId { get; init; }

    public DateTime? OriginalStart { get; init; }

    public string? GroupKey { get; init; }

    public required DateTime CreatedAt { get; init; }

    public DateTime UpdatedAt { get; init; }
}

/// <summary>A row of the archive's <c>lesson_series</c>.</summary>
public sealed record ArchivedSeries
{
    public required int Id { get; init; }

    public required string Uid { get; init; }

    public int? ParentId { get; init; }

    public required DateTime Start { get; init; }

    public required int Minutes { get; init; }

    public required string TimeZone { get; init; }

    public string? Rule { get; init; }

    public IReadOnlyList<DateTime>? Exceptions { get; init; }

    public IReadOnlyList<DateTime>? Additions { get; init; }

    public LessonDetails? Details { get; init; }

    public required DateTime FilledUntil { get; init; }

    public required DateTime CreatedAt { get; init; }

    public IReadOnlyList<int>? Enrollments { get; init; }
}

/// <summary>A row of the archive's <c>lesson_reviews</c>.</summary>
public sealed record ArchivedLessonReview
{
    public required int LessonId { get; init; }

    public required LessonSide Side { get; init; }

    public required int Rating { get; init; }

    public string? Text { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime UpdatedAt { get; init; }
}

/// <summary>A row of the archive's <c>closed_periods</c>.</summary>
public sealed record ArchivedClosure
{
    public required string Name { get; init; }

    public required DateOnly First { get; init; }

    public required DateOnly Last { get; init; }

    public required ClosureHandling Handling { get; init; }
}

/// <summary>The row of the archive's <c>tutor_offers</c>.</summary>
public sealed record ArchivedOffer
{
    public required bool IsPublished { get; init; }

    public IReadOnlyList<OfferedHours>? Hours { get; init; }

    public required int LessonMinutes { get; init; }

    public required int BufferMinutes { get; init; }

    public required int NoticeHours { get; init; }
}

/// <summary>The row of the archive's <c>attendance_terms</c>.</summary>
public sealed record ArchivedAttendanceTerms
{
    public required int AbsencesInARow { get; init; }

    public required int BelowPercent { get; init; }
}

/// <summary>A row of the archive's <c>slot_requests</c>.</summary>
public sealed record ArchivedRequest
{
    public required int Id { get; init; }

    public required int EnrollmentId { get; init; }

    /// <summary>Whether the archive's person asked.</summary>
    public bool Mine { get; init; }

    public required DateTime StartsAt { get; init; }

    public required int Minutes { get; init; }

    public string? Message { get; init; }

    public required RequestStatus Status { get; init; }

    public string? Answer { get; init; }

    public int? LessonId { get; init; }

    public required DateTime CreatedAt { get; init; }

    public DateTime? AnsweredAt { get; init; }
}

/// <summary>A row of the archive's <c>whiteboard_events</c>.</summary>
public sealed record ArchivedBoardEvent
{
    public required int WhiteboardId { get; init; }

    /// <summary>Whether the archive's person drew it.</summary>
    public bool Mine { get; init; }

    public required BoardMark Mark { get; init; }

    public required DateTime At { get; init; }

    public DateTime? UndoneAt { get; init; }
}
