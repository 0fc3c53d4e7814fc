using StudyDashboard.Data;

namespace StudyDashboard.Features.Classes.Leaderboards;

/// <summary>What a leaderboard compares, of one week. Only timed sessions count.</summary>
public enum LeaderboardMetric
{
    /// <summary>Timed minutes for the class.</summary>
    Minutes,

    /// <summary>How far the goals are reached, in percent.</summary>
    GoalPercent,

    /// <summary>Timed minutes for the class, more or fewer than in the week before.</summary>
    Improvement,

    /// <summary>Points earned with timed sessions for the class.</summary>
    Points,
}

/// <summary>Reads one metric. A feature above joins by registering one; a metric that nobody reads is not offered.</summary>
public interface ILeaderboardFigure
{
    LeaderboardMetric Metric { get; }

    /// <summary>The value of each student within the days; one who is left out has 0.</summary>
    Task<IReadOnlyDictionary<int, double>> ValuesAsync(StudyDbContext context, LeaderboardSpan span, CancellationToken cancellationToken);
}

/// <summary>Of whom and when: study days, each student's own, the last inclusive.</summary>
public sealed record LeaderboardSpan(int ClassId, IReadOnlyCollection<int> StudentIds, DateOnly From, DateOnly To);
