using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Quizzes.Runs;
using StudyDashboard.Features.Review;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Sessions.Totals;

namespace StudyDashboard.Features.Rewards.Achievements;

/// <summary>The figures of achievements by study day, each read once and only when a rule asks for it.</summary>
internal sealed class AchievementFacts(StudyDbContext context, int studentId, IReadOnlySet<DateOnly> pending, IReadOnlyList<SessionFact> fresh)
{
    private const int Enough = 600;
    private const int SharpAnswers = 20;
    private const double SharpShare = 0.9;
    private const int PlannedAWeek = 3;

    /// <summary>Days before the pending ones among which a missed day is looked for before the whole history is read.</summary>
    private const int StreakWindow = 120;

    private readonly Dictionary<AchievementFigure, List<(DateOnly Day, double Value)>> _known = [];
    private (IReadOnlyList<RewardTerms> Terms, IReadOnlySet<DateOnly> Frozen)? _streakRules;
    private (int Seconds, int Cards, int Answered)? _totals;
    private int? _runNear;
    private bool? _isNearPlanned;
    private List<AnalyticsDay>? _pendingDays;
    private List<AnalyticsDay>? _days;
    private List<(DateOnly Day, int Hour)>? _edges;

    /// <summary>The days on which a figure grew, in order, with what it came to.</summary>
    public async Task<IReadOnlyList<(DateOnly Day, double Value)>> GrowthAsync(AchievementFigure figure, CancellationToken cancellationToken)
    {
        if (!_known.TryGetValue(figure, out var growth))
        {
            _known[figure] = growth = await ReadAsync(figure, cancellationToken);
        }
        return growth;
    }

    /// <summary>
    /// Whether a rule that was not reached may be now, told from the pending days and from sums. Most sessions reach nothing, and then
    /// no history is read.
    /// </summary>
    public async Task<bool> MayReachAsync(AchievementRule rule, CancellationToken cancellationToken) => rule.Figure switch
    {
        AchievementFigure.Hours => (await TotalsAsync(cancellationToken)).Seconds >= rule.Threshold * 3600,
        AchievementFigure.Cards => (await TotalsAsync(cancellationToken)).Cards >= rule.Threshold,
        AchievementFigure.Questions => (await TotalsAsync(cancellationToken)).Answered >= rule.Threshold,
        AchievementFigure.SharpDays => PendingDays.Exists(IsSharp),
        AchievementFigure.Weekends => PendingDays.Exists(d => d.NetSeconds >= Enough && d.StudyDay.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday),
        AchievementFigure.StreakDays => await RunNearAsync(cancellationToken) >= rule.Threshold,
        AchievementFigure.EarlyDays or AchievementFigure.LateDays => PendingEdges().Any(),
        AchievementFigure.Lessons => context.Snapshots.Local.Any(r => r.StudentId == studentId && r.Kind == SessionKind.Lesson && pending.Contains(r.StudyDay)),
        AchievementFigure.Recovered => fresh.Any(f => f.Source == SessionSource.Quiz),
        AchievementFigure.ClearDaysInARow => PendingDays.Exists(d => d.Cards > 0),
        AchievementFigure.WeeksAsPlanned => await IsNearPlannedAsync(cancellationToken),
        _ => true,
    };

    private List<AnalyticsDay> PendingDays =>
        _pendingDays ??= [.. context.Days.Local.Where(d => d.StudentId == studentId && pending.Contains(d.StudyDay))];

    private static bool IsSharp(AnalyticsDay day) => day.Answered >= SharpAnswers && day.Correct >= SharpShare * day.Answered;

    private IEnumerable<(DateOnly Day, int Hour)> PendingEdges() => context.Hours.Local
        .Where(h => h.StudentId == studentId && h.NetSeconds > 0 && (h.Hour < 7 || h.Hour >= 22) && pending.Contains(h.StudyDay)).Select(h => (h.StudyDay, h.Hour));

