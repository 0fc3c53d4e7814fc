using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Enrollments;

/// <summary>What a student lets each tutor read beside totals, plan and lessons (rules.md 31).</summary>
public sealed class SharingService(IDbContextFactory<StudyDbContext> contexts, StudyFeed feed)
{
    /// <summary>Who teaches a student now.</summary>
    public async Task<IReadOnlyList<TeachingTutor>> OfStudentAsync(int studentId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Running(context, studentId).Join(context.Users, e => e.TutorId, p => p.Id, (e, p) => new { e, p })
            .OrderBy(r => r.p.DisplayName).ThenBy(r => r.e.Course).ThenBy(r => r.e.Id)
            .Select(r => new TeachingTutor(r.e.Id, r.p.DisplayName, r.e.Course, r.e.SharesNotes)).ToListAsync(cancellationToken);
    }

    /// <summary>Lets a tutor read notes and quiz texts, or no longer. Nobody but the student decides it.</summary>
    public async Task<Refusal?> ShareNotesAsync(int studentId, int enrollmentId, bool shares, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(studentId, cancellationToken);
        if (await Running(context, studentId).SingleOrDefaultAsync(e => e.Id == enrollmentId, cancellationToken) is not { } enrollment)
        {
            return Refusal.NotFound(PeopleTexts.Refused_Student);
        }
        enrollment.ShareNotes(shares);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(enrollment.TutorId, FeedTopic.Profile);
        return null;
    }

    private static IQueryable<Enrollment> Running(StudyDbContext context, int studentId) =>
        context.Set<Enrollment>().Where(e => e.StudentId == studentId && e.Status == EnrollmentStatus.Active);
}

/// <summary>An enrollment as its student sees it.</summary>
public sealed record TeachingTutor(int EnrollmentId, string Name, string Course, bool SharesNotes);
