using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Features.Classes;

/// <summary>
/// A teacher sees the totals of those who are in a running class of theirs (rules.md 31). Notes and quiz results are seen on the class's own
/// page only, and only of who agrees.
/// </summary>
internal sealed class ClassGrant(IDbContextFactory<StudyDbContext> contexts) : IStudentGrant
{
    public async Task<bool> GrantsAsync(int viewerId, int studentId, StudentView view, CancellationToken cancellationToken)
    {
        if (view != StudentView.Totals)
        {
            return false;
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.ActiveMembers().AnyAsync(
            m => m.StudentId == studentId && context.Set<StudyClass>().Any(c => c.Id == m.ClassId && c.TeacherId == viewerId && c.EndedOn == null), cancellationToken);
    }
}
