using StudyDashboard.Features.Goals;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Goals;

/// <summary>Random histories of sessions against a plain calculation that knows only the list of them.</summary>
public sealed class GoalModelTests
{
    private static readonly string[] Subjects = ["Algebra", "Anatomy"];
    private static readonly SessionKind[] Kinds = [SessionKind.Theory, SessionKind.Practice];
    private static readonly DateTime Start = Make.At("2026-01-05 08:00");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task RandomHistory_EveryGoal_EqualsThePlainCalculation(int seed)
    {
        var random = new Random(seed);
        using var world = new GoalWorld();
        world.Study.Clock.SetUtc(Start);
        var goals = new List<(int Id, GoalDraft Draft, DateOnly First)>();
        var facts = new Dictionary<int, (DateTime Start, int Minutes, string Subject, SessionKind Kind, int Answered, int Correct, bool IsThere)>();
        for (var step = 0; step < 160; step++)
        {
            world.Study.Clock.Advance(TimeSpan.FromHours(random.Next(1, 16)));
            switch (random.Next(6))
            {
                case 0 when goals.Count < 9:
                    var draft = Draft(random, Today(world));
                    goals.Add((await world.AddAsync(draft), draft, Today(world)));
                    break;
                case 1 when facts.Count > 0:
                    var (id, fact) = facts.ElementAt(random.Next(facts.Count));
                    var log = world.Study.Get<LogService>();
                    await (fact.IsThere ? log.DeleteAsync(world.Study.StudentId, [id], Token) : (Task)log.RestoreAsync(world.Study.StudentId, [id], Token));
                    facts[id] = fact with { IsThere = !fact.IsThere };
                    break;
                default:
                    // Some come late: for any day of the last two weeks, at noon in Sofia, so that none crosses a day.
                    var at = Today(world).AddDays(-random.Next(15)).ToDateTime(new TimeOnly(10, 0), DateTimeKind.Utc);
                    var (minutes, answered) = (random.Next(1, 90), random.Next(12));
                    var made = (at, minutes, Subjects[random.Next(2)], Kinds[random.Next(2)], answered, random.Next(answered + 1), true);
                    facts[(await world.StudyAsync($"{at:yyyy-MM-dd HH:mm}", minutes, made.Item3, made.Item4, answered, made.Item6)).Value.Id] = made;
                    break;
            }
        }

        var rows = await world.RowsAsync();
        var checkedRows = 0;
        foreach (var (id, draft, madeOn) in goals)
        {
            foreach (var period in facts.Values.Where(f => f.IsThere && Holds(draft, f)).Select(f => DateOnly.FromDateTime(f.Start)).Where(d => IsWithin(draft, madeOn, d)).GroupBy(d => From(draft, madeOn, d)))
            {
                var (value, reached) = Plainly(draft, [.. facts.Values.Where(f => f.IsThere && Holds(draft, f) && IsWithin(draft, madeOn, DateOnly.FromDateTime(f.Start)) && From(draft, madeOn, DateOnly.FromDateTime(f.Start)) == period.Key)]);
                var row = rows.SingleOrDefault(r => r.GoalId == id && r.FromDay == period.Key);
                if (value is { } expected)
                {
                    Assert.True(row is not null, $"goal {draft} has no row of {period.Key}");
                    Assert.Equal(expected, row.Value, 9);
                    Assert.Equal(reached, row.ReachedOn);
                    checkedRows++;
                }
            }
        }
        Assert.Equal(checkedRows, rows.Count);
        Assert.True(checkedRows > 10, $"only {checkedRows} rows");
        Assert.Equal(0, await world.RebuildAsync());
    }


    private static DateOnly Today(GoalWorld world) => DateOnly.FromDateTime(world.Study.Clock.UtcNow.AddHours(2 - 4));

    private static GoalDraft Draft(Random random, DateOnly today)
    {
        GoalMetric[] metrics = [GoalMetric.Minutes, GoalMetric.Sessions, GoalMetric.Questions, GoalMetric.Accuracy];
        var (metric, period) = (metrics[random.Next(metrics.Length)], (GoalPeriod)random.Next(4));
        return new GoalDraft
        {
            Metric = metric, Period = period, Target = metric switch { GoalMetric.Minutes => 60, GoalMetric.Sessions => 2, GoalMetric.Questions => 10, _ => 50 },
            Subject = random.Next(2) == 0 ? Subjects[random.Next(2)] : null, Kind = random.Next(3) == 0 ? Kinds[random.Next(2)] : null,
            EndsOn = period == GoalPeriod.Once || random.Next(3) == 0 ? today.AddDays(random.Next(1, 40)) : null,
        };
    }

    private static bool Holds(GoalDraft goal, (DateTime Start, int Minutes, string Subject, SessionKind Kind, int Answered, int Correct, bool IsThere) fact) =>
        (goal.Subject is null || goal.Subject == fact.Subject) && (goal.Kind is null || goal.Kind == fact.Kind);

    private static bool IsWithin(GoalDraft goal, DateOnly madeOn, DateOnly day) => day >= From(goal, madeOn, madeOn) && (goal.EndsOn is null || day <= goal.EndsOn);

    private static DateOnly From(GoalDraft goal, DateOnly madeOn, DateOnly day) => goal.Period switch
    {
        GoalPeriod.Day => day,
        GoalPeriod.Week => Enumerable.Range(0, 7).Select(i => day.AddDays(-i)).First(d => d.DayOfWeek == DayOfWeek.Monday),
        GoalPeriod.Month => day.AddDays(1 - day.Day),
        _ => madeOn,
    };

    private static (double? Value, DateOnly? Reached) Plainly(
        GoalDraft goal, IReadOnlyList<(DateTime Start, int Minutes, string Subject, SessionKind Kind, int Answered, int Correct, bool IsThere)> facts)
    {
        double? Value(DateOnly through)
        {
            var some = facts.Where(f => DateOnly.FromDateTime(f.Start) <= through).ToList();
            return goal.Metric switch
            {
                GoalMetric.Minutes => some.Sum(f => f.Minutes),
                GoalMetric.Sessions => some.Count,
                GoalMetric.Questions => some.Sum(f => f.Answered),
                _ => some.Sum(f => f.Answered) == 0 ? null : 100.0 * some.Sum(f => f.Correct) / some.Sum(f => f.Answered),
            };
        }
        var days = facts.Select(f => DateOnly.FromDateTime(f.Start)).Distinct().Order().ToList();
        var last = Value(days[^1]);
        var since = days.AsEnumerable().Reverse().TakeWhile(d => Value(d) >= goal.Target).ToList();
        return (last is null or 0 && goal.Metric != GoalMetric.Accuracy ? null : last, since.Count == 0 ? null : since[^1]);
    }
}
