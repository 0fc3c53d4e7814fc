using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Goals;
using StudyDashboard.Features.Plans;
using StudyDashboard.Features.Rewards;
using StudyDashboard.Features.Rewards.Achievements;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Progress;

/// <summary>Holds what the product has stored against the plain calculation, and remembers what it had to say something about.</summary>
internal sealed class YearComparison(StudyFixture study, ReferenceYear year)
{
    /// <summary>Rows that were compared, by metric and period of their goals.</summary>
    public Dictionary<(GoalMetric Metric, GoalPeriod Period), int> GoalRows { get; } = [];

    public HashSet<GoalStatus> Statuses { get; } = [];

    public HashSet<AchievementFigure> Reached { get; } = [];

    public HashSet<AchievementFigure> Withdrawn { get; } = [];

    public HashSet<MasteryLevel> Levels { get; } = [];

    private IReadOnlyCollection<string> _reachedBefore = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task CompareAsync(DateOnly today, string when)
    {
        var sessions = year.Measure();
        await using var context = study.Context();
        await TotalsAsync(context, sessions, when);
        await PlansAsync(context, sessions, when);
        await GoalsAsync(context, sessions, today, when);
        await RewardsAsync(context, sessions, today, when);
        await AchievementsAsync(context, sessions, when);
    }

    private static async Task TotalsAsync(StudyDbContext context, List<Measured> sessions, string when)
    {
        var days = sessions.SelectMany(m => m.Days.Keys.Append(m.Day)).Distinct().Order().Select(day => (day, Net: sessions.Sum(m => m.Days.GetValueOrDefault(day)),
            Sessions: sessions.Count(m => m.Day == day), Answered: sessions.Where(m => m.Day == day).Sum(m => m.Fact.Answered),
            Correct: sessions.Where(m => m.Day == day).Sum(m => m.Fact.Correct), Cards: sessions.Where(m => m.Day == day).Sum(m => m.Fact.Cards)));
        Same(days, (await context.Days.OrderBy(d => d.StudyDay).ToListAsync(Token)).Select(d => (d.StudyDay, d.NetSeconds, d.Sessions, d.Answered, d.Correct, d.Cards)), "days", when);
    }

    private async Task PlansAsync(StudyDbContext context, List<Measured> sessions, string when)
    {
        var stored = await context.Set<PlanDomain>().AsNoTracking().Include(d => d.Standing).OrderBy(d => d.PlanId).ThenBy(d => d.Code).ToListAsync(Token);
        var wanted = year.Plans.SelectMany(p => p.Domains.Select(d => (p.Id, d.Code, Standing: p.Standing(d, sessions)))).OrderBy(d => d.Id).ThenBy(d => d.Code, StringComparer.Ordinal).ToList();
        Same(wanted.Select(d => (d.Id, d.Code, d.Standing.Net, Rounded(d.Standing.Progress), Rounded(d.Standing.Mastery), d.Standing.Level)),
            stored.Select(d => (d.PlanId, d.Code, d.Standing.NetSeconds, Rounded(d.Standing.Progress), Rounded(d.Standing.Mastery), d.Standing.Level)), "plans", when);
        Levels.UnionWith(wanted.Select(d => d.Standing.Level));
        Same(year.Plans.Where(p => p.IsActive).Select(p => p.Id), await context.Set<Plan>().Where(p => p.Status == PlanStatus.Active).Select(p => p.Id).ToListAsync(Token), "active plan", when);
    }

    private async Task GoalsAsync(StudyDbContext context, List<Measured> sessions, DateOnly today, string when)
    {
        await study.Get<GoalUpkeep>().RunAsync(study.Clock.UtcNow, Token);
        var stored = (await context.Set<GoalProgress>().AsNoTracking().ToListAsync(Token)).ToLookup(r => r.GoalId);
        var statuses = await context.Set<Goal>().AsNoTracking().ToDictionaryAsync(g => g.Id, g => g.Status, Token);
        foreach (var goal in year.Goals.Where(g => g.DeletedAt is null))
        {
            var rows = goal.Rows(year, sessions).OrderBy(r => r.From).ToList();
            Same(rows.Select(r => (r.From, r.To, Rounded(r.Value), r.Target, r.ReachedOn)),
                stored[goal.Id].OrderBy(r => r.FromDay).Select(r => (r.FromDay, r.ToDay, Rounded(r.Value), r.Target, r.ReachedOn)), $"goal {goal.Id}: {goal.Draft}", when);
            Same([goal.Status(today, rows.Exists(r => r.ReachedOn is not null))], [statuses[goal.Id]], $"status of goal {goal.Id}: {goal.Draft}", when);
            Statuses.Add(statuses[goal.Id]);
            GoalRows[(goal.Draft.Metric, goal.Draft.Period)] = GoalRows.GetValueOrDefault((goal.Draft.Metric, goal.Draft.Period)) + rows.Count;
        }
    }

