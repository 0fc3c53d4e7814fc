using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions;

namespace StudyDashboard.Features.Rewards;

/// <summary>A line of the points ledger: what one session earned. Derived: it goes when its session goes.</summary>
public sealed record PointsEntry
{
    public required int SessionId { get; init; }

    public required int StudentId { get; init; }

    public required DateOnly StudyDay { get; init; }

    /// <summary>Whole points, 0 or more.</summary>
    public required int Points { get; init; }
}

internal sealed class PointsEntryConfiguration : IEntityTypeConfiguration<PointsEntry>
{
    public void Configure(EntityTypeBuilder<PointsEntry> builder)
    {
        builder.ToTable("points_ledger");
        builder.HasKey(e => e.SessionId);
        builder.Property(e => e.SessionId).ValueGeneratedNever();
        builder.HasOne<StudySession>().WithOne().HasForeignKey<PointsEntry>(e => e.SessionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(e => e.StudentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(e => new { e.StudentId, e.StudyDay });
    }
}
