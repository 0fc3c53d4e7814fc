using StudyDashboard.Features.Goals;
using StudyDashboard.Features.Plans;
using StudyDashboard.Features.Rewards.Achievements;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Progress;

/// <summary>
/// Random years with edits and deletes: plan, goals, points, streak and achievements must equal what <see cref="ReferenceYear"/> counts from
/// the bare list of sessions, a rebuild must change nothing, and the same sessions in another order must come to the same.
/// </summary>
public sealed class YearModelTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static readonly (string Zone, int DayStart, string Start)[] Years =
    [
        ("Europe/Sofia", 4, "2025-11-20 06:00"),
        ("America/New_York", 2, "2025-03-01 12:00"),
        ("Australia/Lord_Howe", 0, "2025-07-01 06:00"),
    ];

    // One test, so that what chance leaves out of one year is asked of all of them together.
    [Fact]
    public async Task RandomYears_InAnyOrder_EqualThePlainCalculationAndARebuild()
    {
        var done = new Dictionary<string, int>();
        var compared = new List<YearComparison>();
        foreach (var (number, (zone, dayStart, start)) in Years.Index())
        {
            var seed = number + 1;
            using var run = new YearRun(seed, zone, dayStart, Make.At(start));
            compared.Add(await CompareAsync(run, seed));
            foreach (var (step, times) in run.Done)
            {
                done[step] = done.GetValueOrDefault(step) + times;
            }
            using var again = new YearAgain(run, seed, zone, dayStart);
            await again.RecordAsync();
            await new YearComparison(again.Study, again.Year).CompareAsync(run.Today, $"seed {seed}, in another order");
            Assert.Equal(0, await again.Study.Get<Rebuild>().RunAsync(Token));
        }

        Assert.All(done, pair => Assert.True(pair.Value > 2, $"{pair.Key} ran only {pair.Value} times"));
        var rows = compared.SelectMany(c => c.GoalRows).Where(r => r.Value > 0).Select(r => r.Key).ToList();
        Assert.Equal(Enum.GetValues<GoalMetric>(), rows.Select(r => r.Metric).Distinct().Order());
        Assert.Equal(Enum.GetValues<GoalPeriod>(), rows.Select(r => r.Period).Distinct().Order());
        Assert.Equal(Enum.GetValues<GoalStatus>(), compared.SelectMany(c => c.Statuses).Distinct().Order());
        Assert.Equal(Enum.GetValues<MasteryLevel>(), compared.SelectMany(c => c.Levels).Distinct().Order());
        Assert.Equal(Enum.GetValues<AchievementFigure>(), compared.SelectMany(c => c.Reached).Distinct().Order());
        Assert.NotEmpty(compared.SelectMany(c => c.Withdrawn));
    }

    private static async Task<YearComparison> CompareAsync(YearRun run, int seed)
    {
        var comparison = new YearComparison(run.Study, run.Year);
        await run.BeginAsync();
        for (var step = 1; !run.IsOver; step++)
        {
            await run.StepAsync();
            if (step % 40 == 0)
            {
                await comparison.CompareAsync(run.Today, $"seed {seed}, step {step}");
            }
        }
        await comparison.CompareAsync(run.Today, $"seed {seed}, the end");
        await comparison.CompareOutcomesAsync(run.Today, $"seed {seed}");
        Assert.Equal(0, await run.Study.Get<Rebuild>().RunAsync(Token));
        return comparison;
    }
}
