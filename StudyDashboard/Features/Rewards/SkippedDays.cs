using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Features.Rewards;

/// <summary>A calendar day that a change of zone or day start leaves out is neutral to the streak (rules.md 7).</summary>
internal sealed class SkippedDays : IDayShift
{
    public async Task ShiftAsync(StudyDbContext context, int personId, DateOnly before, DateOnly after, CancellationToken cancellationToken)
    {
        for (var day = before.AddDays(1); day < after; day = day.AddDays(1))
        {
            if (!await context.Set<StreakFreeze>().AnyAsync(f => f.StudentId == personId && f.StudyDay == day, cancellationToken))
            {
                context.Add(new StreakFreeze(personId, day, neverWas: true));
            }
        }
    }
}
