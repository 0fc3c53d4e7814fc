using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Features.Tutoring;

/// <summary>
/// A tutor sees totals, lessons and reports while an enrollment runs (rules.md 31), and manages guardians only for a student who has
/// no account to do so.
/// </summary>
internal sealed class TutorGrant(IDbContextFactory<StudyDbContext> contexts) : IStudentGrant
{
    public async Task<bool> GrantsAsync(int viewerId, int studentId, StudentView view, CancellationToken cancellationToken)
    {
        if (view == StudentView.Notes)
        {
            return false;
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<Enrollment>().AnyAsync(
                e => e.TutorId == viewerId && e.StudentId == studentId && e.Status == EnrollmentStatus.Active, cancellationToken)
            && (view != StudentView.Guardians || await context.Users.AnyAsync(p => p.Id == studentId && p.PasswordHash == null, cancellationToken));
    }
}
