using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Attendances;

/// <summary>Attendance by enrollment, in five statements however many lessons there are, and what a tutor wants to hear of.</summary>
public sealed class AttendanceService(IDbContextFactory<StudyDbContext> contexts, TimeProvider clock)
{
    /// <summary>The running enrollments of a tutor.</summary>
    public Task<IReadOnlyList<EnrollmentAttendance>> OfTutorAsync(int tutorId, CancellationToken cancellationToken) =>
        ReadAsync(e => e.TutorId == tutorId && e.Status == EnrollmentStatus.Active, cancellationToken);

    /// <summary>The running enrollments of a student, whom the caller may see.</summary>
    public Task<IReadOnlyList<EnrollmentAttendance>> OfStudentAsync(int studentId, CancellationToken cancellationToken) =>
        ReadAsync(e => e.StudentId == studentId && e.Status == EnrollmentStatus.Active, cancellationToken);

    /// <summary>When a tutor wants to hear of absences.</summary>
    public async Task<AttendanceTerms> TermsAsync(int tutorId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<AttendanceTerms>().AsNoTracking().SingleOrDefaultAsync(t => t.TutorId == tutorId, cancellationToken) ?? new AttendanceTerms(tutorId);
    }

    public async Task<Refusal?> SetTermsAsync(int tutorId, int? absencesInARow, int? belowPercent, CancellationToken cancellationToken)
    {
        if (Check(absencesInARow, belowPercent).ToRefusal() is { } refusal)
        {
            return refusal;
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(tutorId, cancellationToken);
        var terms = await context.Set<AttendanceTerms>().SingleOrDefaultAsync(t => t.TutorId == tutorId, cancellationToken);
        if (terms is null)
        {
            context.Add(terms = new AttendanceTerms(tutorId));
        }
        terms.Set(absencesInARow!.Value, belowPercent!.Value);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>The students whose absences a tutor wants to hear of.</summary>
    public async Task<IReadOnlyList<AttendanceAlert>> AlertsAsync(int tutorId, CancellationToken cancellationToken)
    {
        var terms = await TermsAsync(tutorId, cancellationToken);
        return Alerts(await OfTutorAsync(tutorId, cancellationToken), terms);
    }

    /// <summary>The same of figures that were read already.</summary>
    public static IReadOnlyList<AttendanceAlert> Alerts(IEnumerable<EnrollmentAttendance> enrollments, AttendanceTerms terms) =>
    [
        .. enrollments.Where(e => e.Figures.HasTooManyInARow(terms) || e.Figures.IsTooLow(terms))
            .Select(e => new AttendanceAlert(e, e.Figures.HasTooManyInARow(terms), e.Figures.IsTooLow(terms))),
    ];

    private async Task<IReadOnlyList<EnrollmentAttendance>> ReadAsync(Expression<Func<Enrollment, bool>> which, CancellationToken cancellationToken)
    {
        var now = clock.NowUtc();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var enrollments = context.Set<Enrollment>().Where(which);
        var names = await (from e in enrollments
                           join learner in context.Users on e.StudentId equals learner.Id
                           join teacher in context.Users on e.TutorId equals teacher.Id
                           orderby learner.DisplayName, e.Id
                           select new { e.Id, e.StudentId, e.Course, Student = learner.DisplayName, Tutor = teacher.DisplayName }).ToListAsync(cancellationToken);
        var lessons = context.Set<Lesson>().Where(l => enrollments.Any(e => e.Id == l.CourseEnrollmentId) && l.Status != LessonStatus.Cancelled);
        var marks = await lessons.Where(l => l.StartsAt <= now && l.StudentAttendanceStatus != null)
            .GroupBy(l => new { l.CourseEnrollmentId, l.StudentAttendanceStatus })
            .Select(g => new { g.Key.CourseEnrollmentId, Mark = g.Key.StudentAttendanceStatus!.Value, Count = g.Count() }).ToListAsync(cancellationToken);
        var inARow = await lessons.Where(l => l.StartsAt <= now && l.StudentAttendanceStatus == Attendance.Absent
                && !context.Set<Lesson>().Any(later => later.CourseEnrollmentId == l.CourseEnrollmentId && later.StartsAt > l.StartsAt && later.Status != LessonStatus.Cancelled
                    && (later.StudentAttendanceStatus == Attendance.Present || later.StudentAttendanceStatus == Attendance.Late)))
            .GroupBy(l => l.CourseEnrollmentId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        var coming = await lessons.Where(l => l.StartsAt > now && l.Status == LessonStatus.Scheduled && l.StudentAttendanceStatus == null)
            .GroupBy(l => l.CourseEnrollmentId).Select(g => new { g.Key, Count = g.Count(), Next = g.Min(l => l.StartsAt) }).ToDictionaryAsync(g => g.Key, cancellationToken);
        var starts = coming.Values.Select(c => c.Next).Distinct().ToList();
        var nextIds = (await lessons.Where(l => starts.Contains(l.StartsAt) && l.Status == LessonStatus.Scheduled)
            .Select(l => new { l.Id, l.CourseEnrollmentId, l.StartsAt }).ToListAsync(cancellationToken)).ToLookup(l => (l.CourseEnrollmentId, l.StartsAt), l => l.Id);
        var byEnrollment = marks.ToLookup(m => m.CourseEnrollmentId);
        return
        [
            .. names.Select(e => new EnrollmentAttendance(e.Id, e.StudentId, e.Student, e.Tutor, e.Course, new AttendanceFigures(
                Count(e.Id, Attendance.Present), Count(e.Id, Attendance.Late), Count(e.Id, Attendance.Absent), Count(e.Id, Attendance.Excused),
                inARow.GetValueOrDefault(e.Id), coming.GetValueOrDefault(e.Id)?.Count ?? 0),
                coming.GetValueOrDefault(e.Id)?.Next, coming.GetValueOrDefault(e.Id) is { } next ? nextIds[(e.Id, next.Next)].First() : null)),
        ];

        int Count(int enrollmentId, Attendance mark) => byEnrollment[enrollmentId].FirstOrDefault(m => m.Mark == mark)?.Count ?? 0;
    }

    private static IEnumerable<FieldError> Check(int? absencesInARow, int? belowPercent)
    {
        if (absencesInARow is not (>= 1 and <= AttendanceTerms.MaxAbsences))
        {
            yield return new FieldError("absences_in_a_row", ClosingTexts.Refused_Absences.With(AttendanceTerms.MaxAbsences));
        }
        if (belowPercent is not (>= 0 and <= 100))
        {
            yield return new FieldError("below_percent", ClosingTexts.Refused_Percent);
        }
    }
}

/// <summary>An enrollment's attendance and its next lesson.</summary>
/// <param name="EnrollmentId">The enrollment.</param>
/// <param name="StudentId">The student.</param>
/// <param name="Student">The student's name.</param>
/// <param name="Tutor">The tutor's name.</param>
/// <param name="Course">What is taught.</param>
/// <param name="Figures">How the student came.</param>
/// <param name="NextAt">The start of the next lesson, UTC; null when none is scheduled.</param>
/// <param name="NextId">That lesson.</param>
public sealed record EnrollmentAttendance(
    int EnrollmentId, int StudentId, string Student, string Tutor, string Course, AttendanceFigures Figures, DateTime? NextAt, int? NextId);

/// <summary>A student whose absences a tutor wants to hear of, and why.</summary>
public sealed record AttendanceAlert(EnrollmentAttendance Enrollment, bool IsInARow, bool IsTooLow);
