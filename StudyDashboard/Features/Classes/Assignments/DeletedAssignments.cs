using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Classes.Assignments;

/// <summary>Assignments that were deleted from a class that is there, and can be restored.</summary>
internal sealed class DeletedAssignments(IDbContextFactory<StudyDbContext> contexts, AssignmentService assignments) : IRecentlyDeleted
{
    public string Kind => AssignmentTexts.Deleted_Kind;

    public async Task<IReadOnlyList<DeletedThing>> OfAsync(Profile person, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Of(context, person).Select(a => new DeletedThing(a.Id, a.Title, a.DeletedAt!.Value)).ToListAsync(cancellationToken);
    }

    public async Task<Refusal?> RestoreAsync(Profile person, int id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Of(context, person).Where(a => a.Id == id).Select(a => (int?)a.ClassId).SingleOrDefaultAsync(cancellationToken) is { } inClass
            ? (await assignments.RestoreAsync(person.Id, inClass, id, cancellationToken)).Refusal : Refusal.NotFound(AssignmentTexts.Refused_NotThere);
    }

    private static IQueryable<Assignment> Of(StudyDbContext context, Profile person) => context.Set<Assignment>()
        .Where(a => a.DeletedAt != null && context.ClassesRunBy(person.Id).Any(c => c.Id == a.ClassId));
}
