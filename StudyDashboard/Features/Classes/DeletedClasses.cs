using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Classes;

/// <summary>Classes that were deleted and can be restored.</summary>
internal sealed class DeletedClasses(IDbContextFactory<StudyDbContext> contexts, ClassService classes) : IRecentlyDeleted
{
    public string Kind => ClassTexts.Deleted_Kind;

    public async Task<IReadOnlyList<DeletedThing>> OfAsync(Profile person, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<StudyClass>().Where(c => c.DeletedAt != null && (c.TeacherId == person.Id || c.OwnerId == person.Id))
            .Select(c => new DeletedThing(c.Id, c.Name, c.DeletedAt!.Value)).ToListAsync(cancellationToken);
    }

    public async Task<Refusal?> RestoreAsync(Profile person, int id, CancellationToken cancellationToken) =>
        (await classes.RestoreAsync(person.Id, id, cancellationToken)).Refusal;
}
