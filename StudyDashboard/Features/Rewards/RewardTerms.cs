using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Features.Rewards;

/// <summary>
/// The settings that enter points and streak, valid from a study day on, so that a change of them leaves the days before as they
/// were (rules.md 4).
/// </summary>
public sealed class RewardTerms
{
    private RewardTerms()
    {
    }

    public RewardTerms(int studentId, DateOnly validFrom) => (StudentId, ValidFrom) = (studentId, validFrom);

    /// <summary>What holds where a person has set nothing.</summary>
    public static RewardTerms Default { get; } = new(0, DateOnly.MinValue);

    public int StudentId { get; private set; }

    public DateOnly ValidFrom { get; private set; }

    /// <summary>Points a net minute, 0 to 10.</summary>
    public double PointsPerMinute { get; private set; } = 0.5;

    /// <summary>Most points of one study day.</summary>
    public int DailyCap { get; private set; } = 240;

    /// <summary>Whether typed and imported sessions earn points too.</summary>
    public bool ManualEarns { get; private set; }

    /// <summary>Net minutes that make a day count for the streak, 1 to 1440.</summary>
    public int StreakMinutes { get; private set; } = 10;

    /// <summary>Weekdays on which nothing is expected: they neither break nor lengthen a streak.</summary>
    public List<DayOfWeek> RestDays { get; private set; } = [];

    public void Set(double pointsPerMinute, int dailyCap, bool manualEarns, int streakMinutes, IEnumerable<DayOfWeek> restDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pointsPerMinute);
        ArgumentOutOfRangeException.ThrowIfNegative(dailyCap);
        ArgumentOutOfRangeException.ThrowIfLessThan(streakMinutes, 1);
        (PointsPerMinute, DailyCap, ManualEarns, StreakMinutes, RestDays) = (pointsPerMinute, dailyCap, manualEarns, streakMinutes, [.. restDays.Distinct().Order()]);
    }

    /// <summary>The terms in force on a day.</summary>
    public static RewardTerms On(DateOnly day, IEnumerable<RewardTerms> terms) =>
        terms.Where(t => t.ValidFrom <= day).MaxBy(t => t.ValidFrom) ?? Default;
}

internal sealed class RewardTermsConfiguration : IEntityTypeConfiguration<RewardTerms>
{
    public void Configure(EntityTypeBuilder<RewardTerms> builder)
    {
        builder.ToTable("reward_terms", table => table.HasCheckConstraint(
            "ck_reward_terms_ranges", "points_per_minute >= 0 AND daily_cap >= 0 AND streak_minutes >= 1"));
        builder.HasKey(t => new { t.StudentId, t.ValidFrom });
        builder.HasOne<Person>().WithMany().HasForeignKey(t => t.StudentId).OnDelete(DeleteBehavior.Cascade);
    }
}
