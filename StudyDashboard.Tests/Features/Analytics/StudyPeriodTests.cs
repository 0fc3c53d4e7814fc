using System.Globalization;
using StudyDashboard.Features.Analytics;

namespace StudyDashboard.Tests.Features.Analytics;

public sealed class StudyPeriodTests
{
    private static readonly DateOnly Tuesday = new(2026, 3, 10);

    [Theory]
    [InlineData(PeriodLength.Day, "2026-03-10", "2026-03-10")]
    [InlineData(PeriodLength.Week, "2026-03-09", "2026-03-15")]
    [InlineData(PeriodLength.Month, "2026-03-01", "2026-03-31")]
    [InlineData(PeriodLength.Year, "2026-01-01", "2026-12-31")]
    public void Period_OfADay_HoldsIt(PeriodLength length, string from, string to)
    {
        var period = StudyPeriod.Of(length, Tuesday, DayOfWeek.Monday);

        Assert.Equal((DateOnly.Parse(from, CultureInfo.InvariantCulture), DateOnly.Parse(to, CultureInfo.InvariantCulture)), (period.From, period.To));
    }

    [Fact]
    public void Week_FromSunday_BeginsThere() =>
        Assert.Equal(new DateOnly(2026, 3, 8), StudyPeriod.Of(PeriodLength.Week, Tuesday, DayOfWeek.Sunday).From);

    [Fact]
    public void Month_Before_IsTheWholeOfIt()
    {
        var february = StudyPeriod.Of(PeriodLength.Month, Tuesday, DayOfWeek.Monday).Shift(-1);

        Assert.Equal((new DateOnly(2026, 2, 1), new DateOnly(2026, 2, 28)), (february.From, february.To));
    }

    // Two of seven days; 10 of 31 are 9 of 28 (9.03); 15 of 30 are 16 of 31 (15.5); all of it when it is over; one at least.
    [Theory]
    [InlineData(PeriodLength.Week, "2026-03-10", "2026-03-10", "2026-03-02", "2026-03-03")]
    [InlineData(PeriodLength.Month, "2026-03-10", "2026-03-10", "2026-02-01", "2026-02-09")]
    [InlineData(PeriodLength.Month, "2026-04-15", "2026-04-15", "2026-03-01", "2026-03-16")]
    [InlineData(PeriodLength.Month, "2026-03-10", "2026-06-01", "2026-02-01", "2026-02-28")]
    [InlineData(PeriodLength.Week, "2026-03-10", "2026-03-01", "2026-03-02", "2026-03-02")]
    public void Comparable_OfAPeriodThatRuns_IsTheSameShareOfTheOneBefore(PeriodLength length, string day, string today, string from, string to)
    {
        var before = StudyPeriod.Of(length, DateOnly.Parse(day, CultureInfo.InvariantCulture), DayOfWeek.Monday).Comparable(DateOnly.Parse(today, CultureInfo.InvariantCulture));

        Assert.Equal((DateOnly.Parse(from, CultureInfo.InvariantCulture), DateOnly.Parse(to, CultureInfo.InvariantCulture)), (before.From, before.To));
    }
}
