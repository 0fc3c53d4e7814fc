using StudyDashboard.Features.Rewards.Achievements;
using StudyDashboard.Features.Sessions;

namespace StudyDashboard.Tests.Features.Progress;

/// <summary>Points, streak and achievements by rules.md section 9, from the list of sessions alone.</summary>
internal sealed class ReferenceRewards
{
    /// <summary>What a student has set, by the day since which it holds.</summary>
    public SortedDictionary<DateOnly, RewardRule> Terms { get; } = [];

    /// <summary>Days that were frozen, or never were.</summary>
    public HashSet<DateOnly> Frozen { get; } = [];

    /// <summary>Days on which an answer left no card due.</summary>
    public HashSet<DateOnly> Clear { get; } = [];

    /// <summary>The ledger.</summary>
    public IEnumerable<(int SessionId, DateOnly Day, int Points)> Points(List<Measured> sessions)
    {
        foreach (var day in sessions.GroupBy(m => m.Day))
        {
            var rule = RuleOn(day.Key);
            var left = rule.Cap;
            foreach (var session in day.Where(m => m.Fact.IsTimed || rule.ManualEarns))
            {
                var points = Math.Min(left, (int)Math.Floor(session.Net * rule.Rate / 60));
                left -= points;
                if (points > 0)
                {
                    yield return (session.Fact.Id, day.Key, points);
                }
            }
        }
    }

    /// <summary>Current and longest run as of a day.</summary>
    public (int Current, int Longest) Streak(List<Measured> sessions, DateOnly today)
    {
        var runs = Runs(NetByDay(sessions), today, today).Select(r => r.Run).ToList();
        return runs.Count == 0 ? (0, 0) : (runs[^1], runs.Max());
    }

    /// <summary>The day on which a rule is reached, or null.</summary>
    public DateOnly? Reached(AchievementRule rule, ReferenceYear year, List<Measured> sessions)
    {
        var net = NetByDay(sessions);
        IEnumerable<(DateOnly Day, double Value)> growth = rule.Figure switch
        {
            AchievementFigure.Hours => Sums(net.Select(d => (d.Key, d.Value / 3600.0))),
            AchievementFigure.StreakDays => net.Count == 0 ? [] : Runs(net, net.Keys.Max(), net.Keys.Max()).Select(r => (r.Day, (double)r.Run)),
            AchievementFigure.Cards => Sums(sessions.Select(m => (m.Day, (double)m.Fact.Cards))),
            AchievementFigure.Questions => Sums(sessions.Select(m => (m.Day, (double)m.Fact.Answered))),
            AchievementFigure.Recovered => Sums(sessions.Select(m => (m.Day, (double)m.Fact.Recovered))),
            AchievementFigure.Lessons => Sums(sessions.Where(m => m.Fact.Kind == SessionKind.Lesson).Select(m => (m.Day, 1d))),
            AchievementFigure.EarlyDays => Each(sessions.SelectMany(m => m.Hours.Keys).Where(h => h.Hour is >= 4 and < 7).Select(h => h.Day)),
            AchievementFigure.LateDays => Each(sessions.SelectMany(m => m.Hours.Keys).Where(h => h.Hour is >= 22 or < 4).Select(h => h.Day)),
            AchievementFigure.SharpDays => Each(sessions.GroupBy(m => m.Day)
                .Where(g => g.Sum(m => m.Fact.Answered) >= 20 && 10 * g.Sum(m => m.Fact.Correct) >= 9 * g.Sum(m => m.Fact.Answered)).Select(g => g.Key)),
            AchievementFigure.Weekends => Each(net.Where(d => d.Key.DayOfWeek == DayOfWeek.Sunday && d.Value >= 600 && net.GetValueOrDefault(d.Key.AddDays(-1)) >= 600).Select(d => d.Key)),
            AchievementFigure.ClearDaysInARow => InARow([.. Clear.Where(d => sessions.Exists(m => m.Day == d && m.Fact.Kind == SessionKind.VocabularyReview)).Order()]),
            _ => AsPlanned(year, sessions),
        };
        return growth.Where(g => g.Value >= rule.Threshold).Select(g => (DateOnly?)g.Day).FirstOrDefault();
    }

    public RewardRule RuleOn(DateOnly day) => Terms.Where(t => t.Key <= day).Select(t => t.Value).LastOrDefault() ?? RewardRule.Usual;

    private static SortedDictionary<DateOnly, int> NetByDay(List<Measured> sessions) =>
        new(sessions.SelectMany(m => m.Days.Append(new(m.Day, 0))).GroupBy(d => d.Key).ToDictionary(g => g.Key, g => g.Sum(d => d.Value)));

    /// <summary>The run as it stands after each day.</summary>
    private IEnumerable<(DateOnly Day, int Run)> Runs(SortedDictionary<DateOnly, int> net, DateOnly until, DateOnly today)
    {
        var run = 0;
        for (var day = net.Count == 0 ? DateOnly.MaxValue : net.Keys.Min(); day <= until; day = day.AddDays(1))
        {
            var rule = RuleOn(day);
            var isNeutral = rule.Rest.Contains(day.DayOfWeek) || Frozen.Contains(day) || day == today;
            run = net.GetValueOrDefault(day) >= 60 * rule.Minutes ? run + 1 : isNeutral ? run : 0;
            yield return (day, run);
        }
    }

    /// <summary>Weeks from Monday with three planned sessions or more, all of them done: each with the last of them.</summary>
    private static IEnumerable<(DateOnly, double)> AsPlanned(ReferenceYear year, List<Measured> sessions)
    {
        var days = sessions.ToDictionary(m => m.Fact.Id, m => m.Day);
        return Each(year.Live.Where(f => f.PlannedDay is not null)
            .GroupBy(f => Enumerable.Range(0, 7).Select(i => f.PlannedDay!.Value.AddDays(-i)).First(d => d.DayOfWeek == DayOfWeek.Monday))
            .Where(week => week.Count() >= 3 && week.All(f => days.ContainsKey(f.Id))).Select(week => (week.Key, Last: week.Max(f => days[f.Id]))), w => w.Last);
    }

    private static IEnumerable<(DateOnly, double)> Sums(IEnumerable<(DateOnly Day, double Value)> days)
    {
        var sum = 0m;
        foreach (var day in days.GroupBy(d => d.Day).OrderBy(g => g.Key))
        {
            // A sum of seconds stays exact.
            sum += day.Sum(d => (decimal)Math.Round(d.Value * 3600));
            yield return (day.Key, (double)sum / 3600);
        }
    }

    private static IEnumerable<(DateOnly, double)> Each(IEnumerable<DateOnly> days) => days.Distinct().Order().Select((day, i) => (day, i + 1d));

    private static IEnumerable<(DateOnly, double)> Each<T>(IEnumerable<T> things, Func<T, DateOnly> dayOf) => things.Select(dayOf).Order().Select((day, i) => (day, i + 1d));

    private static IEnumerable<(DateOnly, double)> InARow(List<DateOnly> days) =>
        days.Select(day => (day, (double)Enumerable.Range(0, days.Count).TakeWhile(ago => days.Contains(day.AddDays(-ago))).Count()));
}

/// <summary>What holds for points and streak.</summary>
internal sealed record RewardRule(decimal Rate, int Cap, bool ManualEarns, int Minutes, IReadOnlyList<DayOfWeek> Rest)
{
    public static RewardRule Usual { get; } = new(0.5m, 240, false, 10, []);
}
