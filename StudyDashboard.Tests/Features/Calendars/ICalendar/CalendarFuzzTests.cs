using System.Diagnostics;
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

    public static TheoryData<string> Hostile =>
    [
        "folds", "one line", "parameters", "quotes", "begins", "escapes", "never", "daily since 1601", "zones", "exdates", "overrides", "unknown", "carets", "ends", "count",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Hostile_IsReadInLinearTime(string kind)
    {
        // Twice the text may take about twice the time; a minute would be quadratic.
        var watch = Stopwatch.StartNew();
        Use(Encoding.UTF8.GetBytes(HostileText(kind, 4_000_000)));

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{kind}: {watch.Elapsed}");
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
            "begins" => Many("BEGIN:X\r\n", size),
            "escapes" => Head + Many("SUMMARY:\\\\\\n\\,\r\n", size),
            "never" => "BEGIN:VCALENDAR\r\n" + Many(i => $"BEGIN:VEVENT\r\nUID:{i}\r\nDTSTART:20260302T150000Z\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\nEND:VEVENT\r\n", size),
            "daily since 1601" => "BEGIN:VCALENDAR\r\n" + Many(i => $"BEGIN:VEVENT\r\nUID:{i}\r\nDTSTART:16010101T150000Z\r\nRRULE:FREQ=DAILY;COUNT=2000000\r\nEND:VEVENT\r\n", size),
            "count" => "BEGIN:VCALENDAR\r\n" + Many(i => $"BEGIN:VEVENT\r\nUID:{i}\r\nDTSTART:20260302T150000Z\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO;COUNT=4000\r\nEND:VEVENT\r\n", size),
            "zones" => "BEGIN:VCALENDAR\r\n" + Many(i => $"BEGIN:VTIMEZONE\r\nTZID:Z{i}\r\n{Many("BEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETTO:+0111\r\nRRULE:FREQ=DAILY\r\nEND:STANDARD\r\n", 8000)}END:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:{i}\r\nDTSTART;TZID=Z{i}:20260302T150000\r\nEND:VEVENT\r\n", size),
            "exdates" => Head + "RRULE:FREQ=DAILY\r\n" + Many("EXDATE:20260303T150000Z,20260304T150000Z,20260305\r\n", size),
            "overrides" => Head + "RRULE:FREQ=DAILY\r\n" + Many(i => $"END:VEVENT\r\nBEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID:{new DateTime(2026, 3, 2).AddDays(i):yyyyMMdd}T150000Z\r\nDTSTART:20260302T150000Z\r\n", size),
            "unknown" => Head + Many(i => $"X-{i}:y\r\n", size),
            "carets" => Head + "SUMMARY;A=" + Many("^^^n", size) + ":x",
            _ => "BEGIN:VCALENDAR\r\n" + Many("END:VEVENT\r\nEND:VCALENDAR\r\nBEGIN:VEVENT\r\n", size),
        };
    }

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

    private static void Use(byte[] bytes)
    {
        var read = ReadText.Read(bytes);
        var span = new Interval(ReadText.Utc("2026-01-01"), ReadText.Utc("2027-01-01"));
        foreach (var it in read.Events.Take(200))
        {
            Assert.True(it.Extent.Last is null || it.Extent.Last >= it.Extent.First);
            Assert.True(it.Between(ReadText.Sofia, span, 1000).Count() <= 1000);
        }
        Assert.True(read.Findings.Kept.Count <= CalendarFindings.MaxKept);
    }
}
