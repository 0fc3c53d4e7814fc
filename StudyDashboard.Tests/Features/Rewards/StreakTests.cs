using FsCheck;
using FsCheck.Fluent;
using StudyDashboard.Features.Rewards;

namespace StudyDashboard.Tests.Features.Rewards;

public sealed class StreakTests
{
    private static readonly DateOnly Today = new(2026, 3, 10);

    [Fact]
    public void Streak_TodayUnfinished_GoesOn()
    {
        var streak = Streak.Of(new Dictionary<DateOnly, int> { [Today.AddDays(-2)] = 600, [Today.AddDays(-1)] = 600, [Today] = 599 }, Today, []);

        Assert.Equal((2, 2), (streak.Current, streak.Longest));
    }

    /// <summary>Counts back from today and forward over all days, day by day, as a person would on paper.</summary>
    [Fact]
    public void Streak_AnyDays_AgreesWithTheNaiveCalculation() => Check.QuickThrowOnFailure(
        Prop.ForAll(ArbMap.Default.ArbFor<bool[]>(), ArbMap.Default.ArbFor<DayOfWeek[]>(), (studied, rest) =>
        {
            var terms = new RewardTerms(1, DateOnly.MinValue);
            terms.Set(0.5, 240, false, 10, rest.Where(Enum.IsDefined));
            var days = studied.Select((s, ago) => (Day: Today.AddDays(-ago), Counts: s)).ToList();
            var streak = Streak.Of(days.Where(d => d.Counts).ToDictionary(d => d.Day, _ => 600), Today, [terms]);
            bool Breaks((DateOnly Day, bool Counts) d) => !d.Counts && d.Day != Today && !terms.RestDays.Contains(d.Day.DayOfWeek);
            var current = days.TakeWhile(d => !Breaks(d)).Count(d => d.Counts);
            var longest = 0;
            for (var run = 0; days.Count > 0; days.RemoveAt(days.Count - 1))
            {
                run = Breaks(days[^1]) ? 0 : run + (days[^1].Counts ? 1 : 0);
                longest = Math.Max(longest, run);
            }
            return streak.Current == current && streak.Longest == longest;
        }));

    [Theory]
    [InlineData(0, 0, 20)]
    [InlineData(19, 0, 20)]
    [InlineData(260, 4, 500)]
    [InlineData(10_000, 9, null)]
    public void Level_OfPoints_CountsTheThresholdsReached(int points, int level, int? next)
    {
        var standing = new PointsStanding(0, points);

        Assert.Equal((level, next), (standing.Level, standing.NextAt));
    }
}
