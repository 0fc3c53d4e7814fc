using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Features.Rewards;

/// <summary>The points of one study day, so that a total reads days and not sessions. Derived, like the ledger it sums up.</summary>
public sealed record PointsDay
{
    public required int StudentId { get; init; }

    public required DateOnly StudyDay { get; init; }

    /// <summary>Whole points, 1 or more.</summary>
    public required int Points { get; init; }
}

internal sealed class PointsDayConfiguration : IEntityTypeConfiguration<PointsDay>
{
    public void Configure(EntityTypeBuilder<PointsDay> builder)
    {
        builder.ToTable("points_days");
        builder.HasKey(d => new { d.StudentId, d.StudyDay });
        builder.HasOne<Person>().WithMany().HasForeignKey(d => d.StudentId).OnDelete(DeleteBehavior.Cascade);
    }
}
