using StudyDashboard.Features.Classes;
using StudyDashboard.Features.Classes.Assignments;
using StudyDashboard.Features.Classes.Leaderboards;

namespace StudyDashboard.Tests.Features.Classes;

public sealed class ClassRulesTests
{
    private static readonly DateOnly Today = new(2026, 3, 10);

    [Theory]
    [InlineData(null, null, AssignmentStanding.Open)]
    [InlineData(0, null, AssignmentStanding.Open)]
    [InlineData(-1, null, AssignmentStanding.Late)]
    [InlineData(-1, -1, AssignmentStanding.Done)]
    [InlineData(-1, 0, AssignmentStanding.DoneLate)]
    [InlineData(null, -3, AssignmentStanding.Done)]
    public void Standing_ByDueDayAndCompletion_CountsTheDueDayAsInTime(int? due, int? completed, AssignmentStanding standing) =>
        Assert.Equal(standing, AssignmentStandings.Of(Day(due), Day(completed), Today));

    [Fact]
    public void Rate_LeavesOutWhatIsOpen()
    {
        Assert.Equal(2 / 3.0, AssignmentStandings.Rate([AssignmentStanding.Done, AssignmentStanding.DoneLate, AssignmentStanding.Late, AssignmentStanding.Open, AssignmentStanding.Open]));
        Assert.Null(AssignmentStandings.Rate([AssignmentStanding.Open]));
    }

    [Theory]
    [InlineData(-9, -5, null, false)]
    [InlineData(-9, -4, null, true)]
    [InlineData(-9, null, null, true)]
    [InlineData(-1, 3, -2, false)]
    [InlineData(-2, 3, -2, true)]
    public void Concerns_ByDaysInTheClass_LeavesOutWhatWasDueBeforeOrGivenAfter(int given, int? due, int? left, bool concerns) =>
        Assert.Equal(concerns, AssignmentStandings.Concerns(Day(given)!.Value, Day(due), Today.AddDays(-4), Day(left)));

    [Fact]
    public void Ranking_EqualValues_ShareAPlaceAndTheNextCountsOn() => Assert.Equal(
        [(1, "ann"), (1, "Bo"), (3, "Cy"), (4, "Di")],
        Ranking.Of([(4, "Di", -5), (2, "Bo", 30), (1, "ann", 30), (3, "Cy", 12)]).Select(p => (p.Rank, p.Nickname)));

    [Theory]
    [InlineData(new[] { 10.0, 20, 30, 40 }, null)]
    [InlineData(new[] { 50.0, 10, 30, 20, 40 }, 30.0)]
    [InlineData(new[] { 60.0, 50, 10, 30, 20, 41 }, 35.5)]
    public void Median_IsToldFromFiveOn(double[] values, double? median) => Assert.Equal(median, ClassMedian.Of(values));

    private static DateOnly? Day(int? days) => days is { } d ? Today.AddDays(d) : null;
}
