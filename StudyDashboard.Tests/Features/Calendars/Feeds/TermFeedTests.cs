using System.Text;
using Bunit;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Calendars.Feeds;
using StudyDashboard.Features.Calendars.ICalendar;
using StudyDashboard.Features.Calendars.Imported;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Tests.Features.Calendars.ICalendar;
using StudyDashboard.Tests.Features.Tutoring.Lessons;
using StudyDashboard.Tests.Features.Tutoring.Schedule;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Calendars.Feeds;

/// <summary>
/// A term over both changes of clocks, Tuesdays and Thursdays at 17:00 in Sofia: one lesson moved, one cancelled, another time from the
/// sixth on, attendance on three, then a change of all. What its calendar shows elsewhere.
/// </summary>
public sealed class TermFeedTests : IDisposable
{
    private readonly TutorWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Term_ReadByACalendar_HasEachLessonOnce_WithItsTitle()
    {
        await TermAsync();

        var read = ReadText.Read(await FeedAsync());

        Assert.Equal(Stored(), read.InYear().Order());
        Assert.Equal(0, read.Findings.Count);
        Assert.Equal(1, Stored().Count(l => l.Contains(" -", StringComparison.Ordinal)));
        // Two series since the sixth, and what differs from them; no list of single lessons.
        Assert.Equal(2, read.Events.Count(e => e.Rule is not null));
        Assert.InRange(read.Events.Count, 4, 8);
    }

    [Fact]
    public async Task Term_ReadByACalendar_StaysAtItsWallTime_OverBothChangesOfClocks()
    {
        await TermAsync();

        var read = ReadText.Read(await FeedAsync());

        var usual = read.Events.Where(e => e.Rule is not null).SelectMany(e => e.Between(ReadText.Sofia, new(ReadText.Utc("2026-01-01"), ReadText.Utc("2027-01-01")), 1000)).ToList();
        Assert.Equal([new TimeSpan(17, 0, 0), new TimeSpan(17, 30, 0)], usual.Select(o => o.Local.TimeOfDay).Distinct().Order());
        Assert.Equal([14.5, 15, 15.5], usual.Select(o => o.Span.Start.TimeOfDay.TotalHours).Distinct().Order());
    }

    [Fact]
    public async Task Term_ImportedIntoAnEmptyInstance_ShowsTimesTitlesAndCancellations()
    {
        await TermAsync();
        using var other = new StudyFixture();
        await ImportAsync(other, other.StudentId);

        var layer = await other.Get<CalendarLayer>().BetweenAsync(other.StudentId, Make.At("2026-01-01 00:00"), Make.At("2027-01-01 00:00"), Token);

        Assert.Equal(Stored(), layer.Select(o => Line(o.Span.Start, o.Span.End, o.IsCancelled, o.Title)).Order());
        Assert.All(layer, o => Assert.Equal(!o.IsCancelled, o.IsBusy));
    }

    [Fact]
    public async Task Term_Imported_ShowsOnTheSchedulePage_AndSaysWhatIsCancelled()
    {
        await TermAsync();
        using var browser = new ScheduleBrowser();
        await ImportAsync(browser.World.Fixture, browser.World.Fixture.StudentId);

        var page = await browser.OpenAsync(browser.World.Fixture.StudentId, Roles.Student, "view=month&date=2026-03-10");

        // The month as it is drawn also has the first days of April.
        var march = Local().Where(l => l.Day.Month == 3).ToList();
        foreach (var (day, title, cancelled) in march)
        {
            var block = Assert.Single(page.FindAll($"[data-date='{day:yyyy-MM-dd}'] .is-calendar"));
            Assert.Contains(title, block.TextContent, StringComparison.Ordinal);
            Assert.Equal(cancelled, block.ClassList.Contains("cancelled"));
            Assert.Equal(cancelled, block.TextContent.Contains("cancelled", StringComparison.OrdinalIgnoreCase));
            Assert.Null(block.GetAttribute("data-movable"));
        }
        Assert.Equal(march.Count, page.FindAll("[data-date^='2026-03'] .is-calendar").Count);
        Assert.Contains(march, l => l.Cancelled);
    }

    private async Task TermAsync()
    {
        await _world.CreateAsync(_world.Draft("2026-03-03 17:00", "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261217T215959Z"));
        var all = _world.Lessons();
        await _world.EditAsync(all[3], LessonScope.This, d => d with { Slot = LessonSlot.At(TutorWorld.Local("2026-03-13 10:00"), TimeSpan.FromHours(1), "Europe/Sofia") });
        await _world.Service.CancelAsync(_world.TutorId, all[4].Id, null, LessonScope.This, "ill", Token);
        await _world.EditAsync(all[5], LessonScope.Following, d => d with { Slot = d.Slot with { Start = new TimeOnly(17, 30), End = new TimeOnly(18, 30) } });
        foreach (var lesson in all[..3])
        {
            _world.Write(lesson.Id, l => l.MarkStudent(Attendance.Present, null));
        }
        await _world.EditAsync(all[7], LessonScope.All, d => d with { Details = d.Details with { Location = "Room 4" } });
    }

    private async Task<string> FeedAsync()
    {
        var feeds = _world.Fixture.Get<CalendarFeeds>();
        return (await feeds.ReadAsync(TutorWorld.Done(await feeds.CreateAsync(_world.TutorId, "Phone", FeedScope.Lessons, false, Token)).Secret, Token))!.Text;
    }

    private async Task ImportAsync(StudyFixture other, int personId) => TutorWorld.Done(
        await other.Get<ImportedCalendars>().AddFileAsync(personId, new CalendarDraft("Lessons"), "lessons.ics", Encoding.UTF8.GetBytes(await FeedAsync()), Token));

    private IEnumerable<string> Stored() => _world.Lessons().Select(l => Line(l.StartsAt, l.EndsAt, l.Status == LessonStatus.Cancelled, "Mathematics: Mina")).Order();

    private IEnumerable<(DateOnly Day, string Title, bool Cancelled)> Local() => _world.Lessons().Select(l => (l.SessionDate, "Mathematics: Mina", l.Status == LessonStatus.Cancelled));

    private static string Line(DateTime start, DateTime end, bool cancelled, string title) => $"{start:yyyy-MM-dd HH:mm}/{end:HH:mm} {(cancelled ? "-" : "")}{title}";
}
