using System.Text;
using StudyDashboard.Features.Calendars.ICalendar;
using StudyDashboard.Features.Tutoring.Recurrence;

namespace StudyDashboard.Tests.Features.Calendars.ICalendar;

public sealed class CalendarWriterTests
{
    private static readonly string[] Zones = ["Europe/Sofia", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca", "America/Sao_Paulo", "Europe/Dublin", "UTC"];
    private static readonly string[] Titles = ["Maths", "Алгебра, част 2; край", "日本語のレッスン 🎓", "back\\slash \\n not a break", "two\nlines", new string('ü', 120), "x:y;z=\"q\""];
    private static readonly string[] Rules =
        ["FREQ=WEEKLY;COUNT=30", "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261231T215959Z", "FREQ=DAILY;INTERVAL=3", "FREQ=MONTHLY;BYDAY=-1FR;COUNT=12", "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "FREQ=WEEKLY;UNTIL=20260901", "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,MO"];

    [Fact]
    public void Lines_AreFoldedAtSeventyFiveOctets_AndEndWithCrLf()
    {
        var text = Write(Titles.Select((title, i) => Event($"{i}", title)));

        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.All(text.Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
        // Nothing was cut within a character.
        Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void Zone_IsWrittenWithItsRules_SoThatAReaderWithoutItsNameHasTheSameTimes()
    {
        foreach (var id in Zones.Where(z => z != "UTC"))
        {
            var zone = CalendarZone.Of(TimeZoneInfo.FindSystemTimeZoneById(id));
            var written = Write([Event("a", "Lesson") with { Zone = zone, Start = new DateTime(2024, 1, 1, 17, 0, 0), Rule = RuleParser.Parse("FREQ=WEEKLY;UNTIL=20280101T000000Z").Value }]);
            var renamed = written.Replace(id, "Nowhere", StringComparison.Ordinal).Replace("X-LIC-LOCATION:Nowhere", "X-A:b", StringComparison.Ordinal);

            var read = ReadText.Read(renamed);

            Assert.Equal(ReadText.Read(written).Between("2024-01-01", "2028-01-01"), read.Between("2024-01-01", "2028-01-01"));
            Assert.Equal(0, read.Findings.Count);
        }
    }

    [Fact]
    public void WhateverIsWritten_ReadAgain_TakesPlaceAtTheSameTimes()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var events = Enumerable.Range(0, 6).SelectMany(i => Series($"{seed}-{i}", random)).ToList();
            var whole = new CalendarText(true, null, events, new CalendarFindings());

            var text = Write(events);
            var read = ReadText.Read(text);

            Assert.True(read.Findings.Lost == 0, $"seed {seed}: {string.Join('\n', read.Findings.Kept)}");
            Assert.Equal(whole.Between("2025-01-01", "2028-01-01"), read.Between("2025-01-01", "2028-01-01"));
            Assert.Equal(events.Select(e => (e.Uid, e.Sequence, e.IsFree, e.IsPrivate, e.Location)).Order(), read.Events.Select(e => (e.Uid, e.Sequence, e.IsFree, e.IsPrivate, e.Location)).Order());
            Assert.Equal(text, Write(events));
        }
    }

    private static IEnumerable<CalendarEvent> Series(string uid, Random random)
    {
        var zone = random.Next(8) == 0 ? null : CalendarZone.Of(TimeZoneInfo.FindSystemTimeZoneById(Zones[random.Next(Zones.Length)]));
        var isAllDay = random.Next(6) == 0;
        var start = new DateTime(2026, 1, 1).AddMinutes(random.Next(0, 60 * 24 * 90 / 15) * 15);
        var master = Event(uid, Titles[random.Next(Titles.Length)]) with
        {
            Zone = isAllDay ? null : zone, IsAllDay = isAllDay, Start = isAllDay ? start.Date : start,
            Length = isAllDay ? TimeSpan.FromDays(random.Next(1, 4)) : TimeSpan.FromMinutes(random.Next(0, 30) * 15),
            Rule = random.Next(4) == 0 ? null : RuleParser.Parse(Rules[random.Next(Rules.Length)]).Value,
            IsCancelled = random.Next(10) == 0, IsFree = random.Next(3) == 0, IsPrivate = random.Next(5) == 0, Sequence = random.Next(9),
            Location = random.Next(2) == 0 ? null : "Room 5, 2nd floor",
        };
        if (master.Rule is null || random.Next(3) == 0)
        {
            return [master];
        }
        var dates = master.Recurrence(master.Zone ?? CalendarZone.Of(ReadText.Sofia)).From(ReadText.Utc("2026-01-01")).Take(8).Select(o => o.Local).ToList();
        var moved = dates.Where(_ => random.Next(4) == 0).ToList();
        var gone = dates.Except(moved).Where(_ => random.Next(4) == 0).ToList();
        return
        [
            master with { Exceptions = [.. moved.Union(gone).Order()], Additions = random.Next(3) == 0 ? [master.Start.AddDays(400)] : [] },
            .. moved.Select(d => master with
            {
                RecurrenceId = d, Rule = null, Start = d.AddDays(random.Next(0, 3)), Title = master.Title + "!", IsCancelled = random.Next(2) == 0 || master.IsCancelled,
            }),
        ];
    }

    private static CalendarEvent Event(string uid, string title) =>
        new() { Uid = uid, Title = title, Start = new DateTime(2026, 3, 2, 17, 0, 0), Zone = CalendarZone.Of(ReadText.Sofia), Length = TimeSpan.FromHours(1) };

    private static string Write(IEnumerable<CalendarEvent> events) =>
        CalendarWriter.Write("Lessons", [.. events.Select(e => new WrittenEvent(e, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), "About, this", 15))], 2030);
}
