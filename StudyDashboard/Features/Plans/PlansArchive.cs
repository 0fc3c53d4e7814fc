using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Imports.Archive;
using StudyDashboard.Features.Plans.Progress;
using StudyDashboard.Features.Plans.Templates;
using StudyDashboard.Features.Plans.Topics;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Plans;

/// <summary>Plans, their levels and templates of an archive. Where a domain stands is worked out again from the sessions.</summary>
internal sealed class PlansArchive : IArchivePart
{
    public ArchiveSlice Read(ArchiveFile file, DateTime nowUtc)
    {
        var slice = new PlansSlice();
        file.Read<ArchivedPlan>("plans", (record, row) =>
        {
            if (PlanChecks.Check(row.Content) is { Refusal: null } whole && (row.Aliases ?? []).All(a => Holds(a, PlanChecks.MaxCode)) && (row.Topics ?? []).All(t => Holds(t, 255)))
            {
                slice.Plans.TryAdd(row.Id, row with { Content = whole.Value });
            }
            else
            {
                file.Refuse("plans", record, PlanTexts.Row_Plan);
            }
        });
        file.Read<ArchivedLevel>("plan_levels", (record, row) =>
        {
            if (slice.Plans.ContainsKey(row.PlanId) && row.Mastery is null or (>= 0 and <= 100))
            {
                slice.Levels.Add(row);
            }
            else
            {
                file.Refuse("plan_levels", record, PlanTexts.Row_Level);
            }
        });
        file.Read<ArchivedTemplate>("plan_templates", (record, row) =>
        {
            if (PlanChecks.Check(row.Content) is { Refusal: null } whole)
            {
                slice.Templates.Add(row with { Content = whole.Value });
            }
            else
            {
                file.Refuse("plan_templates", record, PlanTexts.Row_Plan);
            }
        });
        return slice;
    }

    public async Task<IReadOnlyList<KeptSession>> UndoAsync(ImportJob job, CancellationToken cancellationToken)
    {
        // One that was edited since stays (rules.md 18).
        await job.Book.Context.Set<Plan>().Where(p => p.StudentId == job.Book.StudentId && p.ImportId == job.Run.Id && p.Version == 1).ExecuteDeleteAsync(cancellationToken);
        return [];
    }

    private static bool Holds(ArchivedAlias? alias, int longest) => alias is { Code.Length: > 0, DomainCode.Length: > 0 } && alias.Code.Length <= longest;
}

internal sealed class PlansSlice : ArchiveSlice
{
    public Dictionary<int, ArchivedPlan> Plans { get; } = [];

    public List<ArchivedLevel> Levels { get; } = [];

    public List<ArchivedTemplate> Templates { get; } = [];

    public override int Created => Plans.Count + Templates.Count;

    public override string Summary => Created == 0 ? "" : Plural.Of(PlanTexts.ResourceManager, "Archived", Created);

    public override async Task CompareAsync(StudyDbContext context, int studentId, bool isEmpty, ArchivedSessions sessions, CancellationToken cancellationToken)
    {
        var own = (await context.Set<Plan>().Where(p => p.StudentId == studentId).Select(p => new { p.Title, p.CreatedAt }).ToListAsync(cancellationToken)).Select(p => (p.Title, p.CreatedAt)).ToHashSet();
        foreach (var plan in Plans.Values.Where(p => own.Contains((p.Content.Title, Utc(p.CreatedAt)))).ToList())
        {
            Plans.Remove(plan.Id);
            Skipped++;
        }
        var kept = (await context.Set<PlanTemplate>().Where(t => t.OwnerId == studentId).Select(t => new { t.Title, t.CreatedAt }).ToListAsync(cancellationToken)).Select(t => (t.Title, t.CreatedAt)).ToHashSet();
        Skipped += Templates.RemoveAll(t => kept.Contains((t.Content.Title, Utc(t.CreatedAt))));
    }

    public override async Task ApplyAsync(ImportJob job, ArchivedSessions sessions, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var (context, studentId) = (job.Book.Context, job.Book.StudentId);
        var hasActive = await context.Set<Plan>().AnyAsync(p => p.StudentId == studentId && p.Status == PlanStatus.Active && p.DeletedAt == null, cancellationToken);
        var made = new Dictionary<int, Plan>();
        foreach (var row in Plans.Values)
        {
            // One active plan: a second one waits.
            var status = row.Status == PlanStatus.Active && hasActive ? PlanStatus.Draft : row.Status;
            hasActive |= status == PlanStatus.Active;
            var plan = new Plan(studentId, row.Content, Utc(row.CreatedAt));
            foreach (var alias in row.Aliases ?? [])
            {
                if (plan.Resolve(alias.DomainCode) is { } domain && plan.Resolve(alias.Code) is null)
                {
                    plan.Know(alias.Code, domain);
                }
            }
            plan.CameFrom(job.Run.Id, status, Utc(row.CreatedAt));
            context.Add(made[row.Id] = plan);
        }
        context.AddRange(Templates.Select(t => new PlanTemplate(studentId, t.Content, Utc(t.CreatedAt))));
        await context.SaveChangesAsync(cancellationToken);
        foreach (var (id, plan) in made)
        {
            context.AddRange((Plans[id].Topics ?? []).DistinctBy(t => t.Code).Where(t => plan.Resolve(t.DomainCode) is not null)
                .Select(t => new TopicLink(plan.Id, t.Code, plan.Resolve(t.DomainCode)!.Id)));
        }
        context.AddRange(Levels.Where(l => made.ContainsKey(l.PlanId) && made[l.PlanId].Resolve(l.DomainCode) is not null)
            .Select(l => LevelChange.Restored(made[l.PlanId].Resolve(l.DomainCode)!, l with { At = Utc(l.At) }, sessions.Of(l.SessionId)?.Id)));
        foreach (var (session, planId) in sessions.OfPlans())
        {
            if (made.TryGetValue(planId, out var plan))
            {
                session.Describe(session.About with { PlanId = plan.Id });
            }
        }
        await context.SaveChangesAsync(cancellationToken);
    }

    private static DateTime Utc(DateTime at) => Clock.ToSecond(at.Kind == DateTimeKind.Local ? at.ToUniversalTime() : DateTime.SpecifyKind(at, DateTimeKind.Utc));
}
