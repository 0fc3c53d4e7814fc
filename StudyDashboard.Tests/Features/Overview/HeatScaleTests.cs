using FsCheck;
using FsCheck.Fluent;
using StudyDashboard.Features.Overview;

namespace StudyDashboard.Tests.Features.Overview;

public sealed class HeatScaleTests
{
    [Fact]
    public void LevelOf_FourDays_IsOneShadeEach()
    {
        var scale = HeatScale.Of([0, 10, 20, 30, 40]);

        Assert.Equal([0, 1, 2, 3, 4], new[] { 0, 10, 20, 30, 40 }.Select(scale.LevelOf));
    }

    [Fact]
    public void LevelOf_NoDays_IsEmpty() => Assert.Equal(0, HeatScale.Of([0, 0]).LevelOf(0));

    [Fact]
    public void LevelOf_AnyDays_AgreesWithTheNaiveCalculation() => Check.QuickThrowOnFailure(
        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), values =>
        {
            var scale = HeatScale.Of(values);
            var above = values.Where(v => v > 0).ToList();
            // A day is in the first quarter when the smallest value that a quarter of the days do not exceed reaches it, and so on.
            return Array.TrueForAll(values, v => scale.LevelOf(v) == (v <= 0 ? 0 : Enumerable.Range(1, 4).First(q => q == 4 || v <= Quartile(above, q))));
        }));

    private static int Quartile(List<int> above, int quarter) =>
        above.Order().First(candidate => 4L * above.Count(v => v <= candidate) >= (long)quarter * above.Count);
}
