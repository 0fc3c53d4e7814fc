using StudyDashboard.Features.Calendars.ICalendar;

namespace StudyDashboard.Tests.Features.Calendars.ICalendar;

public sealed class RecurrenceReadingTests
{
    private const string Weekly = "SUMMARY:Lesson\nDTSTART;TZID=Europe/Sofia:20260303T170000\nDTEND;TZID=Europe/Sofia:20260303T180000\nRRULE:FREQ=WEEKLY;COUNT=5\n";

    [Fact]
    public void Weekly_StaysAtItsWallTime_OverTheChangeOfClocks() => Assert.Equal(
        ["2026-03-03 15:00/16:00 Lesson", "2026-03-10 15:00/16:00 Lesson", "2026-03-17 15:00/16:00 Lesson", "2026-03-24 15:00/16:00 Lesson", "2026-03-31 14:00/15:00 Lesson"],
        ReadText.Event(Weekly).InYear());

    [Theory]
    [InlineData("EXDATE;TZID=Europe/Sofia:20260310T170000,20260317T170000")]
    [InlineData("EXDATE:20260310T150000Z\nEXDATE:20260317T150000Z")]
    [InlineData("EXDATE;VALUE=DATE:20260310\nEXDATE;VALUE=DATE:20260317")]
    [InlineData("EXDATE;TZID=America/New_York:20260310T110000,20260317T110000")]
    [InlineData("EXDATE:20260310T170000,20260317T170000")]
    [InlineData("EXDATE;TZID=Europe/Sofia:20260310T000000,20260317T000000")]
    public void Exdate_InAnyFormAndZone_TakesTheDateOut(string exdate) => Assert.Equal(
        ["2026-03-03 15:00/16:00 Lesson", "2026-03-24 15:00/16:00 Lesson", "2026-03-31 14:00/15:00 Lesson"], ReadText.Event(Weekly + exdate).InYear());

    [Fact]
    public void Exdate_OfAWholeDay_WrittenAsATime_TakesItOut() => Assert.Equal(
        ["2026-03-02 22:00/03-03 22:00"], ReadText.Event("DTSTART;VALUE=DATE:20260302\nRRULE:FREQ=DAILY;COUNT=2\nEXDATE:20260302T000000").InYear());

    [Fact]
    public void Rdate_AddsDates_AndPeriodsWithTheirLength() => Assert.Equal(
        ["2026-03-03 15:00/16:00 Lesson", "2026-04-01 09:00/11:00 Lesson", "2026-04-02 09:00/09:30 Lesson", "2026-04-03 14:00/15:00 Lesson"],
        ReadText.Event(Weekly.Replace("COUNT=5", "COUNT=1", StringComparison.Ordinal)
            + "RDATE;VALUE=PERIOD:20260401T090000Z/PT2H,20260402T090000Z/20260402T093000Z\nRDATE;VALUE=DATE:20260403").InYear());

    [Fact]
    public void Exdate_OfADate_NamedTwice_StillTakesOutAllOfThatDay() =>
        Assert.Equal(["2026-03-04 15:00/15:00"], ReadText.Event("DTSTART:20260302T150000Z\nRDATE:20260302T000000Z,20260302T090000Z,20260304T150000Z\nEXDATE;VALUE=DATE:20260302,20260302").InYear());

    [Fact]
    public void Overrides_MoveChangeAndCancel_AndNothingShowsTwice()
    {
        var read = ReadText.Events($"""
            BEGIN:VEVENT
            UID:a
            RECURRENCE-ID;TZID=Europe/Sofia:20260310T170000
            SUMMARY:Moved
            DTSTART;TZID=Europe/Sofia:20260311T120000
            DTEND;TZID=Europe/Sofia:20260311T130000
            END:VEVENT
            BEGIN:VEVENT
            UID:a
            {Weekly}
            END:VEVENT
            BEGIN:VEVENT
            UID:a
            RECURRENCE-ID:20260317T150000Z
            STATUS:CANCELLED
            DTSTART;TZID=Europe/Sofia:20260317T170000
            DTEND;TZID=Europe/Sofia:20260317T180000
            END:VEVENT
            BEGIN:VEVENT
            UID:a
            RECURRENCE-ID;VALUE=DATE:20260324
            SUMMARY:Longer
            DTSTART;TZID=Europe/Sofia:20260324T170000
            DTEND;TZID=Europe/Sofia:20260324T190000
            END:VEVENT
            """);

        Assert.Equal(
            ["2026-03-03 15:00/16:00 Lesson", "2026-03-11 10:00/11:00 Moved", "2026-03-17 15:00/16:00 -Lesson", "2026-03-24 15:00/17:00 Longer", "2026-03-31 14:00/15:00 Lesson"],
            read.InYear());
        Assert.Equal(0, read.Findings.Count);
    }

