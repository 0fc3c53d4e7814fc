using FsCheck;
using FsCheck.Fluent;
using StudyDashboard.Infrastructure.Duties;
using StudyDashboard.Tests.Support;
using Interval = StudyDashboard.Infrastructure.Time.Interval;

namespace StudyDashboard.Tests.Infrastructure.Duties;

public sealed class UptimeTests
{
    private static readonly DateTime Start = Make.At("2026-03-10 00:00");

    [Fact]
    public void Uptime_WithADowntimeInBetween_LeavesItOut()
    {
        Interval[] runs = [Run(0, 60), Run(240, 600)];

        Assert.Equal(60 * (30 + 60), Uptime.Seconds(runs, At(30), At(300)));
    }

    [Fact]
    public void Uptime_OfRunsThatOverlap_CountsNoSecondTwice() =>
        Assert.Equal(60 * 60, Uptime.Seconds([Run(20, 80), Run(0, 60), Run(40, 50)], At(0), At(60)));

    [Fact]
    public void Uptime_WithoutRuns_IsNone() => Assert.Equal(0, Uptime.Seconds([], At(0), At(600)));

    [Fact]
    public void Uptime_OfAnyRuns_EqualsTheMinutesOfWhichOneIsUp() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Zip(Gen.Choose(0, 100), Gen.Choose(0, 40)).ListOf().Zip(Gen.Choose(0, 100).Zip(Gen.Choose(0, 100))).ToArbitrary(),
        sample =>
        {
            var (pairs, (a, b)) = sample;
            var (from, to) = (Math.Min(a, b), Math.Max(a, b));
            var expected = Enumerable.Range(from, to - from).Count(minute => pairs.Any(p => p.Item1 <= minute && minute < p.Item1 + p.Item2));
            return Uptime.Seconds(pairs.Select(p => Run(p.Item1, p.Item1 + p.Item2)), At(from), At(to)) == 60 * expected;
        }));

    private static DateTime At(int minute) => Start.AddMinutes(minute);

    private static Interval Run(int from, int to) => new(At(from), At(to));
}
