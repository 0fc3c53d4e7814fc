using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;

namespace StudyDashboard.Features.Rewards;

/// <summary>A student's streak, read from the day totals.</summary>
public sealed class StreakService(IDbContextFactory<StudyDbContext> contexts)
{
    /// <summary>The streak as of a study day.</summary>
    /// <param name="studentId">The student.</param>
    /// <param name="studied">Net seconds of the student's days, as the day totals have them.</param>
    /// <param name="today">The student's study day now.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Streak> OfAsync(
        int studentId, IReadOnlyDictionary<DateOnly, int> studied, DateOnly today, CancellationToken cancellationToken) =>
        (await WithTermsAsync(studentId, studied, today, cancellationToken)).Streak;

    /// <summary>The streak as of a study day, with the terms that hold on it.</summary>
    public async Task<(Streak Streak, RewardTerms Terms)> WithTermsAsync(
        int studentId, IReadOnlyDictionary<DateOnly, int> studied, DateOnly today, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var terms = await context.RewardTerms.AsNoTracking().Where(t => t.StudentId == studentId).ToListAsync(cancellationToken);
        return (Streak.Of(studied, today, terms), RewardTerms.On(today, terms));
    }
}
