using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Features.Sessions.Log;

namespace StudyDashboard.Features.Goals;

/// <summary>
/// The check that runs by itself: after the study day of a student has turned, goals expire, begin to rest and go on. And what was deleted
/// 30 days ago goes for good.
/// </summary>
public sealed class GoalUpkeep(IDbContextFactory<StudyDbContext> contexts, StudyFeed feed)
{
    /// <returns>How many goals stand elsewhere now.</returns>
    public async Task<int> RunAsync(DateTime asOfUtc, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var before = asOfUtc - LogReader.KeepDeleted;
        if (await context.Set<Goal>().AnyAsync(g => g.DeletedAt < before, cancellationToken))
        {
            await context.Set<Goal>().Where(g => g.DeletedAt < before).ExecuteDeleteAsync(cancellationToken);
        }
        var changed = 0;
        foreach (var (studentId, today) in await StudentsAsync(context, asOfUtc, cancellationToken))
        {
            changed += await SettleAsync(studentId, today, cancellationToken);
        }
        return changed;
    }

    /// <summary>The students with a goal that a day can move, and the study day of each.</summary>
    private static async Task<List<(int Id, DateOnly Today)>> StudentsAsync(StudyDbContext context, DateTime asOfUtc, CancellationToken cancellationToken)
    {
        var people = await context.Users
            .Where(p => context.Set<Goal>().Any(g => g.StudentId == p.Id && g.DeletedAt == null && (g.Status == GoalStatus.Active || g.Status == GoalStatus.Paused)
                && (g.EndsOn != null || g.Pauses.Count > 0)))
            .Select(p => new { p.Id, p.TimeZone, p.DayStartHour }).ToListAsync(cancellationToken);
        return people.ConvertAll(p => (p.Id, StudyCalendar.For(p.TimeZone, p.DayStartHour).DayOf(asOfUtc)));
    }

    private async Task<int> SettleAsync(int studentId, DateOnly today, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var open = context.Set<Goal>().Where(g => g.StudentId == studentId && g.DeletedAt == null && (g.Status == GoalStatus.Active || g.Status == GoalStatus.Paused));
        // Looked at without a lock first: on most runs nothing has moved.
        if (!(await open.AsNoTracking().Include(g => g.Pauses).ToListAsync(cancellationToken)).Exists(g => g.StatusOn(today) != g.Status))
        {
            return 0;
        }
        await using var transaction = await context.BeginWriteAsync(studentId, cancellationToken);
        var changed = (await open.Include(g => g.Pauses).ToListAsync(cancellationToken)).Count(g => g.Settle(today));
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(studentId, FeedTopic.Goals);
        return changed;
    }
}
