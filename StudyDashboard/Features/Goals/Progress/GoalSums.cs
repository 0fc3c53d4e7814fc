using StudyDashboard.Data;
using StudyDashboard.Features.Sessions.Totals;

namespace StudyDashboard.Features.Goals.Progress;

/// <summary>
/// What a student's goals count, by day: once for all goals of the same scope, over every day that one of them asks for. A goal a day, one
/// a week and one a month of the same subject are one read.
/// </summary>
internal sealed class GoalSums(StudyDbContext context, int studentId, IReadOnlySet<DateOnly> pending, IEnumerable<(TotalsScope Scope, GoalSpan Span)> asked)
{
    private readonly Dictionary<TotalsScope, (DateOnly From, DateOnly To)> _ranges = asked.GroupBy(a => a.Scope, a => a.Span)
        .ToDictionary(g => g.Key, g => (g.Min(s => s.From), g.Max(s => s.To)));

    private readonly Dictionary<TotalsScope, SortedDictionary<DateOnly, DaySum>> _read = [];

    /// <summary>The sums of the days of a scope that was asked for.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="meaning">Which codes its domain means; null when it has none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<SortedDictionary<DateOnly, DaySum>> OfAsync(TotalsScope scope, Func<int, string, bool>? meaning, CancellationToken cancellationToken)
    {
        if (!_read.TryGetValue(scope, out var sums))
        {
            var (from, to) = _ranges[scope];
            _read[scope] = sums = await (scope with { IsDomain = meaning }).SumsAsync(context, studentId, from, to, pending, cancellationToken);
        }
        return sums;
    }
}
