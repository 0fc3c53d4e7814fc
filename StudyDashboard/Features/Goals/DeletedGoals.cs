using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Classes;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Goals;

/// <summary>Goals that were deleted and can be restored.</summary>
internal sealed class DeletedGoals(IDbContextFactory<StudyDbContext> contexts, GoalService goals, TimeProvider clock) : IRecentlyDeleted
{
    public string Kind => GoalTexts.Deleted_Kind;

    public async Task<IReadOnlyList<DeletedThing>> OfAsync(Profile person, CancellationToken cancellationToken)
    {
        var today = person.Calendar.DayOf(clock.NowUtc());
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await context.Set<Goal>().AsNoTrackingWithIdentityResolution().Where(g => g.StudentId == person.Id && g.DeletedAt != null)
            .Include(g => g.Terms).AsSingleQuery().ToListAsync(cancellationToken);
        var classes = await context.ClassNamesAsync(found.Select(g => g.ClassId), cancellationToken);
        return [.. found.Select(g => new DeletedThing(g.Id, GoalLabels.NameOf(GoalDraft.Of(g, today), classes), g.DeletedAt!.Value))];
    }

    public Task<Refusal?> RestoreAsync(Profile person, int id, CancellationToken cancellationToken) => goals.RestoreAsync(person, id, cancellationToken);
}
