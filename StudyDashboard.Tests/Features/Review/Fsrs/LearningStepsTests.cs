using StudyDashboard.Features.Review;
using StudyDashboard.Features.Review.Fsrs;

namespace StudyDashboard.Tests.Features.Review.Fsrs;

public sealed class LearningStepsTests
{
    [Theory]
    [InlineData("1m 10m", "1m 10m")]
    [InlineData("60m, 1440m 90", "1h 1d 90m")]
    [InlineData("", "")]
    public void Parse_Steps_AreWrittenShort(string text, string written) => Assert.Equal(written, LearningSteps.Parse(text, "learning_steps").Value.ToString());

    [Theory]
    [InlineData("1x", "\"1x\" is not a step")]
    [InlineData("0m", "0 minutes")]
    [InlineData("31d", "44640 minutes")]
    [InlineData("99999999999999999999d", "is not a step")]
    [InlineData("1 1 1 1 1 1 1 1 1 1 1", "11 steps")]
    public void Parse_Impossible_IsRefusedWithTheField(string text, string why)
    {
        var field = Assert.Single(LearningSteps.Parse(text, "learning_steps").Refusal!.Fields);

        Assert.Equal("learning_steps", field.Field);
        Assert.Contains(why, field.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void After_Hard_LiesBetweenTheFirstTwo()
    {
        Assert.Equal((6, 1), new LearningSteps(1, 10, 60).After(1, ReviewGrade.Hard));
        Assert.Equal((8, 0), new LearningSteps(5).After(0, ReviewGrade.Hard));
        Assert.Equal((0, 0), new LearningSteps(5).After(0, ReviewGrade.Good));
    }
}
