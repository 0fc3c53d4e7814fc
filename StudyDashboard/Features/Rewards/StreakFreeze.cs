using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Features.Rewards;

/// <summary>
/// A study day that was frozen before it came, or that never was for the person: without study it neither breaks nor lengthens the streak. A
/// fact.
/// </summary>
public sealed class StreakFreeze
{
    private StreakFreeze()
    {
    }

    public StreakFreeze(int studentId, DateOnly studyDay, bool neverWas = false) => (StudentId, StudyDay, NeverWas) = (studentId, studyDay, neverWas);

    public int StudentId { get; private set; }

    public DateOnly StudyDay { get; private set; }

    /// <summary>Whether a change of zone or day start left the day out (rules.md 7).</summary>
    public bool NeverWas { get; private set; }
}

internal sealed class StreakFreezeConfiguration : IEntityTypeConfiguration<StreakFreeze>
{
    public void Configure(EntityTypeBuilder<StreakFreeze> builder)
    {
        builder.ToTable("streak_freezes");
        builder.HasKey(f => new { f.StudentId, f.StudyDay });
        builder.HasOne<Person>().WithMany().HasForeignKey(f => f.StudentId).OnDelete(DeleteBehavior.Cascade);
    }
}
