using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;

namespace StudyDashboard.Features.Tutoring.Api;

/// <summary>Enrollments for whoever may see them: their tutor, their student, that student's guardians.</summary>
public sealed class EnrollmentListing(IDbContextFactory<StudyDbContext> contexts)
{
    /// <summary>The orders of enrollments.</summary>
    public static SortOrders<Enrollment> Orders { get; } = new SortOrders<Enrollment>(e => e.Id).By("id", e => e.Id).By("course", e => e.Course).By("from", e => e.From);

    public async Task<(IReadOnlyList<EnrollmentWire> Items, int Total)> PageAsync(
        int viewerId, EnrollmentStatus? status, int? studentId, string? sort, int page, int size, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = Rows(context, viewerId).Where(e => (status == null || e.Status == status) && (studentId == null || e.StudentId == studentId));
        var ids = await Orders.Apply(rows, sort ?? "id").Skip((page - 1) * size).Take(size).Select(e => e.Id).ToListAsync(cancellationToken);
        var read = await ReadAsync(context, context.Set<Enrollment>().Where(e => ids.Contains(e.Id)), cancellationToken);
        return ([.. read.OrderBy(e => ids.IndexOf(e.Id))], await rows.CountAsync(cancellationToken));
    }

    /// <summary>One, or null when there is none or the viewer may not see it.</summary>
    public async Task<EnrollmentWire?> FindAsync(int viewerId, int enrollmentId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return (await ReadAsync(context, Rows(context, viewerId).Where(e => e.Id == enrollmentId), cancellationToken)).SingleOrDefault();
    }

    private static IQueryable<Enrollment> Rows(StudyDbContext context, int viewerId) => context.Set<Enrollment>().Where(e => e.TutorId == viewerId || e.StudentId == viewerId
        || context.Set<Guardianship>().Any(g => g.GuardianId == viewerId && g.StudentId == e.StudentId));

    private static async Task<IReadOnlyList<EnrollmentWire>> ReadAsync(StudyDbContext context, IQueryable<Enrollment> enrollments, CancellationToken cancellationToken)
    {
        var rows = await (from e in enrollments
                          join tutor in context.Users on e.TutorId equals tutor.Id
                          join student in context.Users on e.StudentId equals student.Id
                          select new { Enrollment = e, Tutor = tutor.DisplayName, Student = student.DisplayName, Lessons = context.Set<Lesson>().Count(l => l.CourseEnrollmentId == e.Id) })
            .AsNoTracking().ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(r => new EnrollmentWire
            {
                Id = r.Enrollment.Id, TutorId = r.Enrollment.TutorId, TutorName = r.Tutor, StudentId = r.Enrollment.StudentId, StudentName = r.Student,
                Course = r.Enrollment.Course, Status = Words<EnrollmentStatus>.Of(r.Enrollment.Status), From = r.Enrollment.From, To = r.Enrollment.To, Lessons = r.Lessons,
            }),
        ];
    }
}

/// <summary>An enrollment on the wire.</summary>
public sealed record EnrollmentWire
{
    public required int Id { get; init; }

    public required int TutorId { get; init; }

    public required string TutorName { get; init; }

    public required int StudentId { get; init; }

    public required string StudentName { get; init; }

    public required string Course { get; init; }

    /// <summary>active or ended.</summary>
    [Words<EnrollmentStatus>]
    public required string Status { get; init; }

    public required DateOnly From { get; init; }

    public required DateOnly? To { get; init; }

    /// <summary>How many lessons would go with it.</summary>
    public required int Lessons { get; init; }
}

/// <summary>An enrollment as a program says it.</summary>
internal sealed record EnrollmentRequest
{
    /// <summary>One of the tutor's own students.</summary>
    public int? StudentId { get; init; }

    /// <summary>A student who has no account yet.</summary>
    public string? StudentName { get; init; }

    public string? Course { get; init; }

    /// <summary>active or ended.</summary>
    [Words<EnrollmentStatus>]
    public string? Status { get; init; }
}
