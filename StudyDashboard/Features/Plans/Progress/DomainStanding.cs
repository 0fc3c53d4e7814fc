using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace StudyDashboard.Features.Plans.Progress;

/// <summary>Where a domain stands. Derived: it follows from the sessions that name the domain.</summary>
public sealed class DomainStanding
{
    public int DomainId { get; private set; }

    public int NetSeconds { get; private set; }

    /// <summary>Sum over the sessions of 10 x min(1, net minutes / 30) x accuracy.</summary>
    public double ProgressPoints { get; private set; }

    /// <summary>Answers that mastery looks at, 0 to 50.</summary>
    public int Answers { get; private set; }

    /// <summary>Of these right, in percent; null without an answer.</summary>
    public double? Mastery { get; private set; }

    public MasteryLevel Level { get; private set; }

    /// <summary>0 to 100 (rules.md section 9, progress of a domain).</summary>
    public double Progress => Math.Min(100, ProgressPoints);

    internal void Set(int netSeconds, double progressPoints, MasteryCount mastery) => (NetSeconds, ProgressPoints, Answers, Mastery, Level) =
        (netSeconds, progressPoints, mastery.Answers, mastery.Percent, mastery.Level);
}

internal sealed class DomainStandingConfiguration : IEntityTypeConfiguration<DomainStanding>
{
    public void Configure(EntityTypeBuilder<DomainStanding> builder)
    {
        builder.ToTable("plan_progress", table => table.HasCheckConstraint(
            "ck_plan_progress_ranges", "net_seconds >= 0 AND progress_points >= 0 AND (mastery IS NULL OR mastery BETWEEN 0 AND 100)"));
        builder.HasKey(s => s.DomainId);
        builder.Property(s => s.DomainId).ValueGeneratedNever();
        builder.Ignore(s => s.Progress);
    }
}
