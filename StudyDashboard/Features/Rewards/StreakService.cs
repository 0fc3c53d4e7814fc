using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;

namespace StudyDashboard.Features.Rewards;

/// <summary>A student's streak, read from the day totals.</summary>
public sealed class StreakService(IDbContextFactory<StudyDbContext> contexts)
{
    private static readonly Func<StudyDbContext, int, DateOnly, IAsyncEnumerable<Found>> Rewards = ReadyQuery.Of((StudyDbContext context, int studentId, DateOnly today) =>
        context.Users.AsNoTracking().Where(p => p.Id == studentId).Select(p => new Found
        {
            Today = context.Set<PointsDay>().Where(d => d.StudentId == p.Id && d.StudyDay == today).Sum(d => d.Points),
            Total = context.Set<PointsDay>().Where(d => d.StudentId == p.Id).Sum(d => d.Points),
            Terms = context.RewardTerms.Where(t => t.StudentId == p.Id).ToList(),
            Frozen = context.Set<StreakFreeze>().Where(f => f.StudentId == p.Id).Select(f => f.StudyDay).ToList(),
        }).AsSingleQuery());

    /// <summary>The streak as of a study day.</summary>
    /// <param name="studentId">The student.</param>
    /// <param name="studied">Net seconds of the student's days, as the day totals have them.</param>
    /// <param name="today">The student's study day now.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Streak> OfAsync(
        int studentId, IReadOnlyDictionary<DateOnly, int> studied, DateOnly today, CancellationToken cancellationToken) =>
        (await GlanceAsync(studentId, studied, today, cancellationToken)).Streak;

    /// <summary>The streak as of a study day, with the terms that hold on it and the points; one statement.</summary>
    public async Task<RewardGlance> GlanceAsync(
        int studentId, IReadOnlyDictionary<DateOnly, int> studied, DateOnly today, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await Rewards(context, studentId, today).SingleAsync(cancellationToken);
        return new RewardGlance(
            Streak.Of(studied, today, found.Terms, found.Frozen.ToHashSet()), RewardTerms.On(today, found.Terms), new PointsStanding(found.Today, found.Total));
    }

    private sealed class Found
    {
        public required int Today { get; init; }

        public required int Total { get; init; }

        public required List<RewardTerms> Terms { get; init; }

        public required List<DateOnly> Frozen { get; init; }
    }
}

/// <summary>Streak and points of a moment.</summary>
/// <param name="Streak">The streak.</param>
/// <param name="Terms">The terms of the day.</param>
/// <param name="Points">Points of the day and of all days.</param>
public sealed record RewardGlance(Streak Streak, RewardTerms Terms, PointsStanding Points);

internal static class StreakQueries
{
    /// <summary>What enters a student's streak besides the days: terms and freezes; one statement.</summary>
    public static async Task<(IReadOnlyList<RewardTerms> Terms, IReadOnlySet<DateOnly> Frozen)> StreakRulesAsync(
        this StudyDbContext context, int studentId, CancellationToken cancellationToken)
    {
        var rules = await context.Users.AsNoTracking().Where(p => p.Id == studentId)
            .Select(p => new
            {
                Terms = context.RewardTerms.Where(t => t.StudentId == p.Id).ToList(),
                Frozen = context.Set<StreakFreeze>().Where(f => f.StudentId == p.Id).Select(f => f.StudyDay).ToList(),
            })
            .AsSingleQuery().SingleOrDefaultAsync(cancellationToken);
        return (rules?.Terms ?? [], rules?.Frozen.ToHashSet() ?? []);
    }
}
