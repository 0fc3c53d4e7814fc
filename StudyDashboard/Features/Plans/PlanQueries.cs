using Microsoft.EntityFrameworkCore;

namespace StudyDashboard.Features.Plans;

internal static class PlanQueries
{
    /// <summary>Plans with all that says what their codes mean and where they stand.</summary>
    public static IQueryable<Plan> Whole(this IQueryable<Plan> plans) => plans
        .Include(p => p.Domains).ThenInclude(d => d.Standing)
        .Include(p => p.Aliases).ThenInclude(a => a.Domain)
        .AsSplitQuery();
}
