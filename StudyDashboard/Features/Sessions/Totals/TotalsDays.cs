using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Sessions.Recorder;

namespace StudyDashboard.Features.Sessions.Totals;

/// <summary>The days for which any total is stored.</summary>
internal sealed class TotalsDays : IDerivedDays
{
    public async Task<IReadOnlyCollection<DateOnly>> DaysAsync(StudyDbContext context, int studentId, CancellationToken cancellationToken) =>
        await context.Days.Where(r => r.StudentId == studentId).Select(r => r.StudyDay)
            .Union(context.Snapshots.Where(r => r.StudentId == studentId).Select(r => r.StudyDay))
            .Union(context.Hours.Where(r => r.StudentId == studentId).Select(r => r.StudyDay))
            .ToListAsync(cancellationToken);
}
