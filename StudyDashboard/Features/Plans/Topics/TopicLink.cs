using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Tutoring.Lessons;

namespace StudyDashboard.Features.Plans.Topics;

/// <summary>That a topic of lessons belongs to a domain of a plan.</summary>
public sealed class TopicLink
{
    private TopicLink()
    {
    }

    internal TopicLink(int planId, string topic, int domainId) => (PlanId, Topic, DomainId) = (planId, topic, domainId);

    public int PlanId { get; private set; }

    /// <summary>As it stands in lessons.</summary>
    public string Topic { get; private set; } = "";

    public int DomainId { get; private set; }

    internal void LinkTo(int domainId) => DomainId = domainId;
}

internal sealed class TopicLinkConfiguration : IEntityTypeConfiguration<TopicLink>
{
    public void Configure(EntityTypeBuilder<TopicLink> builder)
    {
        builder.ToTable("plan_topics");
        builder.HasKey(l => new { l.PlanId, l.Topic });
        builder.Property(l => l.Topic).HasMaxLength(LessonDetails.MaxText);
        builder.HasOne<Plan>().WithMany().HasForeignKey(l => l.PlanId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<PlanDomain>().WithMany().HasForeignKey(l => l.DomainId).OnDelete(DeleteBehavior.Cascade);
    }
}