    private async Task<List<(DateOnly Day, double Value)>> ReadAsync(AchievementFigure figure, CancellationToken cancellationToken) => figure switch
    {
        // Whole seconds until the end, so that nothing depends on the order of adding.
        AchievementFigure.Hours => [.. Sums((await DaysAsync(cancellationToken)).Select(d => (d.StudyDay, (double)d.NetSeconds))).Select(s => (s.Day, s.Value / 3600))],
        AchievementFigure.Cards => Sums((await DaysAsync(cancellationToken)).Select(d => (d.StudyDay, (double)d.Cards))),
        AchievementFigure.Questions => Sums((await DaysAsync(cancellationToken)).Select(d => (d.StudyDay, (double)d.Answered))),
        AchievementFigure.SharpDays => Count((await DaysAsync(cancellationToken)).Where(IsSharp).Select(d => d.StudyDay)),
        AchievementFigure.Weekends => Count(WeekendsIn(await DaysAsync(cancellationToken))),
        AchievementFigure.StreakDays => await StreakAsync(cancellationToken),
        AchievementFigure.EarlyDays => Count((await EdgesAsync(cancellationToken)).Where(e => e.Hour is >= 4 and < 7).Select(e => e.Day).Distinct()),
        AchievementFigure.LateDays => Count((await EdgesAsync(cancellationToken)).Where(e => e.Hour is >= 22 or < 4).Select(e => e.Day).Distinct()),
        AchievementFigure.Lessons => Sums((await new TotalsScope(Kind: SessionKind.Lesson).SumsAsync(context, studentId, DateOnly.MinValue, DateOnly.MaxValue, pending, cancellationToken))
            .Select(s => (s.Key, (double)s.Value.Sessions))),
        AchievementFigure.Recovered => Sums((await context.RecoveredByDayAsync(studentId, cancellationToken)).Select(r => (r.Day, (double)r.Recovered))),
        AchievementFigure.ClearDaysInARow => Runs(await context.ClearDaysAsync(studentId, cancellationToken)),
        AchievementFigure.WeeksAsPlanned => await PlannedAsync(cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(figure), figure, "No such figure."),
    };

    /// <summary>Sums of all days.</summary>
    private async Task<(int Seconds, int Cards, int Answered)> TotalsAsync(CancellationToken cancellationToken)
    {
        if (_totals is null)
        {
            var stored = await context.Days.Where(d => d.StudentId == studentId && !pending.Contains(d.StudyDay)).GroupBy(d => d.StudentId)
                .Select(g => new { Seconds = g.Sum(d => d.NetSeconds), Cards = g.Sum(d => d.Cards), Answered = g.Sum(d => d.Answered) })
                .SingleOrDefaultAsync(cancellationToken);
            _totals = ((stored?.Seconds ?? 0) + PendingDays.Sum(d => d.NetSeconds), (stored?.Cards ?? 0) + PendingDays.Sum(d => d.Cards),
                (stored?.Answered ?? 0) + PendingDays.Sum(d => d.Answered));
        }
        return _totals.Value;
    }

    /// <summary>The longest run that a pending day or a later one may belong to; the largest number when it may reach back farther than was looked.</summary>
    private async Task<int> RunNearAsync(CancellationToken cancellationToken)
    {
        if (_runNear is { } known)
        {
            return known;
        }
        var first = pending.Min();
        var from = first.AddDays(-StreakWindow);
        var stored = await context.Days.Where(d => d.StudentId == studentId && d.StudyDay >= from).Select(d => new { d.StudyDay, d.NetSeconds }).ToListAsync(cancellationToken);
        var studied = stored.Where(d => !pending.Contains(d.StudyDay)).ToDictionary(d => d.StudyDay, d => d.NetSeconds);
        PendingDays.ForEach(d => studied[d.StudyDay] = d.NetSeconds);
        if (studied.Count == 0)
        {
            return (_runNear = 0).Value;
        }
        var (terms, frozen) = await StreakRulesAsync(cancellationToken);
        var days = Streak.DaysOf(from, studied.Keys.Max(), studied, studied.Keys.Max(), terms, frozen);
        var (run, longest) = (0, 0);
        foreach (var day in days)
        {
            run = day.Mark switch { StreakMark.Counts => run + 1, StreakMark.Missed => 0, _ => run };
            longest = Math.Max(longest, run);
        }
        return (_runNear = days.Any(d => d.Day < first && d.Mark == StreakMark.Missed) ? longest : int.MaxValue).Value;
    }

    private async Task<(IReadOnlyList<RewardTerms> Terms, IReadOnlySet<DateOnly> Frozen)> StreakRulesAsync(CancellationToken cancellationToken) =>
        _streakRules ??= await context.StreakRulesAsync(studentId, cancellationToken);

    private async Task<List<AnalyticsDay>> DaysAsync(CancellationToken cancellationToken)
    {
        if (_days is null)
        {
            var stored = await context.Days.AsNoTracking().Where(d => d.StudentId == studentId).ToListAsync(cancellationToken);
            stored.RemoveAll(d => pending.Contains(d.StudyDay));
            stored.AddRange(PendingDays);
            _days = [.. stored.OrderBy(d => d.StudyDay)];
        }
        return _days;
    }

