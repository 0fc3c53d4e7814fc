using System.Globalization;
using StudyDashboard.Features.Tutoring.Recurrence;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Tests.Features.Tutoring.Recurrence;

public sealed class RecurrenceSeriesTests
{
    [Theory]
    [InlineData("Europe/Sofia")]
    [InlineData("America/New_York")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Pacific/Apia")]
    [InlineData("Africa/Casablanca")]
    [InlineData("Europe/Dublin")]
    [InlineData("America/Havana")]
    [InlineData("Asia/Kathmandu")]
    public void Instants_OfAnyWallTime_AreThoseOfTheCalendar(string zone)
    {
        var (offsets, calendar) = (ZoneOffsets.Of(TimeZoneInfo.FindSystemTimeZoneById(zone)), StudyCalendar.For(zone, 0));

        for (var local = new DateTime(2009, 12, 30); local.Year < 2013; local = local.AddMinutes(15))
        {
            Assert.Equal(calendar.InstantOf(local), offsets.UtcOf(local));
            Assert.Equal(calendar.LocalOf(calendar.InstantOf(local)), offsets.LocalOf(offsets.UtcOf(local)));
        }
    }

    /// <summary>Where libraries differ among themselves and RFC 5545, 3.3.10, decides.</summary>
    [Theory]
    // Weekdays with and without a number add up.
    [InlineData("FREQ=MONTHLY;BYDAY=MO,2TU", "2026-03-01T17:00", "03-02 03-09 03-10 03-16 03-23")]
    [InlineData("FREQ=YEARLY;BYMONTH=3;BYDAY=TU,-2MO", "2026-03-01T17:00", "03-03 03-10 03-17 03-23 03-24")]
    // The first week is whole for BYSETPOS, also before the start.
    [InlineData("FREQ=WEEKLY;BYDAY=MO,TH,SU;BYSETPOS=2", "2026-03-06T17:00", "03-12 03-19 03-26 04-02 04-09")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO,TH,SU;BYSETPOS=-1", "2026-03-06T17:00", "03-08 03-15 03-22 03-29 04-05")]
    // A week belongs to the year of its Thursday, whichever of its days is asked for and from whichever end it is counted.
    [InlineData("FREQ=YEARLY;BYWEEKNO=53;BYDAY=SU", "2025-01-01T17:00", "01-03 01-02 01-03 01-03 01-03")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=-53;BYDAY=WE", "2014-12-01T17:00", "12-31 01-01 12-31 12-31 12-31")]
    public void Starts_WhereOthersDisagree_AreThoseOfTheRfc(string rule, string start, string expected) =>
        Assert.Equal(expected, string.Join(' ', Series(rule, start, "Europe/Sofia").FromLocal(DateTime.MinValue).Take(5).Select(o => o.Local.ToString("MM-dd", CultureInfo.InvariantCulture))));

    [Fact]
    public void Between_OfARuleThatNeverComesTrue_LooksNoFurther()
    {
        var series = Series("FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2", "1600-01-03T17:00", "Europe/Sofia");

        Assert.Empty(series.Between(Utc("2026-03-01T00:00"), Utc("2026-04-01T00:00")));
        Assert.Null(series.First);
        Assert.Null(series.Last);
        Assert.False(series.IsEndless);
        Assert.InRange(series.Walked, 400_000, 2_000_000);
        Assert.InRange(Series("FREQ=WEEKLY;COUNT=10", "2026-03-03T17:00", "Europe/Sofia").Walked, 1, 20);
    }

    [Fact]
    public void Between_OnTheDayOfTheGap_HasTheMovedLesson()
    {
        var series = Series("FREQ=DAILY", "2026-03-01T02:30", "America/New_York");

        var found = Assert.Single(series.Between(Utc("2026-03-08T07:00"), Utc("2026-03-09T00:00")));

        Assert.Equal(new Occurrence(Local("2026-03-08T02:30"), Utc("2026-03-08T07:30")), found);
    }

    [Fact]
    public void Between_FromInsideTheGapsShift_StillFindsTheMovedLesson() =>
        Assert.Equal(Local("2026-03-08T02:30"), Series("FREQ=DAILY", "2026-03-01T02:30", "America/New_York").Between(Utc("2026-03-08T07:30"), Utc("2026-03-08T07:31")).Single().Local);

    [Fact]
    public void Between_InTheRepeatedHour_HasTheLessonOnce()
    {
        var series = Series("FREQ=DAILY", "2026-10-01T01:30", "America/New_York");

        Assert.Equal(Utc("2026-11-01T05:30"), Assert.Single(series.Between(Utc("2026-11-01T04:00"), Utc("2026-11-02T04:00"))).Utc);
        Assert.Empty(series.Between(Utc("2026-11-01T05:31"), Utc("2026-11-01T07:00")));
    }

    [Fact]
    public void Between_ADayThatTheZoneSkipped_MovesItByADay() =>
        Assert.Equal(Utc("2011-12-30T20:00"), Series("FREQ=WEEKLY", "2011-12-23T10:00", "Pacific/Apia").Next(1, Utc("2011-12-24T00:00")).Single().Utc);

    [Theory]
    [InlineData("FREQ=DAILY")]
    [InlineData("FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,TH;WKST=SU")]
    [InlineData("FREQ=DAILY;COUNT=200000")]
    [InlineData("FREQ=MONTHLY;BYDAY=-1FR")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO")]
    public void Between_FourHundredYearsOn_HasTheSameDates(string rule)
    {
        // 400 Gregorian years are 20,871 whole weeks, a number that three divides, so the calendar and these rules repeat.
        var (young, old) = (Series(rule, "2026-01-06T17:00", "UTC"), Series(rule, "1626-01-06T17:00", "UTC"));
        var (from, to) = (Utc("2026-02-01T00:00"), Utc("2033-03-01T00:00"));

        Assert.NotEmpty(young.Between(from, to));
        Assert.Equal(young.Between(from, to), old.Between(from, to));
    }

    [Theory]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("FREQ=MONTHLY;INTERVAL=12;BYMONTH=6")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=5")]
    [InlineData("FREQ=DAILY;INTERVAL=7;BYDAY=WE;COUNT=5")]
    [InlineData("FREQ=DAILY;BYMONTH=1;BYSETPOS=2")]
    [InlineData("FREQ=YEARLY;BYYEARDAY=1;BYMONTH=5")]
    [InlineData("FREQ=YEARLY;INTERVAL=2147483647;BYMONTH=1;BYMONTHDAY=1")]
    public void Series_ThatNeverMatches_IsEmptyAndSaysSo(string rule)
    {
        var series = Series(rule, "2026-03-02T17:00", "Europe/Sofia");

        Assert.Null(series.First);
        Assert.Null(series.Last);
        Assert.False(series.IsEndless);
        Assert.Empty(series.From(DateTime.UnixEpoch));
        Assert.Equal([RecurrenceNote.Never], RecurrenceNotes.Of(series));
    }

    [Fact]
    public void From_AnEndlessSeries_EndsWithTheCalendar() =>
        Assert.Equal(9998, Series("FREQ=YEARLY", "2026-01-06T17:00", "Europe/Sofia").From(Utc("9990-01-01T00:00")).Last().Local.Year);

    [Theory]
    [InlineData("FREQ=DAILY;UNTIL=20260310", "2026-03-10T17:00")] // The whole of the day.
    [InlineData("FREQ=DAILY;UNTIL=20260310T165959", "2026-03-09T17:00")]
    [InlineData("FREQ=DAILY;UNTIL=20260310T170000", "2026-03-10T17:00")]
    [InlineData("FREQ=DAILY;UNTIL=20260310T150000Z", "2026-03-10T17:00")]
    [InlineData("FREQ=DAILY;UNTIL=20260310T145959Z", "2026-03-09T17:00")]
    [InlineData("FREQ=DAILY;COUNT=3", "2026-03-04T17:00")]
    [InlineData("FREQ=WEEKLY;BYDAY=TU;COUNT=2", "2026-03-10T17:00")]
    public void Last_OfASeriesWithAnEnd_IsItsLastStart(string rule, string last) =>
        Assert.Equal(Local(last), Series(rule, "2026-03-02T17:00", "Europe/Sofia").Last?.Local);

    [Fact]
    public void First_WhereTheStartDoesNotMatch_IsTheFirstMatch()
    {
        var series = Series("FREQ=WEEKLY;BYDAY=TU,TH", "2026-03-06T17:00", "Europe/Sofia");

        Assert.Equal(Local("2026-03-10T17:00"), series.First?.Local);
        Assert.False(series.IsInstance(series.Start));
        Assert.Equal([RecurrenceNote.StartDoesNotMatch], RecurrenceNotes.Of(series));
    }

    [Fact]
    public void Exceptions_OfTheLastStarts_MoveTheLast()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Sofia");
        var series = new RecurrenceSeries(Local("2026-03-02T17:00"), zone, RuleParser.Parse("FREQ=DAILY;COUNT=4").Value, [Local("2026-03-05T17:00"), Local("2026-03-04T17:00")]);

        Assert.Equal(Local("2026-03-03T17:00"), series.Last?.Local);
        Assert.False(series.IsInstance(Local("2026-03-04T17:00")));
    }

    [Fact]
    public void Series_OfAnInvalidRule_Throws() =>
        Assert.Throws<ArgumentException>(() => new RecurrenceSeries(Local("2026-03-02T17:00"), TimeZoneInfo.Utc, new RecurrenceRule(RecurrenceFrequency.Daily) { Interval = 0 }));

    [Fact]
    public void Split_InTheMiddleOfACount_PassesTheRestOn()
    {
        var (before, after) = SeriesSplit.At(Series("FREQ=WEEKLY;BYDAY=TU,TH;COUNT=12", "2026-10-06T17:00", "Europe/Sofia"), Local("2026-10-27T17:00"));

        Assert.Equal("FREQ=WEEKLY;UNTIL=20261022T140000Z;BYDAY=TU,TH", before?.Rule?.ToString());
        Assert.Equal((Local("2026-10-27T17:00"), "FREQ=WEEKLY;COUNT=6;BYDAY=TU,TH"), (after!.Start, after.Rule!.ToString()));
    }

    [Fact]
    public void Split_AtTheFirst_LeavesNothingBefore()
    {
        var (before, after) = SeriesSplit.At(Series("FREQ=WEEKLY;INTERVAL=2", "2026-10-06T17:00", "Europe/Sofia"), Local("2026-10-06T17:00"));

        Assert.Null(before);
        Assert.Equal("FREQ=WEEKLY;INTERVAL=2", after?.Rule?.ToString());
    }

    [Fact]
    public void Split_OfDatesWithoutARule_DividesThem()
    {
        var series = new RecurrenceSeries(Local("2026-10-06T17:00"), TimeZoneInfo.Utc, null, additions: [Local("2026-10-09T17:00"), Local("2026-11-09T17:00")]);

        var (before, after) = SeriesSplit.At(series, Local("2026-10-09T17:00"));

        Assert.Equal(Local("2026-10-06T17:00"), before?.Last?.Local);
        Assert.Equal([Local("2026-10-09T17:00"), Local("2026-11-09T17:00")], after!.FromLocal(DateTime.MinValue).Select(o => o.Local));
    }

    private static RecurrenceSeries Series(string rule, string start, string zone) =>
        new(Local(start), TimeZoneInfo.FindSystemTimeZoneById(zone), RuleParser.Parse(rule).Value);

    private static DateTime Local(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);

    private static DateTime Utc(string text) => DateTime.SpecifyKind(Local(text), DateTimeKind.Utc);
}
