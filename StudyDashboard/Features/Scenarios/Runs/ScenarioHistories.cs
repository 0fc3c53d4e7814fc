using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Scenarios.Runs;

/// <summary>Completed runs.</summary>
public sealed class ScenarioHistories(IDbContextFactory<StudyDbContext> contexts)
{
    /// <summary>The orders of completions.</summary>
    public static SortOrders<ScenarioHistory> Orders { get; } = new SortOrders<ScenarioHistory>(h => h.Id).By("ended_at", h => h.EndedAt).By("score", h => h.Score);

    /// <summary>A page of the student's completions, newest first; of one scenario when asked for.</summary>
    public async Task<(IReadOnlyList<ScenarioHistory> Items, int Total)> PageAsync(
        int studentId, string? scenarioKey, string? sort, int page, int size, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var all = Of(context, studentId, scenarioKey);
        return (await Orders.Apply(all, sort ?? "-ended_at").Skip((page - 1) * size).Take(size).ToListAsync(cancellationToken),
            await all.CountAsync(cancellationToken));
    }

    /// <summary>The figures of the last completions, oldest first, for a trend.</summary>
    public async Task<IReadOnlyList<ScenarioPoint>> TrendAsync(int studentId, string? scenarioKey, int most, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var points = await Of(context, studentId, scenarioKey).OrderByDescending(h => h.EndedAt).ThenByDescending(h => h.Id).Take(most)
            .Select(h => new ScenarioPoint(h.RunId, h.Title, h.EndedAt, h.Score, h.SuccessRate, h.NetSeconds)).ToListAsync(cancellationToken);
        points.Reverse();
        return points;
    }

    /// <summary>For each scenario how often it was completed, and the best score.</summary>
    public async Task<Dictionary<string, ScenarioBest>> BestAsync(int studentId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<ScenarioHistory>().Where(h => h.StudentId == studentId).GroupBy(h => h.ScenarioKey)
            .Select(g => new { g.Key, Times = g.Count(), Best = g.Max(h => h.Score) }).ToDictionaryAsync(r => r.Key, r => new ScenarioBest(r.Times, r.Best), cancellationToken);
    }

    /// <summary>The scenarios that were completed: their keys and what they were called.</summary>
    public async Task<Dictionary<string, string>> TitlesAsync(int studentId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<ScenarioHistory>().Where(h => h.StudentId == studentId).GroupBy(h => h.ScenarioKey).Select(g => new { g.Key, Title = g.Max(h => h.Title)! })
            .ToDictionaryAsync(r => r.Key, r => r.Title, cancellationToken);
    }

    private static IQueryable<ScenarioHistory> Of(StudyDbContext context, int studentId, string? scenarioKey) => context.Set<ScenarioHistory>()
        .AsNoTracking().Where(h => h.StudentId == studentId && (scenarioKey == null || h.ScenarioKey == scenarioKey));
}

/// <summary>One completion in a trend.</summary>
public sealed record ScenarioPoint(int RunId, string Title, DateTime EndedAt, int Score, double SuccessRate, int NetSeconds);

/// <summary>How often a scenario was completed, and its best score.</summary>
public sealed record ScenarioBest(int Times, int Score);