    /// <summary>The hours before 7 and from 22 on in which anything was studied.</summary>
    private async Task<List<(DateOnly Day, int Hour)>> EdgesAsync(CancellationToken cancellationToken)
    {
        if (_edges is null)
        {
            var stored = await context.Hours.AsNoTracking().Where(h => h.StudentId == studentId && h.NetSeconds > 0 && (h.Hour < 7 || h.Hour >= 22))
                .Select(h => new { h.StudyDay, h.Hour }).ToListAsync(cancellationToken);
            _edges = [.. stored.Where(h => !pending.Contains(h.StudyDay)).Select(h => (h.StudyDay, h.Hour))
                .Concat(PendingEdges())
                .OrderBy(h => h)];
        }
        return _edges;
    }

    private async Task<List<(DateOnly Day, double Value)>> StreakAsync(CancellationToken cancellationToken)
    {
        var studied = (await DaysAsync(cancellationToken)).ToDictionary(d => d.StudyDay, d => d.NetSeconds);
        if (studied.Count == 0)
        {
            return [];
        }
        var (terms, frozen) = await StreakRulesAsync(cancellationToken);
        var (run, growth) = (0, new List<(DateOnly, double)>());
        // As of the last day of study: what comes after it lengthens nothing.
        foreach (var day in Streak.DaysOf(studied.Keys.Min(), studied.Keys.Max(), studied, studied.Keys.Max(), terms, frozen))
        {
            run = day.Mark switch { StreakMark.Counts => run + 1, StreakMark.Missed => 0, _ => run };
            if (run > growth.Count)
            {
                growth.Add((day.Day, run));
            }
        }
        return growth;
    }

    /// <summary>Whether anything is planned in a week of the pending days: a week is only ever completed by its own sessions.</summary>
    private async Task<bool> IsNearPlannedAsync(CancellationToken cancellationToken)
    {
        var (from, to) = (MondayOf(pending.Min()), MondayOf(pending.Max()).AddDays(6));
        return _isNearPlanned ??=
            await context.Sessions.AnyAsync(s => s.StudentId == studentId && s.DeletedAt == null && s.PlannedDay >= from && s.PlannedDay <= to, cancellationToken);
    }

    private static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private async Task<List<(DateOnly Day, double Value)>> PlannedAsync(CancellationToken cancellationToken)
    {
        var planned = await context.Sessions.AsNoTracking().Where(s => s.StudentId == studentId && s.PlannedDay != null && s.DeletedAt == null)
            .GroupBy(s => s.PlannedDay!.Value)
            .Select(g => new { Day = g.Key, All = g.Count(), Done = g.Count(s => s.Status == SessionStatus.Completed), Last = g.Max(s => s.StudyDay) })
            .ToListAsync(cancellationToken);
        return Count(planned.GroupBy(p => MondayOf(p.Day))
            .Where(week => week.Sum(p => p.All) >= PlannedAWeek && week.All(p => p.Done == p.All))
            // Reached with the last of them; a week of which one is still to come may be planned further.
            .Select(week => week.Max(p => p.Last)).OfType<DateOnly>().Order());
    }

    private static IEnumerable<DateOnly> WeekendsIn(IReadOnlyList<AnalyticsDay> days)
    {
        var enough = days.Where(d => d.NetSeconds >= Enough).Select(d => d.StudyDay).ToHashSet();
        return enough.Where(d => d.DayOfWeek == DayOfWeek.Sunday && enough.Contains(d.AddDays(-1))).Order();
    }

    private static List<(DateOnly Day, double Value)> Runs(IEnumerable<DateOnly> days)
    {
        var (run, last, growth) = (0, (DateOnly?)null, new List<(DateOnly, double)>());
        foreach (var day in days)
        {
            run = last?.AddDays(1) == day ? run + 1 : 1;
            last = day;
            if (run > growth.Count)
            {
                growth.Add((day, run));
            }
        }
        return growth;
    }

    private static List<(DateOnly Day, double Value)> Count(IEnumerable<DateOnly> days) => [.. days.Select((day, i) => (day, i + 1d))];

    private static List<(DateOnly Day, double Value)> Sums(IEnumerable<(DateOnly Day, double Value)> days)
    {
        var (sum, growth) = (0d, new List<(DateOnly, double)>());
        foreach (var (day, value) in days.Where(d => d.Value > 0))
        {
            growth.Add((day, sum += value));
        }
        return growth;
    }
}
