using System.Text;
using StudyDashboard.Features.Calendars.ICalendar;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Tests.Features.Calendars.ICalendar;

/// <summary>Whatever comes, reading ends soon and throws nothing.</summary>
public sealed class CalendarFuzzTests
{
    private const string Seed = """
        BEGIN:VCALENDAR
        X-WR-TIMEZONE:Europe/Sofia
        BEGIN:VTIMEZONE
        TZID:Own
        BEGIN:STANDARD
        DTSTART:16010101T030000
        TZOFFSETFROM:+0430
        TZOFFSETTO:+0330
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10;UNTIL=20301027T000000Z
        RDATE:20310101T000000,20320101T000000
        END:STANDARD
        END:VTIMEZONE
        BEGIN:VEVENT
        UID:a
        DTSTART;TZID="Own":20260302T150000
        DTEND;TZID=(UTC+01:00) Amsterdam, Berlin:20260302T160000
        RRULE:FREQ=MONTHLY;BYDAY=2TU,-1FR;BYSETPOS=1,-1;COUNT=12
        EXDATE;TZID=Own:20260310T150000,20260327
        RDATE;VALUE=PERIOD:20260401T090000Z/PT2H
        SUMMARY:Алгебра\, 🎓\nnext
        END:VEVENT
        BEGIN:VEVENT
        UID:a
        RECURRENCE-ID;RANGE=THISANDFUTURE:20260310T110000Z
        DTSTART:20260311T110000Z
        DURATION:P1DT2H
        STATUS:CANCELLED
        END:VEVENT
        END:VCALENDAR
        """;

    [Fact]
    public void Mutated_NeverThrows()
    {
        var seed = Encoding.UTF8.GetBytes(ReadText.Crlf(Seed));
        for (var round = 0; round < 3000; round++)
        {
            var random = new Random(round);
            Use(Mutate(seed, random));
        }
    }

    [Fact]
    public void Truncated_AnywhereNeverThrows()
    {
        var seed = Encoding.UTF8.GetBytes(ReadText.Crlf(Seed));
        for (var length = 0; length <= seed.Length; length++)
        {
            Use(seed[..length]);
        }
    }

