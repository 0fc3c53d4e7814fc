using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Tutoring.Closing;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Plans.Topics;

/// <summary>Topics that lessons have covered, and the domains to which they belong.</summary>
public sealed class TopicService(IDbContextFactory<StudyDbContext> contexts, StudyFeed feed)
{
    /// <summary>The topics that a student's lessons have covered, the latest first, with the domain that each is linked to.</summary>
    public async Task<IReadOnlyList<PlanTopic>> ListAsync(int studentId, int planId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var topics = await context.CoveredTopicsAsync(studentId, cancellationToken);
        var links = await context.Set<TopicLink>().AsNoTracking().Where(l => l.PlanId == planId)
            .Join(context.Set<PlanDomain>(), l => l.DomainId, d => d.Id, (l, d) => new { l.Topic, d.Code }).ToListAsync(cancellationToken);
        return [.. topics.Select(t => new PlanTopic(t.Topic, t.Times, t.LastDay, links.Find(l => l.Topic == t.Topic)?.Code))];
    }

    /// <summary>Links a topic to a domain, or, without one, to none.</summary>
    public async Task<Refusal?> LinkAsync(int studentId, int planId, string topic, string? domainCode, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(studentId, cancellationToken);
        var plan = await context.Set<Plan>().Whole()
            .SingleOrDefaultAsync(p => p.Id == planId && p.StudentId == studentId && p.DeletedAt == null, cancellationToken);
        if (plan is null || !(await context.CoveredTopicsAsync(studentId, cancellationToken)).Any(t => t.Topic == topic))
        {
            return Refusal.NotFound(PlanTexts.Refused_NotThere);
        }
        if (domainCode is not null && plan.Resolve(domainCode) is null)
        {
            return Refusal.Invalid(new FieldError("domain_code", PlanTexts.Refused_NoDomain.With(domainCode, string.Join(", ", plan.Domains.Select(d => d.Code)))));
        }
        var link = await context.Set<TopicLink>().SingleOrDefaultAsync(l => l.PlanId == planId && l.Topic == topic, cancellationToken);
        if (plan.Resolve(domainCode) is not { } domain)
        {
            context.RemoveRange(link is null ? [] : [link]);
        }
        else if (link is null)
        {
            context.Add(new TopicLink(planId, topic, domain.Id));
        }
        else
        {
            link.LinkTo(domain.Id);
        }
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(studentId, FeedTopic.Plans);
        return null;
    }
}

/// <summary>A topic that lessons have covered.</summary>
/// <param name="Topic">Its name.</param>
/// <param name="Times">In how many lessons.</param>
/// <param name="LastDay">The date of the last one.</param>
/// <param name="DomainCode">The domain to which it is linked, or null.</param>
public sealed record PlanTopic(string Topic, int Times, DateOnly LastDay, string? DomainCode);
