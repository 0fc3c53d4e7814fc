using FsCheck;
using FsCheck.Fluent;
using StudyDashboard.Features.Review;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Review;

public sealed class SittingTests
{
    private static readonly StudyCalendar Sofia = StudyCalendar.For("Europe/Sofia", 4);

    [Fact]
    public void Of_ReviewsTenMinutesApart_AreTwoSittings()
    {
        var start = Make.At("2024-03-29 20:00");

        var sittings = Sitting.Of([At(start, 5000), At(start.AddMinutes(9).AddSeconds(59), 5000), At(start.AddMinutes(19).AddSeconds(59), 5000)]).ToList();

        Assert.Equal([2, 1], sittings.Select(s => s.Reviews.Count));
    }

    [Fact]
    public void Of_OneSitting_StartsWithTheFirstAnswerAndCountsAMinuteAtMost()
    {
        var start = Make.At("2024-03-29 20:00");

        var sitting = Assert.Single(Sitting.Of([At(start, 90_000), At(start.AddMinutes(3), 7_241)]));

        Assert.Equal((start.AddSeconds(-90), start.AddMinutes(3)), (sitting.Start, sitting.End));
        Assert.Equal(67, sitting.HoursIn(Sofia).Sum(h => h.NetSeconds));
    }

    [Fact]
    public void Of_SittingOverTheDayBoundary_CountsEachAnswerOnItsDay()
    {
        // 04:00 in Sofia in winter is 02:00 UTC.
        var boundary = Make.At("2024-02-10 02:00");

        var sitting = Assert.Single(Sitting.Of([At(boundary.AddMinutes(-2), 20_000), At(boundary.AddMinutes(1), 30_000)]));

        Assert.Equal([(new DateOnly(2024, 2, 9), 3, 20), (new DateOnly(2024, 2, 10), 4, 30)], sitting.HoursIn(Sofia).Select(h => (h.StudyDay, h.Hour, h.NetSeconds)));
    }

    [Fact]
    public void Of_AnyReviews_HoursAddUpToTheRoundedNet() => Prop.ForAll<int>(seed =>
    {
        foreach (var sitting in Sitting.Of(Some(seed)))
        {
            var milliseconds = sitting.Reviews.Sum(r => (long)Math.Min(r.DurationMs, Sitting.MaxAnswerMs));
            Assert.Equal((milliseconds + 500) / 1000, sitting.HoursIn(Sofia).Sum(h => h.NetSeconds));
            Assert.All(sitting.HoursIn(Sofia), h => Assert.True(h.NetSeconds >= 0));
            Assert.Equal(sitting.HoursIn(Sofia).Count, sitting.HoursIn(Sofia).Select(h => (h.StudyDay, h.Hour)).Distinct().Count());
            Assert.True(sitting.Start <= sitting.End);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Of_AnyReviews_NeighboursAreTenMinutesApartAndNoneIsLost() => Prop.ForAll<int>(seed =>
    {
        var reviews = Some(seed);
        var sittings = Sitting.Of(reviews).ToList();
        Assert.Equal(reviews.Count, sittings.Sum(s => s.Reviews.Count));
        Assert.All(sittings.Zip(sittings.Skip(1)), pair => Assert.True(pair.Second.Reviews[0].At - pair.First.Reviews[^1].At >= Sitting.Gap));
    }).QuickCheckThrowOnFailure();

    internal static List<LoggedReview> Some(int seed, int count = 60)
    {
        var random = new Random(seed);
        var at = Make.At("2024-10-26 20:00");
        return [.. Enumerable.Range(0, count).Select(i => At(at = at.AddMilliseconds(random.Next(1, 2_000_000) / random.Next(1, 6)), random.Next(0, 90_000), $"card{i % 9}"))];
    }

    private static LoggedReview At(DateTime at, int durationMs, string card = "a") => new(card, at, ReviewGrade.Good, durationMs);
}
