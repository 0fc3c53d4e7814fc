using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Sessions;

namespace StudyDashboard.Features.Plans;

/// <summary>The domains of the active plan, for the forms of sessions and for sessions that go on with one of the past.</summary>
internal sealed class PlanDomains(IDbContextFactory<StudyDbContext> contexts) : IDomainChoices
{
    public async Task<IReadOnlyList<DomainChoice>> OfAsync(int studentId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<Plan>().Where(p => p.StudentId == studentId && p.Status == PlanStatus.Active && p.DeletedAt == null)
            .Join(context.Set<PlanDomain>(), p => p.Id, d => d.PlanId, (_, d) => d)
            .OrderBy(d => d.Position).Select(d => new DomainChoice(d.Code, d.Name)).ToListAsync(cancellationToken);
    }

    public async Task<SessionAbout> GoingOnAsync(int studentId, SessionAbout past, CancellationToken cancellationToken)
    {
        if (past is { PlanId: null, DomainCode: null })
        {
            return past;
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var active = await context.Set<Plan>().AsNoTrackingWithIdentityResolution().Whole()
            .SingleOrDefaultAsync(p => p.StudentId == studentId && p.Status == PlanStatus.Active && p.DeletedAt == null, cancellationToken);
        return past with { PlanId = null, DomainCode = active is null ? past.DomainCode : active.Resolve(past.DomainCode)?.Code };
    }
}