    /// <summary>What is sent, and what the reader says that it left out of it; null: it reads it all, or says what it always says.</summary>
    public static TheoryData<string, string?> Hostile => new()
    {
        { "folds", "64 KB" }, { "one line", "64 KB" }, { "parameters", "64 KB" }, { "quotes", "64 KB" }, { "parens", null }, { "carets", "64 KB" }, { "begins", "no calendar" },
        { "escapes", "5000 lines" }, { "unknown", null }, { "ends", "never begun" },
        { "never", "20000 events" }, { "never a week", "too long to follow" }, { "daily since 1601", "20000 events" }, { "count", "too long to follow" },
        { "weeks", "too long to follow" }, { "positions", "too long to follow" },
        { "zones", "could not be read" }, { "days of zones", "could not be read" }, { "many zones", "could not be read" }, { "zone names", "500 time zones" },
        { "exdates", "5000 lines" }, { "rdates and exdates", "never takes place" }, { "periods", "20000 events" }, { "overrides", "20000 events" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Hostile_CostsABoundedEffort_AndIsSaid(string kind, string? said)
    {
        var read = Use(Encoding.UTF8.GetBytes(HostileText(kind, 4_000_000)));

        // One rule may go over the bound, none begins after it.
        Assert.InRange(read.Effort, 0, 2 * CalendarLimits.Default.MaxEffort);
        Assert.True(read.Events.Count <= CalendarLimits.Default.MaxEvents + 100, $"{read.Events.Count} events");
        Assert.True(said is null || read.Findings.Kept.Any(f => f.IsLost && f.Reason.Replace(",", "", StringComparison.Ordinal).Contains(said, StringComparison.Ordinal)),
            string.Join('\n', read.Findings.Kept.Take(5)));
    }

    [Fact]
    public void Effort_OfAnOrdinaryFile_IsALittle()
    {
        var read = ReadText.Read(ReadText.Crlf(Seed));

        Assert.InRange(read.Effort, 1, 2_000);
        Assert.Equal(read.Effort, ReadText.Read(ReadText.Crlf(Seed)).Effort);
    }

    private static string HostileText(string kind, int size)
    {
        const string Head = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260302T150000Z\r\n";
        return kind switch
        {
            "folds" => Head + "SUMMARY:" + Many("\r\n x", size),
            "one line" => Head + "SUMMARY:" + new string('x', size),
            "parameters" => Head + "SUMMARY" + Many(";A=b", size) + ":x",
            "quotes" => Head + "SUMMARY" + Many(";A=\"", size) + ":x",
            "parens" => Head + Many($"SUMMARY{Many(";A=(", 64_000)}:x\r\n", size),
            "begins" => Many("BEGIN:X\r\n", size),
            "escapes" => Head + Many("SUMMARY:\\\\\\n\\,\r\n", size),
            "never" => "BEGIN:VCALENDAR\r\n" + Many(i => $"BEGIN:VEVENT\r\nUID:{i}\r\nDTSTART:20260302T150000Z\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\nEND:VEVENT\r\n", size),
            "daily since 1601" => "BEGIN:VCALENDAR\r\n" + Many(i => $"BEGIN:VEVENT\r\nUID:{i}\r\nDTSTART:16010101T150000Z\r\nRRULE:FREQ=DAILY;COUNT=2000000\r\nEND:VEVENT\r\n", size),
            "count" => "BEGIN:VCALENDAR\r\n" + Many(i => $"BEGIN:VEVENT\r\nUID:{i}\r\nDTSTART:20260302T150000Z\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO;COUNT=4000\r\nEND:VEVENT\r\n", size),
            "zones" => Zones(Many("BEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETTO:+0111\r\nRRULE:FREQ=DAILY\r\nEND:STANDARD\r\n", 8000), size),
            "never a week" => Rules("DTSTART:16010302T150000Z\r\nRRULE:FREQ=WEEKLY;BYMONTH=2;BYSETPOS=9;BYDAY=MO\r\nRDATE:20260304T150000Z", size),
            "weeks" => Rules($"DTSTART:16010302T150000Z\r\nRRULE:FREQ=YEARLY;BYWEEKNO={string.Join(',', Enumerable.Range(1, 30))};BYDAY=MO;BYMONTH=12;COUNT=30000", size),
            "positions" => Rules($"DTSTART:16010101T150000Z\r\nRRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS={string.Join(',', Enumerable.Range(1, 300))};COUNT=36500", size),
            "days of zones" => Zones(Many("BEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETTO:+0111\r\nRRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU\r\nEND:STANDARD\r\n", 8000), size),
            "many zones" => Zones("BEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETTO:+0111\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=2\r\nEND:STANDARD\r\n", size),
            "zone names" => "BEGIN:VCALENDAR\r\n" + Many(i => $"BEGIN:VEVENT\r\nUID:{i}\r\nDTSTART;TZID={Many("a/", 160)}{i}:20260302T150000\r\nEND:VEVENT\r\n", size),
            "rdates and exdates" => Rules($"DTSTART:20260302T150000Z\r\nRDATE:{Seconds(4000)}\r\nEXDATE:{Many("20260302,", 45_000)}", size),
            "periods" => Rules($"DTSTART:20260302T150000Z\r\nRDATE;VALUE=PERIOD:{Seconds(2900).Replace(",", "/PT1H,", StringComparison.Ordinal)}", size),
            "exdates" => Head + "RRULE:FREQ=DAILY\r\n" + Many("EXDATE:20260303T150000Z,20260304T150000Z,20260305\r\n", size),
            "overrides" => Head + "RRULE:FREQ=DAILY\r\n" + Many(i => $"END:VEVENT\r\nBEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID:{new DateTime(2026, 3, 2).AddDays(i):yyyyMMdd}T150000Z\r\nDTSTART:20260302T150000Z\r\n", size),
            "unknown" => Head + Many(i => $"X-{i}:y\r\n", size),
            "carets" => Head + "SUMMARY;A=" + Many("^^^n", size) + ":x",
            _ => "BEGIN:VCALENDAR\r\n" + Many("END:VEVENT\r\nEND:VCALENDAR\r\nBEGIN:VEVENT\r\n", size),
        };
    }

    private static string Rules(string lines, int size) => "BEGIN:VCALENDAR\r\n" + Many(i => $"BEGIN:VEVENT\r\nUID:{i}\r\n{lines}\r\nEND:VEVENT\r\n", size);

    private static string Zones(string lines, int size) => "BEGIN:VCALENDAR\r\n" + Many(
        i => $"BEGIN:VTIMEZONE\r\nTZID:Z{i}\r\n{lines}END:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:{i}\r\nDTSTART;TZID=Z{i}:20260302T150000\r\nEND:VEVENT\r\n", size);

    private static string Seconds(int count) => string.Join(',', Enumerable.Range(0, count).Select(i => $"20260302T{i / 3600:00}{i / 60 % 60:00}{i % 60:00}"));

    private static string Many(string part, int size) => Many(_ => part, size);

    private static string Many(Func<int, string> part, int size)
    {
        var text = new StringBuilder(size + 1000);
        for (var i = 0; text.Length < size; i++)
        {
            text.Append(part(i));
        }
        return text.ToString();
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        List<byte> bytes = [.. seed];
        for (var changes = random.Next(1, 12); changes > 0 && bytes.Count > 10; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveRange(at, Math.Min(random.Next(1, 30), bytes.Count - at)); break;
                case 2: bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count / 2), Math.Min(random.Next(1, 60), bytes.Count / 2))); break;
                case 3: bytes.InsertRange(at, ";:,\"\\\r\n -+9TZP/="u8.ToArray().OrderBy(_ => random.Next()).Take(3)); break;
                default: bytes[at] = (byte)"0123456789"[random.Next(10)]; break;
            }
        }
        return [.. bytes];
    }

    private static CalendarText Use(byte[] bytes)
    {
        var read = ReadText.Read(bytes);
        var span = new Interval(ReadText.Utc("2026-01-01"), ReadText.Utc("2027-01-01"));
        foreach (var it in read.Events.Take(200))
        {
            Assert.True(it.Extent.Last is null || it.Extent.Last >= it.Extent.First);
            Assert.True(it.Between(ReadText.Sofia, span, 1000).Count() <= 1000);
        }
        Assert.True(read.Findings.Kept.Count <= CalendarFindings.MaxKept);
        return read;
    }
}
