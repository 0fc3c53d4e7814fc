using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Tutoring.Today;

/// <summary>The lesson that a student goes to next, or is in.</summary>
public sealed class NextLessonReader(IDbContextFactory<StudyDbContext> contexts, TimeProvider clock)
{
    // No lesson is longer than a day: the first condition lets the index find where to begin.
    private static readonly Func<StudyDbContext, int, DateTime, DateTime, IAsyncEnumerable<NextLesson>> Next = ReadyQuery.Of((StudyDbContext context, int studentId, DateTime now, DateTime dayBefore) =>
        from l in context.Set<Lesson>().Where(l => l.StudentId == studentId && l.StartsAt > dayBefore && l.EndsAt > now
                && (l.Status == LessonStatus.Scheduled || l.Status == LessonStatus.InProgress) && l.StudentAttendanceStatus != Attendance.Excused)
            .OrderBy(l => l.StartsAt).ThenBy(l => l.Id).Take(1)
        join e in context.Set<Enrollment>() on l.CourseEnrollmentId equals e.Id
        join tutor in context.Users on l.TutorId equals tutor.Id
        select new NextLesson(l.Id, e.Course, tutor.DisplayName, l.StartsAt, l.EndsAt, l.TimeZone, l.SessionMode, l.Location, l.JoinLink, l.Apology != null));

    /// <summary>The next lesson of a student whom the caller may see, in one statement; null when none is planned.</summary>
    public async Task<NextLesson?> OfAsync(int studentId, CancellationToken cancellationToken)
    {
        var now = clock.NowUtc();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Next(context, studentId, now, now.AddDays(-1)).SingleOrDefaultAsync(cancellationToken);
    }
}

/// <summary>A lesson to come.</summary>
/// <param name="Id">The lesson.</param>
/// <param name="Course">What is taught.</param>
/// <param name="Tutor">Who teaches.</param>
/// <param name="StartsAt">UTC.</param>
/// <param name="EndsAt">UTC.</param>
/// <param name="TimeZone">IANA zone in which it was planned.</param>
/// <param name="Mode">How it is held.</param>
/// <param name="Place">Where, when that was said.</param>
/// <param name="JoinLink">Address of the video call.</param>
/// <param name="HasApology">Whether the student said that they will not come.</param>
public sealed record NextLesson(
    int Id, string Course, string Tutor, DateTime StartsAt, DateTime EndsAt, string TimeZone, LessonMode Mode, string? Place, string? JoinLink, bool HasApology);
