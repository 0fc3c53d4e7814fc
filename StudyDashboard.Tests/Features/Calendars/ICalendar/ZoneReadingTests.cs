using StudyDashboard.Features.Calendars.ICalendar;

namespace StudyDashboard.Tests.Features.Calendars.ICalendar;

public sealed class ZoneReadingTests
{
    private const string European = """
        BEGIN:STANDARD
        DTSTART:16010101T030000
        TZOFFSETFROM:{1}
        TZOFFSETTO:{0}
        RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
        END:STANDARD
        BEGIN:DAYLIGHT
        DTSTART:16010101T020000
        TZOFFSETFROM:{0}
        TZOFFSETTO:{1}
        RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
        END:DAYLIGHT
        """;

    [Theory]
    [InlineData("Europe/Sofia", "Europe/Sofia")]
    [InlineData("europe/sofia", "Europe/Sofia")]
    [InlineData("/freeassociation.sourceforge.net/Europe/Sofia", "Europe/Sofia")]
    [InlineData("/freeassociation.sourceforge.net/Tzfile/Europe/Sofia", "Europe/Sofia")]
    [InlineData("/citadel.org/20210210_1/America/New_York", "America/New_York")]
    [InlineData("/mozilla.org/20070129_1/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires")]
    [InlineData("W. Europe Standard Time", "Europe/Berlin")]
    [InlineData("FLE Standard Time", "Europe/Kiev")]
    [InlineData("Eastern Standard Time", "America/New_York")]
    [InlineData("tzone://Microsoft/Utc", "UTC")]
    [InlineData("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Amsterdam")]
    [InlineData("(GMT+01.00) Amsterdam", "Europe/Amsterdam")]
    [InlineData("(UTC+02:00) Sofia", "Europe/Sofia")]
    [InlineData("(GMT+02.00) Sofia/Vilnius/Helsinki", "Europe/Sofia")]
    [InlineData("Pacific Daylight Time", "America/Los_Angeles")]
    [InlineData("Nowhere Daylight Time", null)]
    [InlineData("(GMT+02:00) Helsinki, Kyiv, Riga, Sofia, Tallinn, Vilnius", "Europe/Helsinki")]
    [InlineData("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York")]
    [InlineData("(UTC+09:00) Osaka, Sapporo, Tokyo", "Asia/Tokyo")]
    [InlineData("(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi", "Asia/Kolkata")]
    [InlineData("(UTC) Dublin, Edinburgh, Lisbon, London", "Europe/Dublin")]
    [InlineData("(UTC) Coordinated Universal Time", "UTC")]
    [InlineData("(UTC+10:00) Canberra, Melbourne, Sydney", "Australia/Melbourne")]
    [InlineData("Eastern Time (US & Canada)", "America/New_York")]
    [InlineData("GMT+0200", "+2")]
    [InlineData("UTC+2", "+2")]
    [InlineData("Etc/GMT-2", "+2")]
    [InlineData("UTC", "UTC")]
    [InlineData("GMT", "+0")]
    [InlineData("../../etc/passwd", null)]
    [InlineData("/etc/localtime", null)]
    [InlineData("Customized Time Zone", null)]
    [InlineData("", null)]
    public void Name_OfAnyProgram_IsTheZone(string name, string? expected)
    {
        var zone = ZoneNames.Find(name);

        var offset = zone?.GetUtcOffset(ReadText.Utc("2026-07-01"));
        var wanted = expected is null ? null : expected[0] == '+' ? TimeSpan.FromHours(int.Parse(expected, System.Globalization.CultureInfo.InvariantCulture)) : (TimeSpan?)TimeZoneInfo.FindSystemTimeZoneById(expected).GetUtcOffset(ReadText.Utc("2026-07-01"));
        Assert.Equal(wanted, offset);
        if (expected is not null && expected[0] != '+')
        {
            Assert.Equal(TimeZoneInfo.FindSystemTimeZoneById(expected).GetUtcOffset(ReadText.Utc("2026-01-01")), zone!.GetUtcOffset(ReadText.Utc("2026-01-01")));
        }
    }

    [Fact]
    public void DisplayName_UnquotedInTheFile_IsTheZone() => Assert.Equal(["2026-07-01 10:00/10:00"], ReadText.Event(
        "DTSTART;TZID=(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna:20260701T120000").InYear());

    [Theory]
    [InlineData("tzone://Microsoft/Utc", "2026-07-01 12:00/12:00")]
    [InlineData("UTC+02:00", "2026-07-01 10:00/10:00")]
    [InlineData("GMT+02:00", "2026-07-01 10:00/10:00")]
    public void Name_WithAColon_UnquotedInTheFile_IsTheZone(string name, string expected) =>
        Assert.Equal([expected], ReadText.Event($"DTSTART;TZID={name}:20260701T120000").InYear());

    [Fact]
    public void Floating_InAFileOfSeveralCalendars_IsReadInItsOwn()
    {
        static string Of(string uid, string zone) => $"BEGIN:VCALENDAR\nX-WR-TIMEZONE:{zone}\nBEGIN:VEVENT\nUID:{uid}\nDTSTART:20260302T150000\nEND:VEVENT\nEND:VCALENDAR\n";

        Assert.Equal(["2026-03-02 13:00/13:00", "2026-03-02 20:00/20:00"], ReadText.Read(ReadText.Crlf(Of("a", "America/New_York") + Of("b", "Europe/Sofia"))).InYear());
    }

