using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Rewards;
using StudyDashboard.Tests.Features.Goals;

namespace StudyDashboard.Tests.Features.Rewards;

public sealed class PointsRateTests
{
    [Theory]
    [InlineData(0.58, 50, 29)]
    [InlineData(0.7, 90, 63)]
    [InlineData(0.29, 100, 29)]
    [InlineData(0.58, 49, 28)]
    public async Task Points_OfARateWithoutAnExactBinaryForm_AreThoseOnPaper(double rate, int minutes, int points)
    {
        using var world = new GoalWorld();
        Assert.Null(await world.Study.Get<RewardTermsService>().SetAsync(await world.MinaAsync(), rate, 240, false, 10, [], TestContext.Current.CancellationToken));

        await world.StudyAsync("2026-03-10 06:00", minutes);

        await using var context = world.Study.Context();
        Assert.Equal(points, (await context.Points.SingleAsync(TestContext.Current.CancellationToken)).Points);
    }
}
