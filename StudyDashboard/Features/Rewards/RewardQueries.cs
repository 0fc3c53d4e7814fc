using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Rewards.Achievements;

namespace StudyDashboard.Features.Rewards;

/// <summary>Rewards for features above, on their own context.</summary>
public static class RewardQueries
{
    /// <summary>What rewards of some days follow from besides the days: terms, freezes, and the achievements dated in them; one statement.</summary>
    public static async Task<RewardRules> RewardRulesAsync(this StudyDbContext context, int studentId, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var rules = await context.Users.AsNoTracking().Where(p => p.Id == studentId)
            .Select(p => new
            {
                Terms = context.RewardTerms.Where(t => t.StudentId == p.Id).ToList(),
                Frozen = context.Set<StreakFreeze>().Where(f => f.StudentId == p.Id).Select(f => f.StudyDay).ToList(),
                Reached = context.Set<Achievement>().Where(a => a.StudentId == p.Id && a.ReachedOn >= from && a.ReachedOn <= to).ToList(),
            })
            .AsSingleQuery().SingleAsync(cancellationToken);
        return new RewardRules(rules.Terms, rules.Frozen.ToHashSet(), [.. rules.Reached.OrderBy(a => a.ReachedOn).ThenBy(a => a.Code, StringComparer.Ordinal)]);
    }
}

/// <summary>What rewards of some days follow from, besides the days themselves.</summary>
/// <param name="Terms">The student's terms.</param>
/// <param name="Frozen">Frozen days.</param>
/// <param name="Reached">Achievements, oldest first.</param>
public sealed record RewardRules(IReadOnlyList<RewardTerms> Terms, IReadOnlySet<DateOnly> Frozen, IReadOnlyList<Achievement> Reached)
{
    /// <summary>What studying earned in a range of days.</summary>
    /// <param name="studied">Net seconds of all the student's days up to the last of the range, as the day totals have them.</param>
    /// <param name="from">First study day.</param>
    /// <param name="to">Last study day.</param>
    /// <param name="today">The student's study day now: a streak is as of the earlier of the two, and only a day that still runs is not missed yet.</param>
    public RewardFigures Between(IReadOnlyDictionary<DateOnly, int> studied, DateOnly from, DateOnly to, DateOnly today)
    {
        var asOf = to < today ? to : today;
        Streak Of(DateOnly first) => Streak.Of(studied.Where(d => d.Key >= first && d.Key <= asOf).ToDictionary(d => d.Key, d => d.Value), to < today ? to.AddDays(1) : today, Terms, Frozen);
        return new RewardFigures(Of(DateOnly.MinValue).Current, Of(from).Longest, [.. Reached.Where(a => a.ReachedOn >= from && a.ReachedOn <= to)]);
    }
}

/// <summary>What studying earned in a range of days, beside points.</summary>
/// <param name="Streak">Days of the streak as of the last day, or of today while the range goes on.</param>
/// <param name="LongestStreak">Days of the longest run within the range.</param>
/// <param name="Reached">Achievements with a date in the range, oldest first.</param>
public sealed record RewardFigures(int Streak, int LongestStreak, IReadOnlyList<Achievement> Reached);