    [Fact]
    public void Override_TheHighestSequenceWins_EvenNamedInAnotherZone()
    {
        var read = ReadText.Events($"""
            BEGIN:VEVENT
            UID:a
            {Weekly}
            END:VEVENT
            BEGIN:VEVENT
            UID:a
            SEQUENCE:5
            RECURRENCE-ID:20260310T150000Z
            SUMMARY:Newer
            DTSTART:20260312T150000Z
            END:VEVENT
            BEGIN:VEVENT
            UID:a
            SEQUENCE:2
            RECURRENCE-ID;TZID=Europe/Sofia:20260310T170000
            SUMMARY:Older
            DTSTART:20260313T150000Z
            END:VEVENT
            """);

        Assert.Equal(["2026-03-12 15:00/15:00 Newer"], read.Between("2026-03-09", "2026-03-15"));
    }

    [Fact]
    public void Override_WithoutItsSeries_IsShownByItself() =>
        Assert.Equal(["2026-03-10 15:00/15:00 Invited"], ReadText.Event("SUMMARY:Invited\nRECURRENCE-ID:20260309T150000Z\nDTSTART:20260310T150000Z").InYear());

    [Fact]
    public void Override_OfADateThatIsNone_StandsBesideItsSeries()
    {
        var read = ReadText.Events($"BEGIN:VEVENT\nUID:a\n{Weekly}END:VEVENT\nBEGIN:VEVENT\nUID:a\nSUMMARY:Moved\nRECURRENCE-ID:20260230T170000\nDTSTART:20260312T150000Z\nEND:VEVENT");

        Assert.Equal(6, read.InYear().Count);
        Assert.Contains("20260230T170000", Assert.Single(read.Findings.Kept).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Count_IsStoredAsItsEnd_SoThatNobodyCountsAgain()
    {
        var read = ReadText.Event("DTSTART;TZID=Europe/Sofia:20260303T170000\nRRULE:FREQ=WEEKLY;COUNT=5\nRDATE;TZID=Europe/Sofia:20260601T170000\nEXDATE;TZID=Europe/Sofia:20260331T170000");

        Assert.Equal("FREQ=WEEKLY;UNTIL=20260331T170000", Assert.Single(read.Events).Rule!.ToString());
        Assert.Equal(["2026-03-03 15:00/15:00", "2026-03-10 15:00/15:00", "2026-03-17 15:00/15:00", "2026-03-24 15:00/15:00", "2026-06-01 14:00/14:00"], read.InYear());
    }

    [Fact]
    public void ThisAndFuture_ChangesTheOneDate_AndIsSaid()
    {
        var read = ReadText.Events($"BEGIN:VEVENT\nUID:a\n{Weekly}END:VEVENT\nBEGIN:VEVENT\nUID:a\nSUMMARY:Later\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Sofia:20260310T170000\nDTSTART;TZID=Europe/Sofia:20260310T180000\nEND:VEVENT");

        Assert.Equal(5, read.InYear().Count);
        Assert.Contains("all that follow", Assert.Single(read.Findings.Kept).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RRULE:FREQ=HOURLY;COUNT=3")]
    [InlineData("RRULE:FREQ=WEEKLY;COUNT=3;UNTIL=20270101")]
    [InlineData("RRULE:every now and then")]
    [InlineData("RRULE:")]
    public void Rule_Refused_LeavesTheFirstDate_AndIsSaid(string rule)
    {
        var read = ReadText.Event("DTSTART:20260302T150000Z\n" + rule);

        Assert.Equal(["2026-03-02 15:00/15:00"], read.InYear());
        Assert.Contains("only its first date", Assert.Single(read.Findings.Kept).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RRULE:FREQ=DAILY;COUNT=2;BYHOUR=15;BYMINUTE=0;BYSECOND=0")]
    [InlineData("RRULE:FREQ=DAILY; COUNT=2;")]
    [InlineData("rrule:freq=daily;count=2")]
    [InlineData("RRULE:RSCALE=GREGORIAN;FREQ=DAILY;COUNT=2;SKIP=OMIT")]
    [InlineData("RRULE:FREQ=DAILY;UNTIL=20260303")]
    [InlineData("RRULE:FREQ=DAILY;UNTIL=20260303T235959")]
    [InlineData("RRULE:FREQ=DAILY;UNTIL=2026-03-03T15:00:00.000Z")]
    [InlineData("RRULE:FREQ=DAILY;COUNT=2\nRRULE:FREQ=DAILY;COUNT=2")]
    public void Rule_WithPartsThatSayNothingNew_IsFollowed(string rule) =>
        Assert.Equal(["2026-03-02 15:00/15:00", "2026-03-03 15:00/15:00"], ReadText.Event("DTSTART:20260302T150000Z\n" + rule).InYear());

    [Fact]
    public void Start_ThatDoesNotFitItsRule_IsNoDate_AndIsSaid()
    {
        var read = ReadText.Event("DTSTART:20260302T150000Z\nRRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=1");

        Assert.Equal(["2026-03-03 15:00/15:00"], read.InYear());
        Assert.Contains("does not fit", Assert.Single(read.Findings.Kept).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Rule_ThatNeverComesTrue_IsSaid() =>
        Assert.Contains("never takes place", ReadText.Event("DTSTART:20260302T150000Z\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30").Findings.Kept[^1].Reason, StringComparison.Ordinal);

    [Fact]
    public void Endless_IsAskedFarAway_AtOnce() => Assert.Equal(31, ReadText.Event("DTSTART;VALUE=DATE:19000101\nRRULE:FREQ=DAILY").Between("2999-01-01", "2999-01-31").Count);
}
