using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Plans.Templates;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Features.Sessions.Recorder;

namespace StudyDashboard.Features.Plans;

/// <summary>
/// Removes for good plans and templates that were deleted, after 30 days (rules.md 17). Their sessions stay with their codes and wait to
/// be assigned.
/// </summary>
public sealed class PlanPurge(IDbContextFactory<StudyDbContext> contexts, SessionRecorder recorder)
{
    /// <returns>How many plans were removed.</returns>
    public async Task<int> RunAsync(DateTime asOfUtc, CancellationToken cancellationToken)
    {
        var before = asOfUtc - LogReader.KeepDeleted;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Set<PlanTemplate>().Where(t => t.DeletedAt < before).ExecuteDeleteAsync(cancellationToken);
        var gone = await context.Set<Plan>().Where(p => p.DeletedAt < before).Select(p => new { p.Id, p.StudentId }).ToListAsync(cancellationToken);
        foreach (var plan in gone)
        {
            await recorder.RecordAsync<int>(plan.StudentId, ChangeVerb.Edit, async book =>
            {
                var sessions = await book.FetchAsync(s => s.PlanId == plan.Id, true, cancellationToken);
                foreach (var session in sessions)
                {
                    session.Describe(session.About with { PlanId = null });
                }
                return sessions.Count;
            }, cancellationToken);
        }
        var ids = gone.ConvertAll(p => p.Id);
        return await context.Set<Plan>().Where(p => ids.Contains(p.Id) && p.DeletedAt < before).ExecuteDeleteAsync(cancellationToken);
    }
}
