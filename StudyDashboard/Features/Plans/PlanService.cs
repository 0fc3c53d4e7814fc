using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Goals.Progress;
using StudyDashboard.Features.Plans.Progress;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Plans;

/// <summary>Makes and changes a student's plans. What a changed plan comes to is derived in the same transaction.</summary>
public sealed class PlanService(IDbContextFactory<StudyDbContext> contexts, GoalBook goals, StudyFeed feed, TimeProvider clock)
{
    /// <summary>Most plans of one student.</summary>
    public const int MaxPlans = 200;

    /// <summary>Makes a plan. The first becomes active by itself; a further one waits, unless it is to take the active one's place.</summary>
    /// <returns>Its id.</returns>
    public async Task<Outcome<int>> AddAsync(int studentId, PlanContent? content, bool activate, CancellationToken cancellationToken)
    {
        var whole = PlanChecks.Check(content);
        if (whole.Refusal is { } refusal)
        {
            return refusal;
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(studentId, cancellationToken);
        var added = await AddWithinAsync(context, studentId, whole.Value, activate, cancellationToken);
        if (added.Refusal is not null)
        {
            return added.Refusal;
        }
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(studentId, FeedTopic.Plans);
        return added.Value.Id;
    }

    /// <summary>The same inside a transaction that the caller opened and will commit; the caller publishes.</summary>
    internal async Task<Outcome<Plan>> AddWithinAsync(
        StudyDbContext context, int studentId, PlanContent content, bool activate, CancellationToken cancellationToken)
    {
        var plans = await context.Set<Plan>().Where(p => p.StudentId == studentId && p.DeletedAt == null).ToListAsync(cancellationToken);
        if (plans.Count >= MaxPlans)
        {
            return Refusal.Conflict(PlanTexts.Refused_TooMany.With(MaxPlans));
        }
        var plan = new Plan(studentId, content, clock.NowUtc());
        if (activate || !plans.Exists(p => p.Status == PlanStatus.Active))
        {
            await MakeRoomAsync(context, plans, cancellationToken);
            plan.Activate(clock.NowUtc());
        }
        context.Add(plan);
        await context.SaveChangesAsync(cancellationToken);
        await MoveGoalsAsync(context, studentId, cancellationToken);
        return plan;
    }

    /// <summary>Writes a plan anew. A domain that stays, by its code or by the code that it had, keeps its sessions and its level.</summary>
    /// <param name="studentId">Whose.</param>
    /// <param name="planId">Which.</param>
    /// <param name="version">The version that was read; null for any.</param>
    /// <param name="content">The plan as it shall be.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Its version now.</returns>
    public Task<Outcome<int>> EditAsync(int studentId, int planId, int? version, PlanContent? content, CancellationToken cancellationToken) =>
        ChangeAsync(studentId, planId, plan =>
        {
            if (version is not null && version != plan.Version)
            {
                return Refusal.Stale(PlanTexts.Refused_Stale);
            }
            var whole = PlanChecks.Check(content);
            if (whole.Refusal is null && plan.TakenBy(whole.Value) is { } code)
            {
                return Refusal.Invalid(new FieldError("domains", PlanTexts.Refused_Swapped.With(code)));
            }
            if (whole.Refusal is null)
            {
                plan.Write(whole.Value, clock.NowUtc());
            }
            return whole.Refusal;
        }, cancellationToken);

    /// <summary>Lets a code mean a domain, or nothing any more: all sessions with it count for the domain, those to come too.</summary>
    public Task<Outcome<int>> KnowAsync(int studentId, int planId, string code, string? domainCode, CancellationToken cancellationToken) =>
        ChangeAsync(studentId, planId, plan =>
        {
            if (domainCode is null)
            {
                plan.Forget(code);
                return null;
            }
            if (plan.Resolve(domainCode) is not { } domain)
            {
                return Refusal.Invalid(new FieldError("domain_code", PlanTexts.Refused_NoDomain.With(domainCode, string.Join(", ", plan.Domains.Select(d => d.Code)))));
            }
            plan.Know(code, domain);
            return null;
        }, cancellationToken, LevelCause.Assignment, code);

    /// <summary>Makes it the active plan; the one that was active is archived.</summary>
    public Task<Refusal?> ActivateAsync(int studentId, int planId, CancellationToken cancellationToken) =>
        SetAsync(studentId, planId, p => p.Status != PlanStatus.Active && p.DeletedAt is null, (plan, _) => plan.Activate(clock.NowUtc()), needsRoom: true, cancellationToken);

    public Task<Refusal?> ArchiveAsync(int studentId, int planId, CancellationToken cancellationToken) =>
        SetAsync(studentId, planId, p => p.Status != PlanStatus.Archived && p.DeletedAt is null, (plan, _) => plan.Archive(clock.NowUtc()), needsRoom: false, cancellationToken);

    /// <summary>Deletes a plan. Its sessions stay in the log, with their codes.</summary>
    public Task<Refusal?> DeleteAsync(int studentId, int planId, CancellationToken cancellationToken) =>
        SetAsync(studentId, planId, p => p.DeletedAt is null, (plan, _) => plan.Delete(clock.NowUtc()), needsRoom: false, cancellationToken);

    public Task<Refusal?> RestoreAsync(int studentId, int planId, CancellationToken cancellationToken) =>
        SetAsync(studentId, planId, p => p.DeletedAt is not null, (plan, others) => plan.Restore(!others.Exists(p => p.Status == PlanStatus.Active)), needsRoom: false, cancellationToken);

    private async Task<Outcome<int>> ChangeAsync(
        int studentId, int planId, Func<Plan, Refusal?> change, CancellationToken cancellationToken, LevelCause cause = LevelCause.Plan, string title = "")
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(studentId, cancellationToken);
        var plan = await context.Set<Plan>().Whole()
            .SingleOrDefaultAsync(p => p.Id == planId && p.StudentId == studentId && p.DeletedAt == null, cancellationToken);
        if (plan is null)
        {
            return Refusal.NotFound(PlanTexts.Refused_NotThere);
        }
        if (change(plan) is { } refusal)
        {
            return refusal;
        }
        await context.SaveChangesAsync(cancellationToken);
        await context.DeriveAsync(plan, new LevelReason(cause, Title: title), clock.NowUtc(), cancellationToken);
        await MoveGoalsAsync(context, studentId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(studentId, FeedTopic.Plans);
        return plan.Version;
    }

    private async Task<Refusal?> SetAsync(
        int studentId, int planId, Func<Plan, bool> isAllowed, Action<Plan, List<Plan>> change, bool needsRoom, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(studentId, cancellationToken);
        var plans = await context.Set<Plan>().Where(p => p.StudentId == studentId && (p.DeletedAt == null || p.Id == planId)).ToListAsync(cancellationToken);
        if (plans.Find(p => p.Id == planId) is not { } plan || !isAllowed(plan))
        {
            return Refusal.NotFound(PlanTexts.Refused_NotThere);
        }
        plans.Remove(plan);
        if (needsRoom)
        {
            await MakeRoomAsync(context, plans, cancellationToken);
        }
        change(plan, plans);
        await context.SaveChangesAsync(cancellationToken);
        await MoveGoalsAsync(context, studentId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(studentId, FeedTopic.Plans);
        return null;
    }

    /// <summary>Goals about plans follow at once; the plan is saved by then.</summary>
    private async Task MoveGoalsAsync(StudyDbContext context, int studentId, CancellationToken cancellationToken)
    {
        await goals.PlanChangedAsync(context, studentId, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Saved at once: the index of the one active plan knows no order within one save.</summary>
    private async Task MakeRoomAsync(StudyDbContext context, List<Plan> plans, CancellationToken cancellationToken)
    {
        if (plans.Find(p => p.Status == PlanStatus.Active) is { } active)
        {
            active.Archive(clock.NowUtc());
            await context.SaveChangesAsync(cancellationToken);
        }
    }
}
