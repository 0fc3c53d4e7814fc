using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Scenarios.Runs;

/// <summary>When a run was studied: its stored instants, of which a gap of ten minutes or more is a pause (rules.md 12).</summary>
/// <param name="Start">The first instant.</param>
/// <param name="End">The last one that counts.</param>
/// <param name="Pauses">The gaps.</param>
public sealed record ScenarioTiming(DateTime Start, DateTime End, IReadOnlyList<Interval> Pauses)
{
    private static readonly TimeSpan Gap = TimeSpan.FromMinutes(10);

    public int NetSeconds => new Interval(Start, End).Seconds - Pauses.Sum(p => p.Seconds);

    /// <summary>The timing of a run that is finished now; when its last step is longer ago than a gap, it ended with that.</summary>
    public static ScenarioTiming Of(DateTime startedAt, IEnumerable<DateTime> steps, DateTime nowUtc)
    {
        // A clock that was set back makes no negative time (rules.md 8).
        List<DateTime> instants = [startedAt];
        foreach (var at in steps)
        {
            instants.Add(Clock.Later(at, instants[^1]));
        }
        if (nowUtc > instants[^1] && nowUtc - instants[^1] < Gap)
        {
            instants.Add(nowUtc);
        }
        var pauses = instants.Zip(instants.Skip(1), (from, to) => new Interval(from, to)).Where(gap => gap.End - gap.Start >= Gap).ToList();
        return new ScenarioTiming(startedAt, instants[^1], pauses);
    }
}
