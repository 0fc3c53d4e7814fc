using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Guardians;

namespace StudyDashboard.Features.Accounts;

/// <summary>What of a student someone wants to see or do.</summary>
public enum StudentView
{
    /// <summary>Sums of days and weeks.</summary>
    Totals,

    /// <summary>Lessons, attendance and topics.</summary>
    Lessons,

    /// <summary>Reports.</summary>
    Reports,

    /// <summary>Single sessions with notes, and quiz texts: the student's alone until they share them.</summary>
    Notes,

    /// <summary>Who the guardians are; giving codes and revoking.</summary>
    Guardians,
}

/// <summary>A feature above that lets some people see some of a student: tutors by enrollment, teachers by class.</summary>
public interface IStudentGrant
{
    Task<bool> GrantsAsync(int viewerId, int studentId, StudentView view, CancellationToken cancellationToken);
}

/// <summary>
/// The one answer to "may this person see this of that student?". Everything is denied until something allows it; an admin is allowed
/// nothing here. A refusal is told as "not found".
/// </summary>
public sealed class StudentAccess(IDbContextFactory<StudyDbContext> contexts, IEnumerable<IStudentGrant> grants)
{
    public async Task<bool> MayAsync(int viewerId, int studentId, StudentView view, CancellationToken cancellationToken)
    {
        if (viewerId == studentId)
        {
            return true;
        }
        if (view != StudentView.Guardians && await IsGuardianAsync(viewerId, studentId, view, cancellationToken))
        {
            return true;
        }
        foreach (var grant in grants)
        {
            if (await grant.GrantsAsync(viewerId, studentId, view, cancellationToken))
            {
                return true;
            }
        }
        return false;
    }

    private async Task<bool> IsGuardianAsync(int viewerId, int studentId, StudentView view, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<Guardianship>().AnyAsync(
            g => g.GuardianId == viewerId && g.StudentId == studentId && (view != StudentView.Notes || g.SharesNotes), cancellationToken);
    }
}
