using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Features.Rewards.Achievements;

/// <summary>An achievement that a student has reached. Derived: it goes when its facts go.</summary>
public sealed record Achievement
{
    public required int StudentId { get; init; }

    /// <summary>The <see cref="AchievementRule.Code"/>.</summary>
    public required string Code { get; init; }

    /// <summary>The study day on which it was reached.</summary>
    public required DateOnly ReachedOn { get; init; }
}

internal sealed class AchievementConfiguration : IEntityTypeConfiguration<Achievement>
{
    public void Configure(EntityTypeBuilder<Achievement> builder)
    {
        builder.ToTable("achievements");
        builder.HasKey(a => new { a.StudentId, a.Code });
        builder.Property(a => a.Code).HasMaxLength(AchievementRule.MaxCode);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.StudentId).OnDelete(DeleteBehavior.Cascade);
    }
}
