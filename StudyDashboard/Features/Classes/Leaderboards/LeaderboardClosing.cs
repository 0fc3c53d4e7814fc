using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Classes.Members;
using StudyDashboard.Infrastructure.Live;

namespace StudyDashboard.Features.Classes.Leaderboards;

/// <summary>
/// Closes each leaderboard's week when the class's week ends: its places are stored once and never change. Weeks in which the server was
/// down are closed as the day totals stand when it is up again.
/// </summary>
public sealed class LeaderboardClosing(IDbContextFactory<StudyDbContext> contexts, IEnumerable<ILeaderboardFigure> figures, StudyFeed feed)
{
    /// <summary>Weeks further back than this are not made up for.</summary>
    private const int MostBack = 12;

    /// <returns>How many weeks were closed.</returns>
    public async Task<int> RunAsync(DateTime asOfUtc, CancellationToken cancellationToken)
    {
        var closed = 0;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var of in await context.Set<StudyClass>().AsNoTracking().Where(c => c.Metric != null && c.DeletedAt == null).ToListAsync(cancellationToken))
        {
            closed += await CloseAsync(of, asOfUtc, cancellationToken);
        }
        return closed;
    }

    private async Task<int> CloseAsync(StudyClass of, DateTime asOfUtc, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var last = await context.Set<LeaderboardWeek>().Where(w => w.ClassId == of.Id).MaxAsync(w => (DateOnly?)w.WeekStart, cancellationToken);
        var running = of.WeekOf(of.Calendar.DayOf(asOfUtc));
        var earliest = new[] { of.WeekOf(of.MetricSince!.Value), running.AddDays(-7 * MostBack), last?.AddDays(7) ?? DateOnly.MinValue }.Max();
        // A metric switched on again in a week that is closed already has its first week in the one after.
        var due = new List<DateOnly>();
        for (var week = earliest; week < running && !(week > of.EndedOn); week = week.AddDays(7))
        {
            due.Add(week);
        }
        if (due.Count == 0)
        {
            return 0;
        }
        await using var transaction = await context.BeginWriteAsync(of.TeacherId ?? WriteTransactions.NoStudent, cancellationToken);
        foreach (var week in due)
        {
            var places = await LeaderboardReader.PlacesAsync(context, figures, of, of.Metric!.Value, week, cancellationToken);
            context.Add(new LeaderboardWeek(of.Id, week, of.Metric.Value, places, asOfUtc));
        }
        await context.SaveChangesAsync(cancellationToken);
        var people = await context.Set<ClassMember>().Where(m => m.ClassId == of.Id && m.LeftOn == null).Select(m => m.StudentId).ToListAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        foreach (var id in of.TeacherId is { } teacher ? [.. people, teacher] : people)
        {
            feed.Publish(id, FeedTopic.Classes);
        }
        return due.Count;
    }
}
