using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;

namespace StudyDashboard.Features.Rewards;

/// <summary>Reads a student's points, from the days of the ledger.</summary>
public sealed class PointsService(IDbContextFactory<StudyDbContext> contexts)
{
    /// <summary>The student's points as of a study day.</summary>
    public async Task<PointsStanding> OfAsync(int studentId, DateOnly today, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var sums = await context.Set<PointsDay>().Where(d => d.StudentId == studentId)
            .GroupBy(d => d.StudyDay == today)
            .Select(g => new { IsToday = g.Key, Points = g.Sum(d => d.Points) })
            .ToListAsync(cancellationToken);
        return new PointsStanding(sums.Find(s => s.IsToday)?.Points ?? 0, sums.Sum(s => s.Points));
    }
}
