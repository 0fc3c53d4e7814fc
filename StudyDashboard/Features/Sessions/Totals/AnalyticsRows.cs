using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Features.Sessions.Totals;

/// <summary>
/// What a student did on one study day, by every dimension. Derived: only <see cref="TotalsConsequence"/> writes it. A dimension
/// that a session lacks is empty text or 0, so that the key has no nulls.
/// </summary>
public sealed record AnalyticsSnapshot : ITotals
{
    public required int StudentId { get; init; }

    public required DateOnly StudyDay { get; init; }

    public required SessionKind Kind { get; init; }

    public required string Subject { get; init; }

    public required int ClassId { get; init; }

    public required int PlanId { get; init; }

    public required string DomainCode { get; init; }

    public int NetSeconds { get; set; }

    public int TimedSeconds { get; set; }

    public int ManualSeconds { get; set; }

    public int Sessions { get; set; }

    public int Answered { get; set; }

    public int Correct { get; set; }

    public int Cards { get; set; }

    /// <summary>Sum over the sessions of 10 x min(1, net minutes / 30) x accuracy.</summary>
    public double ProgressPoints { get; set; }
}

/// <summary>A student's whole study day in one row.</summary>
public sealed record AnalyticsDay : ITotals
{
    public required int StudentId { get; init; }

    public required DateOnly StudyDay { get; init; }

    public int NetSeconds { get; set; }

    public int TimedSeconds { get; set; }

    public int ManualSeconds { get; set; }

    public int Sessions { get; set; }

    public int Answered { get; set; }

    public int Correct { get; set; }

    public int Cards { get; set; }
}

/// <summary>A student's net seconds within one hour of the wall clock on one study day.</summary>
public sealed record AnalyticsHour
{
    public required int StudentId { get; init; }

    public required DateOnly StudyDay { get; init; }

    /// <summary>0 to 23.</summary>
    public required int Hour { get; init; }

    public int NetSeconds { get; set; }
}

/// <summary>The figures that a day row and a breakdown row share.</summary>
internal interface ITotals
{
    int NetSeconds { get; set; }

    int TimedSeconds { get; set; }

    int ManualSeconds { get; set; }

    int Sessions { get; set; }

    int Answered { get; set; }

    int Correct { get; set; }

    int Cards { get; set; }
}

internal sealed class AnalyticsSnapshotConfiguration : IEntityTypeConfiguration<AnalyticsSnapshot>
{
    public void Configure(EntityTypeBuilder<AnalyticsSnapshot> builder)
    {
        builder.ToTable("analytics_snapshots");
        builder.HasKey(r => new { r.StudentId, r.StudyDay, r.Kind, r.Subject, r.ClassId, r.PlanId, r.DomainCode });
        // What a plan came to is a sum over its days; without an index it would read every day of the student.
        builder.HasIndex(r => new { r.StudentId, r.PlanId, r.DomainCode }).HasDatabaseName("ix_analytics_snapshots_domain").HasFilter("domain_code <> ''");
        builder.Property(r => r.Subject).HasMaxLength(SessionAbout.MaxText);
        builder.Property(r => r.DomainCode).HasMaxLength(SessionAbout.MaxText);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.StudentId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class AnalyticsDayConfiguration : IEntityTypeConfiguration<AnalyticsDay>
{
    public void Configure(EntityTypeBuilder<AnalyticsDay> builder)
    {
        builder.ToTable("analytics_days");
        builder.HasKey(r => new { r.StudentId, r.StudyDay });
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.StudentId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class AnalyticsHourConfiguration : IEntityTypeConfiguration<AnalyticsHour>
{
    public void Configure(EntityTypeBuilder<AnalyticsHour> builder)
    {
        builder.ToTable("analytics_hours");
        builder.HasKey(r => new { r.StudentId, r.StudyDay, r.Hour });
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.StudentId).OnDelete(DeleteBehavior.Cascade);
    }
}
