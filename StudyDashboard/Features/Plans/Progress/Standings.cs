using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;

namespace StudyDashboard.Features.Plans.Progress;

/// <summary>Works out where the domains of a plan stand, from the day totals and the answers, and logs each change of a level.</summary>
internal static class Standings
{
    // Progress is summed in millionths, whole ones: the order of the days must not show in the last digits.
    private const int Millionths = 1_000_000;

    /// <summary>Brings the domains that these codes mean in line, on an open context, without saving.</summary>
    public static async Task DeriveAsync(
        this StudyDbContext context, int studentId, int planId, IReadOnlyCollection<string> codes, UnsavedDays unsaved, Func<PlanDomain, LevelReason> reasonOf,
        DateTime nowUtc, CancellationToken cancellationToken)
    {
        var plan = await context.Set<Plan>().Whole()
            .SingleOrDefaultAsync(p => p.Id == planId && p.StudentId == studentId, cancellationToken);
        foreach (var domain in plan is null ? [] : codes.Select(plan.Resolve).OfType<PlanDomain>().Distinct())
        {
            await DeriveAsync(context, plan!, domain, unsaved, reasonOf(domain), nowUtc, cancellationToken);
        }
    }

    /// <summary>Brings all domains of a plan in line after the plan itself has changed. It is saved already, with its domains.</summary>
    public static async Task DeriveAsync(this StudyDbContext context, Plan plan, LevelReason reason, DateTime nowUtc, CancellationToken cancellationToken)
    {
        foreach (var domain in plan.Domains)
        {
            await DeriveAsync(context, plan, domain, UnsavedDays.None, reason, nowUtc, cancellationToken);
        }
    }

    private static async Task DeriveAsync(
        StudyDbContext context, Plan plan, PlanDomain domain, UnsavedDays unsaved, LevelReason reason, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var spelled = await SpelledAsync(context, plan, domain, unsaved, cancellationToken);
        var stored = await context.Snapshots.AsNoTracking()
            .Where(r => r.StudentId == plan.StudentId && r.PlanId == plan.Id && spelled.Contains(r.DomainCode))
            .Select(r => new { r.StudyDay, r.NetSeconds, r.ProgressPoints }).ToListAsync(cancellationToken);
        var rows = stored.Where(r => !unsaved.Days.Contains(r.StudyDay)).Select(r => (r.NetSeconds, r.ProgressPoints))
            .Concat(unsaved.Totals.Where(r => r.PlanId == plan.Id && spelled.Contains(r.DomainCode)).Select(r => (r.NetSeconds, r.ProgressPoints))).ToList();
        var mastery = await MasteryAsync(context, plan, spelled, unsaved, cancellationToken);

        var before = domain.Standing.Level;
        domain.Standing.Set(rows.Sum(r => r.NetSeconds), rows.Sum(r => (long)Math.Round(r.ProgressPoints * Millionths)) / (double)Millionths, mastery);
        if (domain.Standing.Level != before && !(before == MasteryLevel.None && IsFirst(plan, reason)))
        {
            context.Add(new LevelChange(domain, before, reason, nowUtc));
        }
    }

    /// <summary>What is derived for the first time, or comes with a log of its own, was not known before, so no level has changed.</summary>
    private static bool IsFirst(Plan plan, LevelReason reason) =>
        reason.Cause == LevelCause.Rebuild || (reason.Cause == LevelCause.Import && plan.ImportId is not null);

    /// <summary>The codes that mean a domain, as they are spelled in the totals: case does not matter in a plan, and does in a key.</summary>
    private static async Task<List<string>> SpelledAsync(
        StudyDbContext context, Plan plan, PlanDomain domain, UnsavedDays unsaved, CancellationToken cancellationToken)
    {
        var all = await context.Snapshots.Where(r => r.StudentId == plan.StudentId && r.PlanId == plan.Id && r.DomainCode != "")
            .Select(r => r.DomainCode).Distinct().ToListAsync(cancellationToken);
        return [.. all.Concat(unsaved.Totals.Where(r => r.PlanId == plan.Id).Select(r => r.DomainCode)).Distinct().Where(code => plan.Resolve(code) == domain)];
    }

    private static async Task<MasteryCount> MasteryAsync(
        StudyDbContext context, Plan plan, List<string> codes, UnsavedDays unsaved, CancellationToken cancellationToken)
    {
        var stored = context.Set<AnswerBlock>().AsNoTracking().Where(b => b.PlanId == plan.Id && codes.Contains(b.DomainCode));
        var fresh = unsaved.Blocks.Where(b => b.PlanId == plan.Id && codes.Contains(b.DomainCode)).ToList();
        var isMixedLeft = fresh.Exists(b => b.IsMixed) || await stored.AnyAsync(b => b.IsMixed, cancellationToken);
        fresh.Sort(AnswerBlock.NewestFirst);
        var next = 0;
        var count = new MasteryCount();
        var older = stored.OrderByDescending(b => b.StudyDay).ThenByDescending(b => b.StartedAt).ThenByDescending(b => b.SessionId).AsAsyncEnumerable();
        await foreach (var block in older.WithCancellation(cancellationToken))
        {
            if (!count.NeedsMore(isMixedLeft))
            {
                return count;
            }
            if (unsaved.Days.Contains(block.StudyDay))
            {
                continue;
            }
            while (next < fresh.Count && AnswerBlock.NewestFirst(fresh[next], block) < 0)
            {
                count.Take(Counts(fresh[next++]));
            }
            count.Take(Counts(block));
        }
        while (next < fresh.Count)
        {
            count.Take(Counts(fresh[next++]));
        }
        return count;
    }

    private static AnswerCounts Counts(AnswerBlock block) => new(block.Answered, block.Correct, block.IsMixed);
}
