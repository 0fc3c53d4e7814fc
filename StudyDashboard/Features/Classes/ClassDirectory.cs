using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Classes.Assignments;
using StudyDashboard.Features.Classes.Members;
using StudyDashboard.Features.Sessions;

namespace StudyDashboard.Features.Classes;

/// <summary>Which classes a student can choose: for a session and for a goal.</summary>
public sealed class ClassDirectory(IDbContextFactory<StudyDbContext> contexts) : IClassChoices
{
    public async Task<IReadOnlyList<SessionClass>> OfAsync(int studentId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        // One statement for both: it stands in a page's way.
        var rows = await Running(context, studentId).Select(c => new
        {
            c.Id, c.Name, c.Subject,
            Open = context.Set<Assignment>().Where(a => a.ClassId == c.Id && a.DeletedAt == null
                    && !context.Set<AssignmentCompletion>().Any(d => d.AssignmentId == a.Id && d.StudentId == studentId))
                .OrderBy(a => a.DueOn == null).ThenBy(a => a.DueOn).ThenBy(a => a.Id).Select(a => new SessionAssignment(a.Id, a.Title)).ToList(),
        }).ToListAsync(cancellationToken);
        return [.. rows.OrderBy(r => r.Name, StringComparer.CurrentCulture).ThenBy(r => r.Id).Select(r => new SessionClass(r.Id, r.Name, r.Subject, r.Open))];
    }

    private static IQueryable<StudyClass> Running(StudyDbContext context, int studentId) => context.Set<StudyClass>().AsNoTracking()
        .Where(c => c.DeletedAt == null && c.EndedOn == null && context.Set<ClassMember>().Any(m => m.ClassId == c.Id && m.StudentId == studentId && m.LeftOn == null));
}
