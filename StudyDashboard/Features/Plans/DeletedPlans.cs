using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Plans;

/// <summary>Plans that were deleted and can be restored.</summary>
internal sealed class DeletedPlans(IDbContextFactory<StudyDbContext> contexts, PlanService plans) : IRecentlyDeleted
{
    public string Kind => PlanTexts.Deleted_Kind;

    public async Task<IReadOnlyList<DeletedThing>> OfAsync(Profile person, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<Plan>().Where(p => p.StudentId == person.Id && p.DeletedAt != null)
            .Select(p => new DeletedThing(p.Id, p.Title, p.DeletedAt!.Value)).ToListAsync(cancellationToken);
    }

    public Task<Refusal?> RestoreAsync(Profile person, int id, CancellationToken cancellationToken) => plans.RestoreAsync(person.Id, id, cancellationToken);
}
