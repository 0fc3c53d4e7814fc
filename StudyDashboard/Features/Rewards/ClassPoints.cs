using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Classes.Leaderboards;
using StudyDashboard.Features.Sessions;

namespace StudyDashboard.Features.Rewards;

/// <summary>
/// Points of a class's leaderboard: the ledger's lines of timed sessions for the class. The ledger knows what a typed session may earn by a
/// setting; a leaderboard never counts it. Nor does it count more than a point for two minutes, whatever rate a member has set.
/// </summary>
internal sealed class ClassPoints : ILeaderboardFigure
{
    private const int SecondsAPoint = 120;

    public LeaderboardMetric Metric => LeaderboardMetric.Points;

    public async Task<IReadOnlyDictionary<int, double>> ValuesAsync(StudyDbContext context, LeaderboardSpan span, CancellationToken cancellationToken) =>
        await context.Points.Where(p => span.StudentIds.Contains(p.StudentId) && p.StudyDay >= span.From && p.StudyDay <= span.To)
            .Join(context.Sessions.Where(s => s.ClassId == span.ClassId && s.Source != SessionSource.Manual && s.Source != SessionSource.Import),
                p => p.SessionId, s => s.Id, (p, s) => new { p.StudentId, Points = p.Points < s.NetSeconds / SecondsAPoint ? p.Points : s.NetSeconds / SecondsAPoint })
            .GroupBy(p => p.StudentId).Select(g => new { g.Key, Points = g.Sum(p => p.Points) })
            .ToDictionaryAsync(g => g.Key, g => (double)g.Points, cancellationToken);
}
