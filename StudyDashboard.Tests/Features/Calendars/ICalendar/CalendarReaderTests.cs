using System.Text;
using StudyDashboard.Features.Calendars.ICalendar;

namespace StudyDashboard.Tests.Features.Calendars.ICalendar;

public sealed class CalendarReaderTests
{
    private const string One = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260302T150000Z\r\nDTEND:20260302T160000Z\r\nSUMMARY:Алгебра 🎓\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    public static TheoryData<string> Encodings => ["utf-8", "utf-8-bom", "utf-16-le", "utf-16-be", "utf-16-le-plain", "cr", "lf", "doubled", "utf-16-be-plain", "joined", "zeroes"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void File_InAnyEncodingAndWithAnyLineEnd_IsRead(string how)
    {
        var read = ReadText.Read(how switch
        {
            "utf-8-bom" => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(One)],
            "utf-16-le" => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(One)],
            "utf-16-be" => [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(One)],
            "utf-16-le-plain" => Encoding.Unicode.GetBytes(One),
            "utf-16-be-plain" => Encoding.BigEndianUnicode.GetBytes(One),
            "joined" => [.. Encoding.UTF8.Preamble, .. "\r\n  \r\n"u8, .. Encoding.UTF8.Preamble, .. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(One)],
            "zeroes" => [.. Encoding.UTF8.GetBytes(One.Replace("SUMMARY:", "\0SUMMARY:\0", StringComparison.Ordinal)), 0, 0, 0, 0x1A],
            "cr" => Encoding.UTF8.GetBytes(One.Replace("\r\n", "\r", StringComparison.Ordinal)),
            "lf" => Encoding.UTF8.GetBytes(One.Replace("\r\n", "\n", StringComparison.Ordinal)),
            "doubled" => Encoding.UTF8.GetBytes(One.Replace("\r\n", "\r\r\n", StringComparison.Ordinal)),
            _ => Encoding.UTF8.GetBytes(One),
        });

