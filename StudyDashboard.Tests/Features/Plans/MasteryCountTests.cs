using StudyDashboard.Features.Plans;
using StudyDashboard.Features.Plans.Progress;

namespace StudyDashboard.Tests.Features.Plans;

public sealed class MasteryCountTests
{
    [Fact]
    public void Mastery_WorkedCase_CutsTheOldestInProportion()
    {
        var count = MasteryCount.Of([new(40, 30, false), new(20, 20, false)]);

        Assert.Equal(50, count.Answers);
        Assert.Equal(80d, count.Percent);
        Assert.Equal(MasteryLevel.Familiar, count.Level);
    }

    [Fact]
    public void Level_WithoutAnAnswer_IsNone()
    {
        var count = MasteryCount.Of([]);

        Assert.Null(count.Percent);
        Assert.Equal(MasteryLevel.None, count.Level);
    }

    [Theory]
    [InlineData("1/0", MasteryLevel.Attempted)]
    [InlineData("10/6", MasteryLevel.Attempted)]
    [InlineData("10/7", MasteryLevel.Familiar)]
    [InlineData("9/9", MasteryLevel.Familiar)]
    [InlineData("10/10", MasteryLevel.Proficient)]
    [InlineData("4/4 6/6", MasteryLevel.Proficient)]
    [InlineData("4/4 6/6 40/0", MasteryLevel.Proficient)]
    // The ten reach into a block with an error.
    [InlineData("4/4 20/18", MasteryLevel.Familiar)]
    // A quiz over several domains that came before it was proficient says nothing later.
    [InlineData("10/10 3/3m", MasteryLevel.Proficient)]
    [InlineData("3/3m 10/10", MasteryLevel.Mastered)]
    [InlineData("2/2 3/3m 6/6 4/4", MasteryLevel.Mastered)]
    [InlineData("3/3m 9/9", MasteryLevel.Proficient)]
    // An error since takes it back.
    [InlineData("1/0 3/3m 10/10", MasteryLevel.Familiar)]
    [InlineData("3/2m 10/10", MasteryLevel.Familiar)]
    [InlineData("1/1m 12/12m 10/10", MasteryLevel.Mastered)]
    public void Level_IsTheHighestThatHolds(string newestFirst, MasteryLevel level) =>
        Assert.Equal(level, MasteryCount.Of(newestFirst.Split(' ').Select(Block)).Level);

    [Fact]
    public void NeedsMore_AsSoonAsNothingOlderCounts_IsFalse()
    {
        var count = new MasteryCount();
        for (var block = 0; block < 5; block++)
        {
            Assert.True(count.NeedsMore(isMixedLeft: false));
            count.Take(new(10, block == 1 ? 9 : 10, false));
        }
        Assert.False(count.NeedsMore(isMixedLeft: true));

        var faultless = new MasteryCount();
        faultless.Take(new(60, 60, false));
        Assert.True(faultless.NeedsMore(isMixedLeft: true));
        Assert.False(faultless.NeedsMore(isMixedLeft: false));
    }

    [Fact]
    public void PlanProgress_WorkedCase_IsTheMeanByWeight() => Assert.Equal(26d, PlanProgress.Of([(2, 14), (1, 50)]));

    private static AnswerCounts Block(string text)
    {
        var parts = text.TrimEnd('m').Split('/');
        return new(int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture), text.EndsWith('m'));
    }
}
