using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Infrastructure;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Plans.Progress;

namespace StudyDashboard.Features.Plans;

/// <summary>Reads plans for whoever may see them: the student, and who sees the student's totals.</summary>
public sealed class PlanReader(IDbContextFactory<StudyDbContext> contexts, StudentAccess access, DomainRecall recall)
{
    /// <summary>A student's plans: the active one, those that wait, those that are over; the newest first.</summary>
    public async Task<IReadOnlyList<PlanLine>> ListAsync(int studentId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var plans = await context.Set<Plan>().AsNoTrackingWithIdentityResolution().Where(p => p.StudentId == studentId && p.DeletedAt == null)
            .Include(p => p.Domains).ThenInclude(d => d.Standing).AsSplitQuery().ToListAsync(cancellationToken);
        var givers = plans.Select(p => p.GivenById).OfType<int>().Distinct().ToList();
        var names = givers.Count == 0 ? [] : await context.Users.Where(u => givers.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, cancellationToken);
        return [.. plans.OrderBy(p => Rank(p.Status)).ThenByDescending(p => p.CreatedAt).ThenByDescending(p => p.Id).Select(p => LineOf(p, names))];
    }

    /// <summary>One plan, or null when there is none or the viewer may not see it. Who is not the student sees those that are not over, and those that they gave.</summary>
    public async Task<PlanView?> FindAsync(int viewerId, int planId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var plan = await context.Set<Plan>().AsNoTrackingWithIdentityResolution().Where(p => p.Id == planId && p.DeletedAt == null)
            .Whole().SingleOrDefaultAsync(cancellationToken);
        if (plan is null || !await access.MayAsync(viewerId, plan.StudentId, StudentView.Totals, cancellationToken))
        {
            return null;
        }
        if (plan.Status == PlanStatus.Archived && viewerId != plan.StudentId && viewerId != plan.GivenById)
        {
            return null;
        }
        var people = new[] { plan.StudentId, plan.GivenById ?? 0 };
        var names = await context.Users.Where(u => people.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, cancellationToken);
        var cards = await recall.OfAsync(context, plan, cancellationToken);
        return new PlanView
        {
            Id = plan.Id,
            StudentId = plan.StudentId,
            StudentName = viewerId == plan.StudentId ? null : names.GetValueOrDefault(plan.StudentId),
            Title = plan.Title,
            TargetDay = plan.TargetDay,
            Status = plan.Status,
            GivenBy = plan.GivenById is { } giver ? names.GetValueOrDefault(giver) : null,
            Version = plan.Version,
            Progress = PlanProgress.Of(plan.Domains),
            Domains = [.. plan.Domains.OrderBy(d => d.Position).Select(d => DomainView.Of(d) with
            {
                Recall = cards.TryGetValue(d.Id, out var known) ? known.Percent : null,
                Cards = cards.TryGetValue(d.Id, out var counted) ? counted.Cards : 0,
            })],
        };
    }

    private static readonly Func<StudyDbContext, int, IAsyncEnumerable<Plan>> Active = ReadyQuery.Of((StudyDbContext context, int studentId) =>
        context.Set<Plan>().AsNoTrackingWithIdentityResolution().Where(p => p.StudentId == studentId && p.Status == PlanStatus.Active && p.DeletedAt == null)
            .Include(p => p.Domains).ThenInclude(d => d.Standing).AsSingleQuery());

    /// <summary>The student's active plan with its domains, without what their cards say, in one statement; null when there is none.</summary>
    public async Task<PlanView?> GlanceAsync(int studentId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var plan = await Active(context, studentId).SingleOrDefaultAsync(cancellationToken);
        return plan is null ? null : new PlanView
        {
            Id = plan.Id,
            StudentId = studentId,
            Title = plan.Title,
            TargetDay = plan.TargetDay,
            Status = plan.Status,
            Version = plan.Version,
            Progress = PlanProgress.Of(plan.Domains),
            Domains = [.. plan.Domains.OrderBy(d => d.Position).Select(DomainView.Of)],
        };
    }

    /// <summary>The id of the student's active plan, or null.</summary>
    public async Task<int?> ActiveAsync(int studentId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<Plan>().Where(p => p.StudentId == studentId && p.Status == PlanStatus.Active && p.DeletedAt == null)
            .Select(p => (int?)p.Id).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>What a plan of the student's own asks for, with its version; null when it is not there.</summary>
    public async Task<(PlanContent Content, int Version)?> ContentAsync(int studentId, int planId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var plan = await context.Set<Plan>().AsNoTracking().Include(p => p.Domains)
            .SingleOrDefaultAsync(p => p.Id == planId && p.StudentId == studentId && p.DeletedAt == null, cancellationToken);
        return plan is null ? null : (plan.Content, plan.Version);
    }

    /// <summary>The orders of changes of levels.</summary>
    public static SortOrders<LevelChange> LevelOrders { get; } = new SortOrders<LevelChange>(c => c.Id).By("at", c => c.At);

    /// <summary>A page of the changes of a plan's levels, the newest first unless asked otherwise. Whoever asks has made sure that the plan may be seen.</summary>
    public async Task<(IReadOnlyList<LevelLine> Items, int Total)> LevelsAsync(int planId, string? sort, int page, int size, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var changes = context.Set<LevelChange>().Where(c => c.PlanId == planId);
        var ids = await LevelOrders.Apply(changes, sort ?? "-at").Skip((page - 1) * size).Take(size).Select(c => c.Id).ToListAsync(cancellationToken);
        var lines = await changes.Where(c => ids.Contains(c.Id))
            .Join(context.Set<PlanDomain>(), c => c.DomainId, d => d.Id, (c, d) => new LevelLine(
                c.Id, d.Code, d.Name, c.From, c.To, c.Mastery, c.Cause, c.SessionId,
                context.Sessions.Where(s => s.Id == c.SessionId && s.DeletedAt == null).Select(s => s.StudyDay).FirstOrDefault(), c.Title, c.At))
            .ToListAsync(cancellationToken);
        return ([.. lines.OrderBy(l => ids.IndexOf(l.Id))], await changes.CountAsync(cancellationToken));
    }

    private static PlanLine LineOf(Plan plan, Dictionary<int, string> names) => new(
        plan.Id, plan.Title, plan.TargetDay, plan.Status, plan.GivenById is { } giver ? names.GetValueOrDefault(giver) : null, PlanProgress.Of(plan.Domains),
        plan.Domains.Count, plan.Domains.Count(d => DomainView.Of(d).IsWeak), plan.Version);

    private static int Rank(PlanStatus status) => status switch
    {
        PlanStatus.Active => 0,
        PlanStatus.Draft => 1,
        _ => 2,
    };
}