        Assert.Equal(["2026-03-02 15:00/16:00 Алгебра 🎓"], read.InYear());
        Assert.Equal(0, read.Findings.Count);
    }

    [Fact]
    public void Line_FoldedInsideACharacter_IsWhole()
    {
        var bytes = Encoding.UTF8.GetBytes(One);
        var folded = new List<byte>();
        for (var i = 0; i < bytes.Length; i++)
        {
            // After each byte of what is no ASCII, once with a space and once with a tab.
            folded.Add(bytes[i]);
            if (bytes[i] >= 0x80)
            {
                folded.AddRange(i % 2 == 0 ? "\r\n "u8 : "\n\t"u8);
            }
        }

        Assert.Equal(["2026-03-02 15:00/16:00 Алгебра 🎓"], ReadText.Read([.. folded]).InYear());
    }

    [Fact]
    public void Latin1_IsRead_AndSaid()
    {
        var read = ReadText.Read(Encoding.Latin1.GetBytes(One.Replace("Алгебра 🎓", "Übung", StringComparison.Ordinal)));

        Assert.Equal("Übung", Assert.Single(read.Events).Title);
        Assert.Equal(6, Assert.Single(read.Findings.Kept).Line);
        Assert.Equal(0, read.Findings.Lost);
    }

    [Fact]
    public void Text_IsUnescaped_AndParametersAreUnquoted()
    {
        var read = ReadText.Event("DTSTART;X-A=\"a;b:c\";X-B=^'q^' ^n ^^:20260302T150000Z\nSUMMARY;LANGUAGE=en:Maths\\, part 1\\; \\\\ end\\nnext\nLOCATION:Room 5\\, upstairs");

        Assert.Equal("Maths, part 1; \\ end\nnext", Assert.Single(read.Events).Title);
        Assert.Equal("Room 5, upstairs", read.Events[0].Location);
        var line = ContentLine.Read("X;A=\"a;b:c\";B=^'q^' ^n ^^:v", 1)!;
        Assert.Equal(("a;b:c", "\"q\" \n ^", "v"), (line["A"], line["B"], line.Value));
    }

    [Theory]
    [InlineData("DTSTART;VALUE=DATE:20260302", "2026-03-01 22:00/03-02 22:00")]
    [InlineData("DTSTART;VALUE=DATE:20260302\nDTEND;VALUE=DATE:20260305", "2026-03-01 22:00/03-04 22:00")]
    [InlineData("DTSTART:20260302\nDURATION:P2D", "2026-03-01 22:00/03-03 22:00")]
    [InlineData("DTSTART:20260302T150000", "2026-03-02 13:00/13:00")]
    [InlineData("DTSTART:20260302T150000Z\nDURATION:PT1H30M", "2026-03-02 15:00/16:30")]
    [InlineData("DTSTART;TZID=America/New_York:20260302T150000\nDTEND;TZID=Europe/Sofia:20260302T230000", "2026-03-02 20:00/21:00")]
    [InlineData("dtstart;tzid=europe/sofia:20260302t150000\ndtend:20260302T140000z", "2026-03-02 13:00/14:00")]
    [InlineData("DTSTART:2026-03-02T15:00:00Z\nDTEND:2026-03-02T15:30:00Z", "2026-03-02 15:00/15:30")]
    [InlineData("DTSTART:20260302T235960Z\nDURATION:PT0S", "2026-03-03 00:00/00:00")]
    [InlineData("DTSTART:20260302T150000Z\nDTEND:20260302T140000Z", "2026-03-02 15:00/15:00")]
    [InlineData("DTSTART:20260302T150000Z\nDTEND:soon", "2026-03-02 15:00/15:00")]
    [InlineData("DTSTART:2026-03-02T17:00:00+02:00\nDTEND:20260302T180000+0200", "2026-03-02 15:00/16:00")]
    [InlineData("DTSTART:2026-03-02T15:00:00.000Z\nDURATION:-PT1H", "2026-03-02 15:00/15:00")]
    [InlineData("DTSTART;VALUE=DATE:20260302T000000", "2026-03-01 22:00/03-02 22:00")]
    public void Times_InEveryForm_AreThatInstant(string lines, string expected) => Assert.Equal([expected], ReadText.Event(lines).InYear());

    [Fact]
    public void Floating_IsReadInTheCalendarsZone_IfItNamesOne()
    {
        var read = ReadText.Events("X-WR-TIMEZONE:America/New_York\nX-WR-CALNAME:Work\nBEGIN:VEVENT\nUID:a\nDTSTART:20260302T150000\nEND:VEVENT");

        Assert.Equal(["2026-03-02 20:00/20:00"], read.InYear());
        Assert.Equal("Work", read.Name);
    }

    [Fact]
    public void Broken_GivesWhatCanBeRead_AndSaysTheRest()
    {
        var read = ReadText.Read(ReadText.Crlf("""
            stray
            BEGIN:VCALENDAR
            BEGIN:VEVENT
            UID:1
            SUMMARY:No end
            DTSTART:20260302T150000Z
            BEGIN:VALARM
            TRIGGER:-PT5M
            BEGIN:VEVENT
            UID:2
            SUMMARY:No start
            END:VEVENT
            END:VTODO
            BEGIN:VTODO
            SUMMARY:To do
            DTSTART:20260305T150000Z
            END:VTODO
            BEGIN:VEVENT
            UID:3
            this line has neither
            SUMMARY:Cut off
            DTSTART:20260303T150000Z
            DESCRIPTION:so
            """));

        Assert.Equal(["2026-03-02 15:00/15:00 No end", "2026-03-03 15:00/15:00 Cut off"], read.InYear());
        Assert.Equal([(1, true), (3, false), (9, true), (13, true), (20, true), (2, false), (18, false)],
            read.Findings.Kept.Select(f => (f.Line, f.IsLost)).OrderBy(f => f.Line is 2 or 18 ? 1 : 0).ThenBy(f => f.Line));
        Assert.All(read.Findings.Kept, f => Assert.True(f.Reason.Length > 20));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html><body>Sign in</body></html>")]
    [InlineData("BEGIN:VCARD\r\nFN:Mina\r\nEND:VCARD\r\n")]
    public void WhatIsNoCalendar_IsSaid(string text)
    {
        var read = ReadText.Read(text);

        Assert.False(read.IsCalendar);
        Assert.Contains(read.Findings.Kept, f => f.Reason.Contains("no calendar", StringComparison.Ordinal));
    }

    [Fact]
    public void Calendars_OneAfterTheOther_AreAllRead()
    {
        var read = ReadText.Read(One + One.Replace("UID:1", "UID:2", StringComparison.Ordinal).Replace("0302T", "0303T", StringComparison.Ordinal));

        Assert.Equal(2, read.Events.Count);
    }

    [Fact]
    public void Versions_TheHighestSequenceWins_WhereverItStands()
    {
        var read = ReadText.Events("""
            BEGIN:VEVENT
            UID:a
            SEQUENCE:3
            SUMMARY:Third
            DTSTART:20260302T150000Z
            END:VEVENT
            BEGIN:VEVENT
            UID:a
            SEQUENCE:1
            SUMMARY:First
            DTSTART:20260301T150000Z
            END:VEVENT
            """);

        Assert.Equal(["2026-03-02 15:00/15:00 Third"], read.InYear());
    }

    [Fact]
    public void Uid_OfManyEvents_LosesNone()
    {
        var read = ReadText.Events("BEGIN:VEVENT\nUID:same\nSUMMARY:A\nDTSTART:20260302T150000Z\nEND:VEVENT\nBEGIN:VEVENT\nUID:same\nSUMMARY:B\nDTSTART:20260303T150000Z\nEND:VEVENT");

        Assert.Equal(["2026-03-02 15:00/15:00 A", "2026-03-03 15:00/15:00 B"], read.InYear());
        Assert.Contains("same identity", Assert.Single(read.Findings.Kept).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("BEGIN:VTODO\nUID:1\nSUMMARY:To do\nEND:VTODO")]
    [InlineData("BEGIN:VFREEBUSY\nUID:1\nFREEBUSY:20260302T150000Z/PT1H\nEND:VFREEBUSY")]
    public void Calendar_WithoutEvents_SaysSo(string inside) =>
        Assert.Contains("no events", Assert.Single(ReadText.Events(inside).Findings.Kept).Reason, StringComparison.Ordinal);

    [Fact]
    public void QuotedPrintable_AsOldProgramsWrite_IsDecoded() =>
        Assert.Equal("Übung", Assert.Single(ReadText.Event("DTSTART:20260302T150000Z\nSUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=C3=9Cbung").Events).Title);

    [Theory]
    [InlineData("DTSTART:20260231T150000Z", "20260231T150000Z")]
    [InlineData("DTSTART:00010101T000000Z", "00010101T000000Z")]
    [InlineData("DTSTART:99991231T235959Z", "99991231T235959Z")]
    [InlineData("DTSTART:", "is not a date")]
    [InlineData("DTEND:20260302T150000Z", "no start")]
    public void Start_ThatIsNone_IsNamed(string lines, string named)
    {
        var read = ReadText.Event(lines);

        Assert.Empty(read.Events);
        Assert.Contains(named, Assert.Single(read.Findings.Kept, f => f.IsLost).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancel_ByMethodAndByStatus_IsShownAsCancelled()
    {
        var cancelled = ReadText.Events("METHOD:CANCEL\nBEGIN:VEVENT\nUID:a\nSUMMARY:Gone\nDTSTART:20260302T150000Z\nEND:VEVENT");
        Assert.Equal(["2026-03-02 15:00/15:00 -Gone"], cancelled.InYear());
        Assert.Equal(["2026-03-02 15:00/15:00 -Gone"], ReadText.Event("SUMMARY:Gone\nSTATUS:CANCELLED\nDTSTART:20260302T150000Z").InYear());
    }

    [Fact]
    public void Free_AndPrivate_AreKnown()
    {
        var free = Assert.Single(ReadText.Event("DTSTART:20260302T150000Z\nTRANSP:TRANSPARENT\nCLASS:PRIVATE").Events);
        Assert.True(free is { IsFree: true, IsPrivate: true });
    }

    [Fact]
    public void Limits_AreKept_AndSaid()
    {
        var many = string.Concat(Enumerable.Range(0, 30).Select(i => $"BEGIN:VEVENT\nUID:{i}\nDTSTART:20260302T150000Z\nSUMMARY:{new string('x', 3000)}\nEND:VEVENT\n"));
        var read = ReadText.Read(ReadText.Calendar(many), new CalendarLimits { MaxEvents = 10, MaxLine = 1024 });

        Assert.Equal(10, read.Events.Count);
        Assert.Single(read.Findings.Kept, f => f.Reason.Contains("more than 10 events", StringComparison.Ordinal));
        Assert.Contains(read.Findings.Kept, f => f.Reason.Contains("longer than 1 KB", StringComparison.Ordinal));
        Assert.Contains(ReadText.Read(One, new CalendarLimits { MaxBytes = 100 }).Findings.Kept, f => f.IsLost);
        Assert.Contains(ReadText.Event($"DTSTART:20260302T150000Z\nRRULE:FREQ=DAILY{string.Concat(Enumerable.Repeat("\nEXDATE:20260303T150000Z,20260304T150000Z", 3000))}").Findings.Kept,
            f => f.Reason.Contains("5000 dates", StringComparison.Ordinal) || f.Reason.Contains("5,000 dates", StringComparison.Ordinal));
    }
}
