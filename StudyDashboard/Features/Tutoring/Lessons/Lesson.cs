using StudyDashboard.Features.Tutoring.Recurrence;
using StudyDashboard.Features.Tutoring.Series;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Tutoring.Lessons;

/// <summary>
/// One lesson of one student: a single one, or a stored instance of a series. A group lesson is a row for each student under one
/// <see cref="GroupKey"/> (rules.md 20). List, calendar, feed and conflict check all read these rows.
/// </summary>
public sealed partial class Lesson
{
    private Lesson()
    {
    }

    public Lesson(Enrollment enrollment, LessonSlot slot, LessonDetails details, DateTime nowUtc)
    {
        (CourseEnrollmentId, TutorId, StudentId) = (enrollment.Id, enrollment.TutorId, enrollment.StudentId);
        CreatedAt = UpdatedAt = nowUtc;
        Place(slot);
        Describe(details);
    }

    public int Id { get; private set; }

    public int CourseEnrollmentId { get; private set; }

    /// <summary>The enrollment's tutor, kept here too: a month of a tutor is one range of an index.</summary>
    public int TutorId { get; private set; }

    /// <summary>The enrollment's student, kept here too.</summary>
    public int StudentId { get; private set; }

    public List<string> Topics { get; private set; } = [];

    /// <summary>What of the plan was taught in full.</summary>
    public List<string> TopicsCovered { get; private set; } = [];

    /// <summary>What of the plan was begun.</summary>
    public List<string> TopicsPartly { get; private set; } = [];

    /// <summary>What was left out when it was closed: it goes to the next lesson, as soon as there is one.</summary>
    public List<string> TopicsCarried { get; private set; } = [];

    /// <summary>The lesson that has <see cref="TopicsCarried"/>; null while none is planned.</summary>
    public int? CarriedToId { get; private set; }

    public DateOnly SessionDate { get; private set; }

    public TimeOnly StartTime { get; private set; }

    public TimeOnly EndTime { get; private set; }

    /// <summary>Minutes from start to end.</summary>
    public int Duration { get; private set; }

    /// <summary>IANA name of the zone of its wall times.</summary>
    public string TimeZone { get; private set; } = "UTC";

    /// <summary>The start as an instant.</summary>
    public DateTime StartsAt { get; private set; }

    /// <summary>The end as an instant.</summary>
    public DateTime EndsAt { get; private set; }

    public LessonMode SessionMode { get; private set; }

    public string? Location { get; private set; }

    public string? JoinLink { get; private set; }

    public int? WhiteboardId { get; private set; }

    public int? StudentReviewId { get; private set; }

    public int? TutorReviewId { get; private set; }

    public int? ParentReviewId { get; private set; }

    public Attendance? TutorAttendanceStatus { get; private set; }

    public Attendance? StudentAttendanceStatus { get; private set; }

    public int? TutorLateMinutes { get; private set; }

    public int? StudentLateMinutes { get; private set; }

    /// <summary>Why the student said beforehand that they will not come.</summary>
    public string? Apology { get; private set; }

    public DateTime? ApologizedAt { get; private set; }

    public LessonPriority PriorityLevel { get; private set; }

    public bool IsRecurring { get; private set; }

    public SessionFrequency SessionFrequency { get; private set; }

    /// <summary>The series' rule where the pattern can say it; null otherwise.</summary>
    public RecurringPattern? RecurringPattern { get; private set; }

    public bool NotificationEnabled { get; private set; }

    public bool AlarmEnabled { get; private set; }

    public int AlarmBeforeMinutes { get; private set; }

    public bool IsFeatured { get; private set; }

    public LessonStatus Status { get; private set; }

    public string? CancelReason { get; private set; }

    public string? Homework { get; private set; }

    public string? Note { get; private set; }

    public int? SeriesId { get; private set; }

    /// <summary>The start that the series gave it, in the series' wall time: its place there, whatever became of it since.</summary>
    public DateTime? OriginalStart { get; private set; }

    /// <summary>The same for the rows of one group lesson; null for a lesson of one student.</summary>
    public string? GroupKey { get; private set; }

    public DateTime CreatedAt { get; private set; }

    public DateTime UpdatedAt { get; private set; }

    /// <summary>Counts changes; an edit that names an older one is refused.</summary>
    public int Version { get; private set; }

    public LessonSlot Slot => new(SessionDate, StartTime, EndTime, TimeZone);

    public Interval Span => new(StartsAt, EndsAt);

    public LessonDetails Details => new()
    {
        Topics = Topics, Mode = SessionMode, Location = Location, JoinLink = JoinLink, Priority = PriorityLevel,
        NotificationEnabled = NotificationEnabled, AlarmEnabled = AlarmEnabled, AlarmBeforeMinutes = AlarmBeforeMinutes,
        IsFeatured = IsFeatured, Homework = Homework, Note = Note,
    };

    /// <summary>Whether it holds something that happened: attendance, a review or its end.</summary>
    public bool HasRecord =>
        Status is LessonStatus.Completed or LessonStatus.InProgress || StudentAttendanceStatus is not null || TutorAttendanceStatus is not null
        || StudentReviewId is not null || TutorReviewId is not null || ParentReviewId is not null;

    /// <summary>Whether "following" and "all" leave it as it is: it is past, or has a record (product.md 9).</summary>
    public bool IsProtected(DateTime nowUtc) => StartsAt <= nowUtc || HasRecord;

    /// <summary>Puts it at another time.</summary>
    public void Place(LessonSlot slot)
    {
        (SessionDate, StartTime, EndTime, TimeZone) = (slot.Date, slot.Start, slot.End, slot.TimeZone);
        (StartsAt, EndsAt) = (slot.StartsAt, slot.EndsAt);
        Duration = (int)(EndsAt - StartsAt).TotalMinutes;
    }

    public void Describe(LessonDetails details)
    {
        Topics = [.. details.Topics];
        (SessionMode, Location, JoinLink, PriorityLevel) = (details.Mode, details.Location, details.JoinLink, details.Priority);
        (NotificationEnabled, AlarmEnabled, AlarmBeforeMinutes) = (details.NotificationEnabled, details.AlarmEnabled, details.AlarmBeforeMinutes);
        (IsFeatured, Homework, Note) = (details.IsFeatured, details.Homework, details.Note);
    }

    /// <summary>Makes it an instance of a series.</summary>
    /// <param name="series">The series, stored.</param>
    /// <param name="originalStart">Its start there, in the series' wall time.</param>
    public void Join(LessonSeries series, DateTime originalStart)
    {
        (SeriesId, OriginalStart) = (series.Id, originalStart);
        (IsRecurring, SessionFrequency, RecurringPattern) = (true, series.Frequency, series.Pattern);
    }

    /// <summary>Makes it a single lesson.</summary>
    public void LeaveSeries()
    {
        (SeriesId, OriginalStart) = (null, null);
        (IsRecurring, SessionFrequency, RecurringPattern) = (false, SessionFrequency.OneTime, null);
    }

    public void JoinGroup(string? key) => GroupKey = key;

    public void Cancel(string? reason) => (Status, CancelReason) = (LessonStatus.Cancelled, reason);

    /// <summary>Takes a cancellation back.</summary>
    /// <exception cref="InvalidOperationException">It is not cancelled.</exception>
    public void Reinstate()
    {
        if (Status != LessonStatus.Cancelled)
        {
            throw new InvalidOperationException("The lesson is not cancelled.");
        }
        (Status, CancelReason) = (LessonStatus.Scheduled, null);
    }

    internal void CountVersion(DateTime nowUtc) => (Version, UpdatedAt) = (Version + 1, nowUtc);
}
