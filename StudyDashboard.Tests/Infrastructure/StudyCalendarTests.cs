using FsCheck;
using FsCheck.Fluent;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Infrastructure;

public sealed class StudyCalendarTests
{
    /// <summary>Zones with and without DST, of half and quarter hours, with a change at midnight, of half an hour, and with a skipped date.</summary>
    private static readonly string[] Zones =
    [
        "UTC", "Europe/Sofia", "America/New_York", "Asia/Seoul", "Asia/Kathmandu", "Australia/Lord_Howe", "America/Havana",
        "Pacific/Apia", "America/St_Johns", "Africa/Casablanca", "Asia/Tehran", "Pacific/Chatham",
    ];

    private static readonly Arbitrary<(string Zone, int DayStart, DateTime At)> Anywhere = Arb.From(
        from zone in Gen.Elements(Zones)
        from dayStart in Gen.Choose(0, 23)
        from second in Gen.Choose((int)new DateTimeOffset(2009, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds(), int.MaxValue - 1)
        select (zone, dayStart, DateTimeOffset.FromUnixTimeSeconds(second).UtcDateTime));

    [Fact]
    public void DayOf_AnyInstant_IsTheDateOfLocalTimeLessTheDayStart() => Prop.ForAll(Anywhere, at =>
        Calendar(at).DayOf(at.At) == DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(at.At, TimeZoneInfo.FindSystemTimeZoneById(at.Zone)).AddHours(-at.DayStart)))
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(2011)] // Apia skipped a day
    [InlineData(2026)]
    public void OffsetAt_EveryTenMinutesOfAYear_IsTheFrameworks(int year)
    {
        var from = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        foreach (var calendar in Zones.Select(z => StudyCalendar.For(z, 0)))
        {
            for (var at = from; at.Year == year; at = at.AddMinutes(10))
            {
                if (calendar.OffsetAt(at) != calendar.Zone.GetUtcOffset(at))
                {
                    Assert.Fail($"{calendar.Zone.Id} {at:u}: {calendar.OffsetAt(at)}");
                }
            }
        }
    }

    [Fact]
    public void StartOf_AnyDay_IsItsFirstInstant() => Prop.ForAll(Anywhere, at =>
    {
        var calendar = Calendar(at);
        var day = calendar.DayOf(at.At);
        var start = calendar.StartOf(day);
        return start <= at.At && calendar.DayOf(start) == day && calendar.DayOf(start.AddSeconds(-1)) < day;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void SplitByDay_AnySpan_TouchesAndAddsUp() => Prop.ForAll(Anywhere, Arb.From(Gen.Choose(0, 300_000)), (at, length) =>
        AddsUp(Calendar(at), at.At, length, (calendar, end) => calendar.SplitByDay(at.At, end)))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void SplitByHour_AnySpan_TouchesAddsUpAndKeepsToItsHour() => Prop.ForAll(Anywhere, Arb.From(Gen.Choose(0, 300_000)), (at, length) =>
        AddsUp(Calendar(at), at.At, length, (calendar, end) => calendar.SplitByHour(at.At, end))
        && Calendar(at).SplitByHour(at.At, at.At.AddSeconds(length)).All(p =>
            Calendar(at).LocalOf(p.Start).Hour == p.Hour && Calendar(at).LocalOf(p.End.AddSeconds(-1)).Hour == p.Hour))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void DayOf_LaterInstant_IsNeverAnEarlierDay() => Prop.ForAll(Anywhere, Arb.From(Gen.Choose(1, 7200)), (at, later) =>
        Calendar(at).DayOf(at.At) <= Calendar(at).DayOf(at.At.AddSeconds(later)))
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("Europe/Sofia", "2026-03-29", 23)] // clocks forward
    [InlineData("Europe/Sofia", "2026-10-25", 25)] // clocks back
    [InlineData("America/New_York", "2026-03-08", 23)]
    [InlineData("America/New_York", "2026-11-01", 25)]
    [InlineData("Asia/Seoul", "2026-03-29", 24)]
    public void StartOf_DayOfTheChange_HasItsRealLength(string zone, string day, int hours)
    {
        var calendar = StudyCalendar.For(zone, 0);
        var date = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(hours, (calendar.StartOf(date.AddDays(1)) - calendar.StartOf(date)).TotalHours);
    }

    [Fact]
    public void DayOf_HalfPastOneAtNight_IsTheDayBefore() =>
        Assert.Equal(new DateOnly(2026, 5, 4), StudyCalendar.For("UTC", 4).DayOf(Make.At("2026-05-05 01:30")));

    [Fact]
    public void StartOf_DateThatTheZoneSkipped_IsTheStartOfTheNext()
    {
        var calendar = StudyCalendar.For("Pacific/Apia", 0);

        Assert.Equal(calendar.StartOf(new DateOnly(2011, 12, 31)), calendar.StartOf(new DateOnly(2011, 12, 30)));
    }

    [Theory]
    [InlineData("2026-03-29 03:30", "2026-03-29 01:30")] // does not exist in Sofia: forward by the gap, 04:30 summer time
    [InlineData("2026-10-25 03:30", "2026-10-25 00:30")] // comes twice: the first
    public void InstantOf_GapAndFold_AreSettled(string local, string utc) =>
        Assert.Equal(Make.At(utc), StudyCalendar.For("Europe/Sofia", 4).InstantOf(Make.At(local)));

    private static StudyCalendar Calendar((string Zone, int DayStart, DateTime At) at) => StudyCalendar.For(at.Zone, at.DayStart);

    private static bool AddsUp(StudyCalendar calendar, DateTime start, int length, Func<StudyCalendar, DateTime, IEnumerable<DayPart>> split)
    {
        var end = start.AddSeconds(length);
        var parts = split(calendar, end).ToList();
        return parts.Sum(p => p.Seconds) == length
            && parts.All(p => p.Seconds > 0 && calendar.DayOf(p.Start) == p.Day && calendar.DayOf(p.End.AddSeconds(-1)) == p.Day)
            && parts.Zip(parts.Skip(1)).All(pair => pair.First.End == pair.Second.Start);
    }
}
