using StudyDashboard.Data;

namespace StudyDashboard.Features.Tutoring;

/// <summary>Who teaches whom now, for queries of features above on their own context.</summary>
public static class EnrollmentQueries
{
    /// <summary>The tutors with whom a student has a running enrollment.</summary>
    public static IQueryable<int> TutorsOf(this StudyDbContext context, int studentId) =>
        context.Set<Enrollment>().Where(e => e.StudentId == studentId && e.Status == EnrollmentStatus.Active).Select(e => e.TutorId);

    /// <summary>The enrollments that run.</summary>
    public static IQueryable<Enrollment> RunningEnrollments(this StudyDbContext context) => context.Set<Enrollment>().Where(e => e.Status == EnrollmentStatus.Active);

    /// <summary>The students with a running enrollment at a tutor.</summary>
    public static IQueryable<int> StudentsOf(this StudyDbContext context, int tutorId) =>
        context.Set<Enrollment>().Where(e => e.TutorId == tutorId && e.Status == EnrollmentStatus.Active).Select(e => e.StudentId);
}
