using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;

namespace StudyDashboard.Features.Classes.Leaderboards;

/// <summary>Timed minutes for the class, whole ones, from its day totals.</summary>
internal sealed class MinutesFigure : ILeaderboardFigure
{
    public LeaderboardMetric Metric => LeaderboardMetric.Minutes;

    public Task<IReadOnlyDictionary<int, double>> ValuesAsync(StudyDbContext context, LeaderboardSpan span, CancellationToken cancellationToken) => OfAsync(context, span, cancellationToken);

    internal static async Task<IReadOnlyDictionary<int, double>> OfAsync(StudyDbContext context, LeaderboardSpan span, CancellationToken cancellationToken) =>
        await context.Snapshots
            .Where(s => span.StudentIds.Contains(s.StudentId) && s.ClassId == span.ClassId && s.StudyDay >= span.From && s.StudyDay <= span.To)
            .GroupBy(s => s.StudentId).Select(g => new { g.Key, Seconds = g.Sum(s => s.TimedSeconds) })
            .ToDictionaryAsync(g => g.Key, g => (double)(g.Seconds / 60), cancellationToken);
}

/// <summary>Timed minutes for the class, less those of the span of the same length just before.</summary>
internal sealed class ImprovementFigure : ILeaderboardFigure
{
    public LeaderboardMetric Metric => LeaderboardMetric.Improvement;

    public async Task<IReadOnlyDictionary<int, double>> ValuesAsync(StudyDbContext context, LeaderboardSpan span, CancellationToken cancellationToken)
    {
        var days = span.To.DayNumber - span.From.DayNumber + 1;
        var now = await MinutesFigure.OfAsync(context, span, cancellationToken);
        var before = await MinutesFigure.OfAsync(context, span with { From = span.From.AddDays(-days), To = span.From.AddDays(-1) }, cancellationToken);
        return span.StudentIds.ToDictionary(id => id, id => now.GetValueOrDefault(id) - before.GetValueOrDefault(id));
    }
}