    /// <summary>What became of every period of every goal, with rest days, pauses and skip budget.</summary>
    public async Task CompareOutcomesAsync(DateOnly today, string when)
    {
        var student = (await study.Get<ProfileService>().GetAsync(study.StudentId, Token))! with { Roles = [Roles.Student] };
        var sessions = year.Measure();
        foreach (var goal in year.Goals.Where(g => g.DeletedAt is null))
        {
            var reached = goal.Rows(year, sessions).Where(r => r.ReachedOn is not null).Select(r => r.From).ToHashSet();
            var detail = (await study.Get<GoalReader>().FindAsync(student, goal.Id, Token))!;
            Same(goal.Outcomes(reached, today), detail.History.Periods.Reverse().Select(p => (p.From, p.Outcome)), $"outcomes of goal {goal.Id}: {goal.Draft}", when);
        }
    }

    private async Task RewardsAsync(StudyDbContext context, List<Measured> sessions, DateOnly today, string when)
    {
        var points = year.Rewards.Points(sessions).ToList();
        Same(points.Order(), (await context.Points.ToListAsync(Token)).Select(p => (p.SessionId, p.StudyDay, p.Points)).Order(), "ledger", when);
        var standing = await study.Get<PointsService>().OfAsync(study.StudentId, today, Token);
        int[] levels = [20, 50, 100, 250, 500, 1000, 2500, 5000, 10_000];
        var total = points.Sum(p => p.Points);
        Same([(points.Where(p => p.Day == today).Sum(p => p.Points), total, levels.Count(l => l <= total))], [(standing.Today, standing.Total, standing.Level)], "points", when);

        var studied = (await context.Days.ToListAsync(Token)).ToDictionary(d => d.StudyDay, d => d.NetSeconds);
        var streak = await study.Get<StreakService>().OfAsync(study.StudentId, studied, today, Token);
        Same([year.Rewards.Streak(sessions, today)], [(streak.Current, streak.Longest)], "streak", when);
        var elsewhere = (await context.RewardRulesAsync(study.StudentId, DateOnly.MinValue, today, Token)).Between(studied, DateOnly.MinValue, today, today);
        Same([(streak.Current, streak.Longest)], [(elsewhere.Streak, elsewhere.LongestStreak)], "streak of the analytics", when);
    }

    private async Task AchievementsAsync(StudyDbContext context, List<Measured> sessions, string when)
    {
        var stored = await context.Set<Achievement>().AsNoTracking().OrderBy(a => a.Code).ToDictionaryAsync(a => a.Code, a => a.ReachedOn, Token);
        var wanted = AchievementRule.All.Select(r => (r.Code, On: year.Rewards.Reached(r, year, sessions))).Where(r => r.On is not null).OrderBy(r => r.Code, StringComparer.Ordinal);
        Same(wanted.Select(r => (r.Code, r.On!.Value)), stored.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => (a.Key, a.Value)), "achievements", when);
        Reached.UnionWith(stored.Keys.Select(c => AchievementRule.Of(c)!.Figure));
        Withdrawn.UnionWith(_reachedBefore.Except(stored.Keys).Select(c => AchievementRule.Of(c)!.Figure));
        _reachedBefore = stored.Keys;
    }

    private static Near Rounded(double? value) => new(value);

    private static void Same<T>(IEnumerable<T> wanted, IEnumerable<T> stored, string what, string when)
    {
        var (plain, product) = (wanted.ToList(), stored.ToList());
        Assert.True(plain.SequenceEqual(product),
            $"{what}, {when}: calculated and not stored: {string.Join(" ", plain.Except(product).Take(5))}; stored and not calculated: {string.Join(" ", product.Except(plain).Take(5))}");
    }

    /// <summary>A number whose last digits show the order of adding, and the millionths in which progress is kept.</summary>
    private readonly record struct Near(double? Value)
    {
        public bool Equals(Near other) => Value is { } a && other.Value is { } b ? Math.Abs(a - b) < 0.001 : Value is null && other.Value is null;

        public override int GetHashCode() => 0;
    }
}
