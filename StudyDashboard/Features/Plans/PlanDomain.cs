using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Plans.Progress;

namespace StudyDashboard.Features.Plans;

/// <summary>A part of what a plan asks for.</summary>
public sealed class PlanDomain
{
    private PlanDomain()
    {
    }

    public int Id { get; private set; }

    public int PlanId { get; private set; }

    public string Code { get; private set; } = "";

    public string Name { get; private set; } = "";

    public double Weight { get; private set; } = 1;

    /// <summary>Net minutes to spend until the target day; 0 for no such target.</summary>
    public int TargetMinutes { get; private set; }

    /// <summary>Share of right answers to reach, 0 to 100.</summary>
    public int TargetMastery { get; private set; }

    /// <summary>Its place in the plan, from 0.</summary>
    public int Position { get; private set; }

    /// <summary>Where it stands: derived.</summary>
    public DomainStanding Standing { get; private set; } = null!;

    public PlanPart Content => new() { Code = Code, Name = Name, Weight = Weight, TargetMinutes = TargetMinutes, TargetMastery = TargetMastery };

    /// <summary>A new one, of which nothing is known.</summary>
    internal static PlanDomain New() => new() { Standing = new DomainStanding() };

    internal void Write(PlanPart part, int position) => (Code, Name, Weight, TargetMinutes, TargetMastery, Position) =
        (part.Code, part.Name, part.Weight, part.TargetMinutes, part.TargetMastery, position);
}

/// <summary>A code that stands in sessions and means a domain of another code.</summary>
public sealed class DomainAlias
{
    private DomainAlias()
    {
    }

    internal DomainAlias(string code, PlanDomain domain) => (Code, Domain) = (code, domain);

    public int Id { get; private set; }

    public int PlanId { get; private set; }

    public string Code { get; private set; } = "";

    public int DomainId { get; private set; }

    public PlanDomain Domain { get; private set; } = null!;

    internal void Mean(PlanDomain domain) => Domain = domain;
}

internal sealed class PlanDomainConfiguration : IEntityTypeConfiguration<PlanDomain>
{
    public void Configure(EntityTypeBuilder<PlanDomain> builder)
    {
        builder.ToTable("plan_domains", table => table.HasCheckConstraint(
            "ck_plan_domains_ranges", "weight > 0 AND target_minutes >= 0 AND target_mastery BETWEEN 0 AND 100"));
        builder.Property(d => d.Code).HasMaxLength(PlanChecks.MaxCode);
        builder.Property(d => d.Name).HasMaxLength(PlanChecks.MaxTitle);
        builder.Ignore(d => d.Content);
        // Not unique by code: two domains that change codes with each other would meet halfway. The plan itself keeps them apart.
        builder.HasIndex(d => d.PlanId);
        builder.HasOne(d => d.Standing).WithOne().HasForeignKey<DomainStanding>(s => s.DomainId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class DomainAliasConfiguration : IEntityTypeConfiguration<DomainAlias>
{
    public void Configure(EntityTypeBuilder<DomainAlias> builder)
    {
        builder.ToTable("plan_aliases");
        builder.Property(a => a.Code).HasMaxLength(PlanChecks.MaxCode);
        builder.HasOne(a => a.Domain).WithMany().HasForeignKey(a => a.DomainId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(a => a.PlanId);
        builder.HasIndex(a => a.DomainId);
    }
}
