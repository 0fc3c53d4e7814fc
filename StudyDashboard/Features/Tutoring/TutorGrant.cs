using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Features.Tutoring;

/// <summary>
/// A tutor sees totals, lessons and reports while an enrollment runs, and notes when the student shares them (rules.md 31). They manage
/// guardians only for a student who has no account to do so.
/// </summary>
internal sealed class TutorGrant(IDbContextFactory<StudyDbContext> contexts) : IStudentGrant
{
    public async Task<bool> GrantsAsync(int viewerId, int studentId, StudentView view, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<Enrollment>().AnyAsync(
                e => e.TutorId == viewerId && e.StudentId == studentId && e.Status == EnrollmentStatus.Active && (view != StudentView.Notes || e.SharesNotes), cancellationToken)
            && (view != StudentView.Guardians || await context.Users.AnyAsync(p => p.Id == studentId && p.PasswordHash == null, cancellationToken));
    }
}
