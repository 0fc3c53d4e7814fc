using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;

namespace StudyDashboard.Features.Accounts.Guardians;

public static class GuardianQueries
{
    /// <summary>The students whose own things someone sees: themselves and their children.</summary>
    public static async Task<List<int>> StudentsSeenByAsync(this StudyDbContext context, int viewerId, CancellationToken cancellationToken) =>
        [viewerId, .. await context.Set<Guardianship>().Where(g => g.GuardianId == viewerId).Select(g => g.StudentId).ToListAsync(cancellationToken)];
}
