using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;

namespace StudyDashboard.Features.Tutoring.Lessons;

/// <summary>A student's lessons as they went, for a report. Whoever asks has made sure that the reader may see them.</summary>
public sealed class LessonRecords
{
    /// <summary>The lessons of a span of any state, by start; it stores nothing ahead.</summary>
    /// <param name="context">The open context.</param>
    /// <param name="studentId">Whose.</param>
    /// <param name="from">First date of the lessons' own wall time.</param>
    /// <param name="to">Last date, inclusive.</param>
    /// <param name="tutorId">Only lessons of this tutor; null for all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<LessonRow>> BetweenAsync(
        StudyDbContext context, int studentId, DateOnly from, DateOnly to, int? tutorId, CancellationToken cancellationToken)
    {
        // By the index of student and start; a date differs from that of UTC by at most one.
        var first = from.DayNumber < 2 ? DateTime.MinValue : from.AddDays(-2).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var end = to.AddDays(3).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var rows = from l in context.Set<Lesson>().AsNoTracking()
                   where l.StudentId == studentId && l.StartsAt >= first && l.StartsAt < end && l.SessionDate >= @from && l.SessionDate <= to
                       && (tutorId == null || l.TutorId == tutorId)
                   join e in context.Set<Enrollment>() on l.CourseEnrollmentId equals e.Id
                   join learner in context.Users on l.StudentId equals learner.Id
                   join teacher in context.Users on l.TutorId equals teacher.Id
                   orderby l.StartsAt, l.Id
                   select new LessonRow(l, e.Course, learner.DisplayName, teacher.DisplayName);
        return await rows.ToListAsync(cancellationToken);
    }
}
