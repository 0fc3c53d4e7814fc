using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Plans.Progress;
using StudyDashboard.Features.Plans.Templates;
using StudyDashboard.Features.Plans.Topics;

namespace StudyDashboard.Features.Plans;

/// <summary>A person's plans with their log of levels, and their templates. The deletion of the person's row takes them along.</summary>
internal sealed class PlansData : IPersonalData
{
    public async Task ExportAsync(PersonalArchive archive, StudyDbContext context, int personId, CancellationToken cancellationToken)
    {
        await archive.AddAsync("plans", "Learning plans with their domains. Progress and mastery follow from the sessions.", () => PlansAsync(context, personId), cancellationToken);
        var plans = context.Set<Plan>().Where(p => p.StudentId == personId && p.DeletedAt == null);
        await archive.AddAsync("plan_levels", "Each change of a domain's level, and why.", () => context.Set<LevelChange>().AsNoTracking()
            .Where(c => plans.Any(p => p.Id == c.PlanId)).OrderBy(c => c.Id)
            .Join(context.Set<PlanDomain>(), c => c.DomainId, d => d.Id, (c, d) => new ArchivedLevel
            {
                PlanId = c.PlanId, DomainCode = d.Code, From = c.From, To = c.To, Mastery = c.Mastery, Cause = c.Cause, Title = c.Title, At = c.At,
                SessionId = context.Sessions.Where(s => s.Id == c.SessionId && s.DeletedAt == null).Select(s => (int?)s.Id).FirstOrDefault(),
            }).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("plan_progress", "Where each domain stands; it follows from the sessions.", () => context.Set<PlanDomain>().AsNoTracking()
            .Where(d => plans.Any(p => p.Id == d.PlanId)).OrderBy(d => d.Id)
            .Select(d => new { d.PlanId, d.Code, d.Standing.NetSeconds, d.Standing.ProgressPoints, d.Standing.Mastery, d.Standing.Level }).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("plan_templates", "Plans that are kept to begin others with.", () => TemplatesAsync(context, personId), cancellationToken);
    }

    public Task EraseAsync(StudyDbContext context, int personId, CancellationToken cancellationToken) => Task.CompletedTask;

    private static async IAsyncEnumerable<ArchivedPlan> PlansAsync(StudyDbContext context, int personId)
    {
        var plans = await context.Set<Plan>().AsNoTrackingWithIdentityResolution().Where(p => p.StudentId == personId && p.DeletedAt == null).OrderBy(p => p.Id)
            .Include(p => p.Domains).Include(p => p.Aliases).AsSplitQuery().ToListAsync();
        foreach (var plan in plans)
        {
            var topics = await context.Set<TopicLink>().AsNoTracking().Where(l => l.PlanId == plan.Id).OrderBy(l => l.Topic).ToListAsync();
            yield return new ArchivedPlan
            {
                Id = plan.Id,
                Content = plan.Content,
                Status = plan.Status,
                CreatedAt = plan.CreatedAt,
                Aliases = [.. plan.Aliases.OrderBy(a => a.Id).Select(a => new ArchivedAlias(a.Code, plan.Domains.First(d => d.Id == a.DomainId).Code))],
                Topics = [.. topics.Select(t => new ArchivedAlias(t.Topic, plan.Domains.First(d => d.Id == t.DomainId).Code))],
            };
        }
    }

    private static async IAsyncEnumerable<ArchivedTemplate> TemplatesAsync(StudyDbContext context, int personId)
    {
        var templates = await context.Set<PlanTemplate>().AsNoTracking().Where(t => t.OwnerId == personId && t.DeletedAt == null).OrderBy(t => t.Id).ToListAsync();
        foreach (var template in templates)
        {
            yield return new ArchivedTemplate { Content = template.Content, CreatedAt = template.CreatedAt };
        }
    }
}
