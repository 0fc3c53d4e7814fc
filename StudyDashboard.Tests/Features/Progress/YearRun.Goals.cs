using StudyDashboard.Features.Goals;
using StudyDashboard.Features.Sessions;

namespace StudyDashboard.Tests.Features.Progress;

/// <content>Goals of every metric, period and scope, and what a person does with them.</content>
internal sealed partial class YearRun
{
    private List<GoalMetric> _metrics = [];

    private IEnumerable<ReferenceGoal> OpenGoals => Year.Goals.Where(g => g.DeletedAt is null && g.ArchivedOn is null);

    private async Task AddGoalAsync()
    {
        if (_metrics.Count == 0)
        {
            var all = Enum.GetValues<GoalMetric>();
            _random.Shuffle(all);
            _metrics = [.. all];
        }
        var metric = _metrics[0];
        _metrics.RemoveAt(0);
        var draft = Scoped(metric, Year.Goals.Count) with
        {
            Metric = metric, Period = metric == GoalMetric.PlanProgress ? GoalPeriod.Once : (GoalPeriod)((Year.Goals.Count + (Year.Goals.Count / 8)) % 4),
            StartsOn = Today.AddDays(_random.Next(-60, 10)), RestDays = Weekdays(), SkipBudget = _random.Next(3),
        };
        draft = draft with { Target = Target(draft), EndsOn = draft.Period == GoalPeriod.Once || _random.Next(4) == 0 ? Today.AddDays(_random.Next(15, 160)) : null };
        var id = 0;
        await SetAsync("goal", async study =>
        {
            var added = await study.Get<GoalService>().AddAsync(await StudentAsync(study), draft, Token);
            Assert.Null(added.Refusal);
            id = added.Value;
        });
        var goal = new ReferenceGoal(id, draft, draft.StartsOn.Value);
        goal.Terms[goal.From(goal.StartsOn)] = (draft.Target!.Value, draft.RestDays, draft.SkipBudget);
        Year.Goals.Add(goal);
    }

    private async Task EditGoalAsync()
    {
        if (Any(OpenGoals) is not { } goal)
        {
            return;
        }
        var draft = goal.Draft with { Target = Target(goal.Draft), RestDays = Weekdays(), SkipBudget = _random.Next(3) };
        draft = draft.EndsOn > Today && _random.Next(2) == 0 ? draft with { EndsOn = Today.AddDays(_random.Next(0, 90)) } : draft;
        draft = draft.EndsOn < goal.StartsOn ? draft with { EndsOn = goal.Draft.EndsOn } : draft;
        await SetAsync("goal edited", async study => Assert.Null((await study.Get<GoalService>().EditAsync(await StudentAsync(study), goal.Id, null, draft, Token)).Refusal));
        goal.Draft = draft;
        var first = goal.From(goal.StartsOn);
        goal.Terms[Today > first ? Today : first] = (draft.Target!.Value, draft.RestDays, draft.SkipBudget);
    }

    private async Task PauseGoalAsync()
    {
        if (Any(OpenGoals) is { } goal)
        {
            var from = Today.AddDays(_random.Next(0, 4));
            var to = _random.Next(3) == 0 ? (DateOnly?)null : from.AddDays(_random.Next(0, 20));
            await SetAsync("goal paused", async study => Assert.Null((await study.Get<GoalService>().PauseAsync(await StudentAsync(study), goal.Id, from, to, Token)).Refusal));
            goal.Pauses.RemoveAll(p => p.From == from);
            goal.Pauses.Add((from, to));
        }
    }

    private async Task ResumeGoalAsync()
    {
        if (Any(OpenGoals.Where(g => g.Pauses.Exists(p => p.From <= Today && !(p.To < Today)))) is { } goal)
        {
            await SetAsync("goal resumed", async study => Assert.Null((await study.Get<GoalService>().ResumeAsync(await StudentAsync(study), goal.Id, Token)).Refusal));
            var paused = goal.Pauses.Where(p => p.From <= Today && !(p.To < Today)).ToList();
            goal.Pauses.RemoveAll(paused.Contains);
            goal.Pauses.AddRange(paused.Where(p => p.From < Today).Select(p => (p.From, (DateOnly?)Today.AddDays(-1))));
        }
    }

    private async Task ArchiveGoalAsync()
    {
        if (Any(OpenGoals) is { } goal)
        {
            goal.ArchivedOn = Today;
            await SetAsync("goal archived", async study => Assert.Null((await study.Get<GoalService>().ArchiveAsync(await StudentAsync(study), goal.Id, Token)).Refusal));
        }
    }

