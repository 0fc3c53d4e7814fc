using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Plans.Recording;

/// <summary>
/// A domain code belongs to a plan: the one that the session names, else the active one. What a person says is refused when the plan
/// does not know it; what an import, a quiz or another feature brings is kept and waits on the plan's page to be assigned.
/// </summary>
internal sealed class PlanRule(IEnumerable<ISessionDomains> domains) : ISessionRule
{
    public Task<Refusal?> CheckAsync(StudyDbContext context, StudySession session, CancellationToken cancellationToken) =>
        CheckAsync(context, session, null, cancellationToken);

    public async Task<Refusal?> CheckAsync(StudyDbContext context, StudySession session, SessionSnapshot? before, CancellationToken cancellationToken)
    {
        if (!IsSaidNow(context, session, before))
        {
            return null;
        }
        if (session.PlanId is { } named)
        {
            var plan = await context.Set<Plan>().AsNoTrackingWithIdentityResolution().Whole()
                .SingleOrDefaultAsync(p => p.StudentId == session.StudentId && p.Id == named, cancellationToken);
            if (plan is null)
            {
                return Refusal.Invalid(new FieldError("plan_id", PlanTexts.Refused_NoPlan));
            }
            if (plan.DeletedAt is null)
            {
                return Join(session, plan);
            }
            // A copy or a part of a session of a plan that was deleted: it waits with its code.
            session.Describe(session.About with { PlanId = null });
            return null;
        }
        if (await IsLetGoAsync(context, session, before, cancellationToken))
        {
            return null;
        }
        if (session.DomainCode is null && !await IsOverDomainsAsync(context, session, cancellationToken))
        {
            return null;
        }
        var active = await context.Set<Plan>().AsNoTrackingWithIdentityResolution().Whole()
            .SingleOrDefaultAsync(p => p.StudentId == session.StudentId && p.DeletedAt == null && p.Status == PlanStatus.Active, cancellationToken);
        return active is null ? null : Join(session, active);
    }

    /// <summary>Only what is new or says something else now: a plan that has changed since makes no old session impossible.</summary>
    private static bool IsSaidNow(StudyDbContext context, StudySession session, SessionSnapshot? before)
    {
        // An archive writes its sessions first and then says itself which plan they are of.
        var isSettled = session.ImportId is not null && context.Entry(session).State == EntityState.Unchanged;
        return !isSettled && (before?.PlanId != session.PlanId || before?.DomainCode != session.DomainCode || (before is null && session.Source == SessionSource.Quiz));
    }

    /// <summary>Its plan is gone, and nothing else was said: it waits to be assigned.</summary>
    private static async Task<bool> IsLetGoAsync(StudyDbContext context, StudySession session, SessionSnapshot? before, CancellationToken cancellationToken) =>
        before?.PlanId is { } was && session.PlanId is null && before.DomainCode == session.DomainCode
        && !await context.Set<Plan>().AnyAsync(p => p.Id == was && p.DeletedAt == null, cancellationToken);

    private static Refusal? Join(StudySession session, Plan plan)
    {
        var domain = plan.Resolve(session.DomainCode);
        if (domain is null && session.DomainCode is not null && IsTyped(session))
        {
            var codes = string.Join(", ", plan.Domains.OrderBy(d => d.Position).Select(d => d.Code));
            return Refusal.Invalid(new FieldError("domain_code", PlanTexts.Refused_Code.With(session.DomainCode, plan.Title, codes)));
        }
        var code = domain?.Code ?? session.DomainCode;
        if (session.PlanId != plan.Id || session.DomainCode != code)
        {
            session.Describe(session.About with { PlanId = plan.Id, DomainCode = code });
        }
        return null;
    }

    private static bool IsTyped(StudySession session) =>
        session.ImportId is null && session.Source is (SessionSource.Timer or SessionSource.Manual or SessionSource.Material);

    private async Task<bool> IsOverDomainsAsync(StudyDbContext context, StudySession session, CancellationToken cancellationToken)
    {
        foreach (var source in domains)
        {
            if (source.Source == session.Source && session.SourceId is { } id && (await source.OfAsync(context, [id], cancellationToken)).Any(d => d.DomainCode.Length > 0))
            {
                return true;
            }
        }
        return false;
    }
}
