using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Goals;
using StudyDashboard.Features.Sessions.Totals;

namespace StudyDashboard.Features.Plans.Progress;

/// <summary>The progress of a plan or of one of its domains, as it stands within an open transaction.</summary>
internal sealed class PlanPercent : IPlanPercent
{
    // Progress is summed in millionths, as the standings are.
    private const double Millionths = 1_000_000;

    public async Task<IReadOnlyList<GoalChoice>> ChoicesAsync(StudyDbContext context, int studentId, CancellationToken cancellationToken) =>
        await context.Set<Plan>().Where(p => p.StudentId == studentId && p.DeletedAt == null && p.Status != PlanStatus.Archived)
            .OrderBy(p => p.Title).ThenBy(p => p.Id).Select(p => new GoalChoice(p.Id, p.Title)).ToListAsync(cancellationToken);

    public async Task<PlanCourse?> CourseAsync(
        StudyDbContext context, int studentId, int? planId, string? domainCode, DateOnly through, CancellationToken cancellationToken)
    {
        if (await PlanAsync(context, studentId, planId, cancellationToken) is not { } plan || (!string.IsNullOrEmpty(domainCode) && plan.Resolve(domainCode) is null))
        {
            return null;
        }
        var stored = await context.Snapshots.AsNoTracking().Where(r => r.StudentId == studentId && r.PlanId == plan.Id && r.DomainCode != "" && r.StudyDay <= through)
            .Select(r => new { r.StudyDay, r.DomainCode, r.ProgressPoints }).ToListAsync(cancellationToken);
        // Days that were derived just now are tracked whole; what is stored of them does not hold any more.
        var tracked = context.ChangeTracker.Entries<AnalyticsSnapshot>().Where(e => e.Entity.StudentId == studentId && e.Entity.StudyDay <= through).ToList();
        var days = tracked.Select(e => e.Entity.StudyDay).ToHashSet();
        var points = stored.Where(r => !days.Contains(r.StudyDay)).Select(r => (Day: r.StudyDay, r.DomainCode, r.ProgressPoints))
            .Concat(tracked.Where(e => e.State != EntityState.Deleted && e.Entity.PlanId == plan.Id).Select(e => (Day: e.Entity.StudyDay, e.Entity.DomainCode, e.Entity.ProgressPoints)))
            .Select(r => (r.Day, Domain: plan.Resolve(r.DomainCode), Millionths: (long)Math.Round(r.ProgressPoints * Millionths)))
            .Where(r => r.Domain is not null && r.Millionths > 0).ToList();
        return new PlanCourse([.. points.Select(p => p.Day).Distinct().Order()], PercentOn);

        double PercentOn(DateOnly day)
        {
            var sums = points.Where(p => p.Day <= day).GroupBy(p => p.Domain!.Id).ToDictionary(g => g.Key, g => g.Sum(p => p.Millionths) / Millionths);
            double ProgressOf(PlanDomain domain) => Math.Min(100, sums.GetValueOrDefault(domain.Id));
            return string.IsNullOrEmpty(domainCode) ? PlanProgress.Of(plan.Domains.Select(d => (d.Weight, ProgressOf(d)))) : ProgressOf(plan.Resolve(domainCode)!);
        }
    }

    public async Task<Func<int, string, bool>> MeaningAsync(StudyDbContext context, int studentId, string domainCode, CancellationToken cancellationToken)
    {
        var plans = await context.Set<Plan>().Include(p => p.Domains).Include(p => p.Aliases).ThenInclude(a => a.Domain).AsSplitQuery()
            .Where(p => p.StudentId == studentId).ToDictionaryAsync(p => p.Id, cancellationToken);
        return (planId, code) => plans.GetValueOrDefault(planId) is { } plan && plan.Resolve(domainCode) is { } domain ? plan.Resolve(code) == domain : code == domainCode;
    }

    // Tracked on purpose: what was derived just now and is not saved yet stands in the tracked rows.
    private static Task<Plan?> PlanAsync(StudyDbContext context, int studentId, int? planId, CancellationToken cancellationToken) => context.Set<Plan>().Whole()
        .SingleOrDefaultAsync(p => p.StudentId == studentId && p.DeletedAt == null && (planId == null ? p.Status == PlanStatus.Active : p.Id == planId), cancellationToken);
}

/// <summary>The progress of a plan.</summary>
public static class PlanProgress
{
    /// <summary>sum(weight x progress) / sum(weight), 0 to 100 (rules.md section 9).</summary>
    public static double Of(IReadOnlyCollection<PlanDomain> domains) => Of(domains.Select(d => (d.Weight, d.Standing.Progress)));

    /// <summary>The same of plain numbers; 0 without a domain.</summary>
    public static double Of(IEnumerable<(double Weight, double Progress)> domains)
    {
        var all = domains.ToList();
        var weights = all.Sum(d => d.Weight);
        return weights <= 0 ? 0 : all.Sum(d => d.Weight * d.Progress) / weights;
    }
}
