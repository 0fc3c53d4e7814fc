using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;

namespace StudyDashboard.Features.Sessions.Totals;

/// <summary>Reads the day totals: the one source of every figure that a page, a report or an export shows.</summary>
public sealed class DayTotals(IDbContextFactory<StudyDbContext> contexts)
{
    /// <summary>A student's day rows, oldest first; a day without study has none.</summary>
    public async Task<IReadOnlyList<AnalyticsDay>> DaysAsync(int studentId, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Days.AsNoTracking()
            .Where(r => r.StudentId == studentId && r.StudyDay >= from && r.StudyDay <= to)
            .OrderBy(r => r.StudyDay)
            .ToListAsync(cancellationToken);
    }
}
