using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Features.Sessions.Figures;

/// <summary>
/// How much of one figure a student's study day has; a day without any has no row. Derived: only <see cref="FigureDays"/> writes it, from
/// what the features behind the figures say.
/// </summary>
public sealed record FigureDay
{
    public required int StudentId { get; init; }

    public required DateOnly StudyDay { get; init; }

    public required DayFigure Figure { get; init; }

    /// <summary>1 or more.</summary>
    public required int Amount { get; init; }
}

internal sealed class FigureDayConfiguration : IEntityTypeConfiguration<FigureDay>
{
    public void Configure(EntityTypeBuilder<FigureDay> builder)
    {
        builder.ToTable("analytics_figures");
        builder.HasKey(f => new { f.StudentId, f.StudyDay, f.Figure });
        builder.HasOne<Person>().WithMany().HasForeignKey(f => f.StudentId).OnDelete(DeleteBehavior.Cascade);
    }
}