    private async Task UnarchiveGoalAsync()
    {
        if (Any(Year.Goals.Where(g => g.DeletedAt is null && g.ArchivedOn is not null)) is { } goal)
        {
            goal.ArchivedOn = null;
            await SetAsync("goal taken back", async study => Assert.Null((await study.Get<GoalService>().UnarchiveAsync(await StudentAsync(study), goal.Id, Token)).Refusal));
        }
    }

    private async Task DeleteGoalAsync()
    {
        if (Any(OpenGoals) is { } goal)
        {
            goal.DeletedAt = Now;
            await SetAsync("goal deleted", async study => Assert.Null(await study.Get<GoalService>().DeleteAsync(await StudentAsync(study), goal.Id, Token)));
        }
    }

    /// <summary>Within the 30 days that a deleted goal is kept.</summary>
    private async Task RestoreGoalAsync()
    {
        if (Any(Year.Goals.Where(g => g.DeletedAt > Now - (29 * 86_400))) is { } goal)
        {
            goal.DeletedAt = null;
            await SetAsync("goal restored", async study => Assert.Null(await study.Get<GoalService>().RestoreAsync(await StudentAsync(study), goal.Id, Token)));
        }
    }

    /// <summary>Counts by hand, now and then something back, for any day of the goal.</summary>
    private async Task CountAsync()
    {
        var day = Today.AddDays(-_random.Next(_random.Next(1, 40)));
        if (Any(OpenGoals.Where(g => g.Draft.Metric == GoalMetric.CustomCount && day >= g.From(g.StartsOn) && !(day > g.Draft.EndsOn))) is { } goal)
        {
            var amount = _random.Next(4) == 0 ? -_random.Next(1, 4) : _random.Next(1, 6);
            var id = 0;
            await SetAsync("counted", async study => id = (await study.Get<GoalService>().CountAsync(await StudentAsync(study), goal.Id, amount, day, null, Token)).Value);
            goal.Entries.Add((id, day, amount));
        }
    }

    private async Task UncountAsync()
    {
        if (Any(OpenGoals.Where(g => g.Entries.Count > 0)) is { } goal)
        {
            var entry = goal.Entries[_random.Next(goal.Entries.Count)];
            goal.Entries.Remove(entry);
            await SetAsync("counted back", async study => Assert.Null(await study.Get<GoalService>().UncountAsync(await StudentAsync(study), goal.Id, entry.Id, Token)));
        }
    }

    private GoalDraft Scoped(GoalMetric metric, int number)
    {
        var plan = Year.Plans.FirstOrDefault()?.Id;
        return (metric, number % 6) switch
        {
            (GoalMetric.CustomCount, _) => new GoalDraft(),
            (GoalMetric.PlanProgress, 0 or 1) => new GoalDraft(),
            (GoalMetric.PlanProgress, 2 or 3) => new GoalDraft { DomainCode = "SURG" },
            (GoalMetric.PlanProgress, _) => new GoalDraft { PlanId = plan, DomainCode = plan is null ? null : "PROTH" },
            (_, 1) => new GoalDraft { DomainCode = "SURG" },
            (_, 2) => new GoalDraft { Subject = "Algebra" },
            (GoalMetric.Minutes or GoalMetric.Sessions or GoalMetric.Questions or GoalMetric.Accuracy, 3) => new GoalDraft { Kind = SessionKind.Practice },
            (GoalMetric.Minutes or GoalMetric.Sessions or GoalMetric.Questions or GoalMetric.Accuracy, 4) => new GoalDraft { ClassId = _class },
            (_, 5) when plan is not null && metric != GoalMetric.CardsReviewed => new GoalDraft { PlanId = plan, DomainCode = metric == GoalMetric.LessonsAttended ? null : "SURG" },
            _ => new GoalDraft(),
        };
    }

    private double Target(GoalDraft goal)
    {
        var most = goal.Metric switch
        {
            GoalMetric.Minutes => 30, GoalMetric.Questions => 10, GoalMetric.CardsReviewed => 10, GoalMetric.Accuracy or GoalMetric.PlanProgress => 90, GoalMetric.CustomCount => 5, _ => 1,
        };
        // Of a plan an odd part of a percent: its progress is kept in millionths, and a bound in between is the same for both.
        return goal.Metric is GoalMetric.Accuracy ? _random.Next(30, most)
            : goal.Metric is GoalMetric.PlanProgress ? _random.Next(3, 40) + 0.4567
            : (int)Math.Ceiling(most * (0.5 + _random.NextDouble()) * goal.Period switch { GoalPeriod.Day => 1, GoalPeriod.Week => 3, GoalPeriod.Month => 8, _ => 15 });
    }
}
