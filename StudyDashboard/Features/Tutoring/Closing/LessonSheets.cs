using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Tutoring.Attendances;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Reviews;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Tutoring.Closing;

/// <summary>Reads one lesson with all that its page shows, as the viewer may see it.</summary>
public sealed class LessonSheets(
    LessonReader reader, ReviewService reviews, ReviewTrends trends, AttendanceService attendances, IDbContextFactory<StudyDbContext> contexts, TimeProvider clock)
{
    /// <summary>The lesson, or null when there is none or the viewer may not see it.</summary>
    public async Task<LessonSheet?> FindAsync(int viewerId, int lessonId, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(viewerId, lessonId, cancellationToken) is not { } row)
        {
            return null;
        }
        var (lesson, side) = (row.Lesson, ReviewService.SideOf(row.Lesson, viewerId));
        var students = await StudentsAsync(row, side, cancellationToken);
        return new LessonSheet
        {
            Id = lesson.Id, Side = side, Course = row.Course, TutorName = row.TutorName, Students = students, Status = lesson.Status,
            StartsAt = lesson.StartsAt, EndsAt = lesson.EndsAt, TimeZone = lesson.TimeZone, Mode = lesson.SessionMode, Location = lesson.Location,
            JoinLink = lesson.JoinLink, Topics = students.Count > 1 ? [.. students.SelectMany(s => s.Topics).Distinct()] : lesson.Topics,
            Covered = lesson.TopicsCovered, Partly = lesson.TopicsPartly, Homework = lesson.Homework, Note = lesson.Note, CancelReason = lesson.CancelReason,
            Tutor = lesson.TutorAttendanceStatus, TutorLateMinutes = lesson.TutorLateMinutes, ReadAt = clock.NowUtc(),
            Attendance = side == LessonSide.Tutor ? null
                : (await attendances.OfStudentAsync(lesson.StudentId, cancellationToken)).FirstOrDefault(e => e.EnrollmentId == lesson.CourseEnrollmentId),
            Reviews = [.. await reviews.OfAsync(viewerId, lesson, cancellationToken)],
            Trends = [.. await trends.OfAsync(lesson.TutorId, lesson.StudentId, side, cancellationToken)],
        };
    }

    /// <summary>The students of a lesson: of a group only the tutor sees the others.</summary>
    private async Task<IReadOnlyList<SheetStudent>> StudentsAsync(LessonRow row, LessonSide side, CancellationToken cancellationToken)
    {
        if (row.Lesson.GroupKey is not { } key || side != LessonSide.Tutor)
        {
            return [SheetStudent.Of(row.Lesson, row.StudentName)];
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Set<Lesson>().AsNoTracking().Where(l => l.GroupKey == key && l.TutorId == row.Lesson.TutorId)
            .Join(context.Users, l => l.StudentId, p => p.Id, (l, p) => new { Lesson = l, p.DisplayName }).ToListAsync(cancellationToken);
        return [.. rows.OrderBy(r => r.DisplayName, StringComparer.CurrentCulture).Select(r => SheetStudent.Of(r.Lesson, r.DisplayName))];
    }
}

/// <summary>A lesson as its page shows it; it goes from the prerendered page to the circuit.</summary>
public sealed record LessonSheet
{
    public required int Id { get; init; }

    /// <summary>Where the viewer stands.</summary>
    public required LessonSide Side { get; init; }

    public required string Course { get; init; }

    public required string TutorName { get; init; }

    public required IReadOnlyList<SheetStudent> Students { get; init; }

    public required LessonStatus Status { get; init; }

    public required DateTime StartsAt { get; init; }

    public required DateTime EndsAt { get; init; }

    public required string TimeZone { get; init; }

    public required LessonMode Mode { get; init; }

    public string? Location { get; init; }

    public string? JoinLink { get; init; }

    public required IReadOnlyList<string> Topics { get; init; }

    public required IReadOnlyList<string> Covered { get; init; }

    public required IReadOnlyList<string> Partly { get; init; }

    public string? Homework { get; init; }

    public string? Note { get; init; }

    public string? CancelReason { get; init; }

    public Attendance? Tutor { get; init; }

    public int? TutorLateMinutes { get; init; }

    /// <summary>The instant it was read, UTC.</summary>
    public required DateTime ReadAt { get; init; }

    /// <summary>How the student came to the lessons of this course, for student and guardian.</summary>
    public EnrollmentAttendance? Attendance { get; init; }

    public required IReadOnlyList<ShownReview> Reviews { get; init; }

    public required IReadOnlyList<RatingMonth> Trends { get; init; }

    public bool HasBegun => StartsAt <= ReadAt;

    /// <summary>Whether the viewer may say how it went.</summary>
    public bool MayClose => Side == LessonSide.Tutor && HasBegun && Status != LessonStatus.Cancelled;

    /// <summary>Whether the viewer may say that the student will not come.</summary>
    public bool MayApologize => Side != LessonSide.Tutor && !HasBegun && Status == LessonStatus.Scheduled;

    public bool MayReview => HasBegun && Status != LessonStatus.Cancelled;

    public string StudentNames => string.Join(", ", Students.Select(s => s.Name));

    /// <summary>Whether another reading holds the same record, so that a form over this one may be saved over that one.</summary>
    public bool HasSameRecord(LessonSheet other) => Status == other.Status && Covered.SequenceEqual(other.Covered) && Partly.SequenceEqual(other.Partly)
        && Topics.SequenceEqual(other.Topics) && (Homework, Note, Tutor, TutorLateMinutes) == (other.Homework, other.Note, other.Tutor, other.TutorLateMinutes)
        && Students.Select(s => (s.LessonId, s.Mark, s.LateMinutes)).SequenceEqual(other.Students.Select(s => (s.LessonId, s.Mark, s.LateMinutes)));
}

/// <summary>A student of a lesson.</summary>
public sealed record SheetStudent(
    int LessonId, string Name, int Version, Attendance? Mark, int? LateMinutes, string? Apology, IReadOnlyList<string> Topics)
{
    internal static SheetStudent Of(Lesson lesson, string name) =>
        new(lesson.Id, name, lesson.Version, lesson.StudentAttendanceStatus, lesson.StudentLateMinutes, lesson.Apology, lesson.Topics);
}
