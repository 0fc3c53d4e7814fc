using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Features.Tutoring.Attendances;

/// <summary>When a tutor wants to hear of a student's absences.</summary>
public sealed class AttendanceTerms
{
    public const int DefaultAbsences = 2;
    public const int DefaultPercent = 80;
    public const int MaxAbsences = 20;

    private AttendanceTerms()
    {
    }

    /// <summary>Terms that hold until a tutor sets others.</summary>
    public AttendanceTerms(int tutorId) => TutorId = tutorId;

    public int TutorId { get; private set; }

    /// <summary>So many absences in a row, 1 to <see cref="MaxAbsences"/>.</summary>
    public int AbsencesInARow { get; private set; } = DefaultAbsences;

    /// <summary>An attendance below this, 0 (never) to 100.</summary>
    public int BelowPercent { get; private set; } = DefaultPercent;

    /// <exception cref="ArgumentOutOfRangeException">A value outside its range.</exception>
    public void Set(int absencesInARow, int belowPercent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(absencesInARow, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(absencesInARow, MaxAbsences);
        ArgumentOutOfRangeException.ThrowIfNegative(belowPercent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(belowPercent, 100);
        (AbsencesInARow, BelowPercent) = (absencesInARow, belowPercent);
    }
}

internal sealed class AttendanceTermsConfiguration : IEntityTypeConfiguration<AttendanceTerms>
{
    public void Configure(EntityTypeBuilder<AttendanceTerms> builder)
    {
        builder.ToTable("attendance_terms", table => table.HasCheckConstraint(
            "ck_attendance_terms_range", "absences_in_a_row BETWEEN 1 AND 20 AND below_percent BETWEEN 0 AND 100"));
        builder.HasKey(t => t.TutorId);
        builder.Property(t => t.TutorId).ValueGeneratedNever();
        builder.HasOne<Person>().WithOne().HasForeignKey<AttendanceTerms>(t => t.TutorId).OnDelete(DeleteBehavior.Cascade);
    }
}