    [Fact]
    public void OwnDefinition_TooLongToStore_KeepsItsLatestRules()
    {
        var old = string.Concat(Enumerable.Range(1900, 300).Select(year => $"BEGIN:STANDARD\nDTSTART:{1700 + (year - 1900)}0101T000000\nTZOFFSETFROM:+0{year % 9}00\nTZOFFSETTO:+0{(year + 1) % 9}00\nEND:STANDARD\n"));
        var read = Defined("Own", old + European, "+0330", "+0430", "20260702T120000");

        Assert.Equal(["2026-07-02 07:30/07:30"], read.InYear());
        Assert.True(read.Events[0].Zone!.Id.Length <= 4000);
        Assert.Equal(new DateTime(2026, 7, 2, 7, 30, 0), CalendarZone.Stored(read.Events[0].Zone!.Id)!.UtcOf(new DateTime(2026, 7, 2, 12, 0, 0)));
    }

    [Fact]
    public void OwnDefinition_LikeTheReadersZone_IsThatZone()
    {
        var read = Defined("Office", European, "+0200", "+0300", "20260702T120000");

        Assert.Equal(["2026-07-02 09:00/09:00"], read.InYear());
    }

    [Fact]
    public void OwnDefinition_LikeNoZoneAtHand_IsFollowedItself()
    {
        var read = Defined("Customized Time Zone", European, "+0330", "+0430", "20260101T120000\nRRULE:FREQ=MONTHLY;BYMONTHDAY=1;UNTIL=20261201T083000Z");

        Assert.Null(read.Events[0].Zone!.Known);
        var found = read.InYear();
        Assert.Equal(["2026-01-01 08:30/08:30", "2026-04-01 07:30/07:30", "2026-10-01 07:30/07:30", "2026-11-01 08:30/08:30", "2026-12-01 08:30/08:30"],
            new[] { found[0], found[3], found[9], found[10], found[11] });
        Assert.Equal(12, found.Count);
        Assert.Equal(0, read.Findings.Count);
        var stored = CalendarZone.Stored(read.Events[0].Zone!.Id)!;
        Assert.All(Enumerable.Range(0, 400), i => Assert.Equal(
            read.Events[0].Zone!.UtcOf(new DateTime(2026, 1, 1).AddHours(i * 23)), stored.UtcOf(new DateTime(2026, 1, 1).AddHours(i * 23))));
    }

    [Fact]
    public void OwnDefinition_InGapAndFold_MovesOnAndTakesTheFirst()
    {
        var read = Defined("Own", European, "+0330", "+0430", "20260329T023000\nRDATE:20261025T023000");

        Assert.Equal(["2026-03-28 23:00/23:00", "2026-10-24 22:00/22:00"], read.InYear());
    }

    [Fact]
    public void OwnDefinition_ByDatesAndUntil_ChangesThen()
    {
        var read = ReadText.Events("""
            BEGIN:VTIMEZONE
            TZID:Old
            BEGIN:STANDARD
            DTSTART:20000101T000000
            TZOFFSETFROM:+0500
            TZOFFSETTO:+0500
            END:STANDARD
            BEGIN:DAYLIGHT
            DTSTART:20200401T000000
            TZOFFSETFROM:+0500
            TZOFFSETTO:+0600
            RRULE:FREQ=YEARLY;UNTIL=20210331T190000Z
            END:DAYLIGHT
            BEGIN:STANDARD
            DTSTART:20201001T000000
            RDATE:20211001T000000
            TZOFFSETFROM:+0600
            TZOFFSETTO:+0500
            END:STANDARD
            END:VTIMEZONE
            BEGIN:VEVENT
            UID:a
            DTSTART;TZID=Old:20190701T120000
            RRULE:FREQ=YEARLY;COUNT=4
            END:VEVENT
            """);

        Assert.Equal(["2019-07-01 07:00/07:00", "2020-07-01 06:00/06:00", "2021-07-01 06:00/06:00", "2022-07-01 07:00/07:00"], read.Between("2019-01-01", "2023-01-01"));
    }

    [Fact]
    public void LicLocation_NamesTheZone() => Assert.Equal("Asia/Tokyo", ReadText.Events(
        "BEGIN:VTIMEZONE\nTZID:mine\nX-LIC-LOCATION:Asia/Tokyo\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:a\nDTSTART;TZID=mine:20260302T120000\nEND:VEVENT").Events[0].Zone!.Id);

    [Fact]
    public void UnknownZone_IsReadAsTheReaders_AndSaidOnce()
    {
        var read = ReadText.Event("DTSTART;TZID=Moon/Base:20260302T120000\nDTEND;TZID=Moon/Base:20260302T130000");

        Assert.Equal(["2026-03-02 10:00/11:00"], read.InYear());
        Assert.Contains("Europe/Sofia", Assert.Single(read.Findings.Kept).Reason, StringComparison.Ordinal);
    }

    private static CalendarText Defined(string name, string rules, string standard, string daylight, string start) => ReadText.Events(
        $"BEGIN:VTIMEZONE\nTZID:{name}\n{string.Format(System.Globalization.CultureInfo.InvariantCulture, rules, standard, daylight)}\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:a\nDTSTART;TZID={name}:{start}\nEND:VEVENT");
}
