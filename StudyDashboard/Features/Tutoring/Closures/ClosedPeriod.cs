using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Features.Tutoring.Closures;

/// <summary>What happens to a series in a closed period.</summary>
public enum ClosureHandling
{
    /// <summary>Its lessons of these days are left out.</summary>
    Skip,

    /// <summary>The editor names them, and the tutor says each time.</summary>
    Ask,
}

/// <summary>Days on which a tutor gives no lessons, such as holidays.</summary>
public sealed class ClosedPeriod
{
    public const int MaxName = 120;

    private ClosedPeriod()
    {
    }

    public ClosedPeriod(int tutorId, string name, DateOnly first, DateOnly last, ClosureHandling handling) =>
        (TutorId, Name, First, Last, Handling) = (tutorId, name, first, last, handling);

    public int Id { get; private set; }

    public int TutorId { get; private set; }

    public string Name { get; private set; } = "";

    public DateOnly First { get; private set; }

    /// <summary>The last day, inclusive.</summary>
    public DateOnly Last { get; private set; }

    public ClosureHandling Handling { get; private set; }

    public bool Contains(DateOnly day) => day >= First && day <= Last;
}

internal sealed class ClosedPeriodConfiguration : IEntityTypeConfiguration<ClosedPeriod>
{
    public void Configure(EntityTypeBuilder<ClosedPeriod> builder)
    {
        builder.ToTable("closed_periods", table => table.HasCheckConstraint("ck_closed_periods_order", "last >= first"));
        builder.Property(c => c.Name).HasMaxLength(ClosedPeriod.MaxName);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.TutorId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(c => new { c.TutorId, c.Last }).HasDatabaseName("ix_closed_periods_tutor");
    }
}
