using System.Text;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Calendars.Feeds;
using StudyDashboard.Features.Calendars.ICalendar;
using StudyDashboard.Features.Calendars.Imported;
using StudyDashboard.Features.Sessions.Planning;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Tests.Features.Calendars.ICalendar;
using StudyDashboard.Tests.Features.Tutoring.Lessons;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Calendars.Feeds;

public sealed class CalendarFeedsTests : IDisposable
{
    private readonly TutorWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Lessons_ReadByACalendar_AreExactlyTheStoredOnes()
    {
        await SchoolYearAsync();

        var (text, _) = await FeedAsync(_world.TutorId, FeedScope.Lessons);

        Assert.Equal(Stored(_world.Lessons()), Shown(ReadText.Read(text)));
        // Everything of the group is one lesson, and a student sees their own.
        var student = ReadText.Read((await FeedAsync(_world.Fixture.StudentId, FeedScope.Both)).Text);
        Assert.Equal(Stored(_world.Lessons().Where(l => l.StudentId == _world.Fixture.StudentId)), Shown(student).Where(l => !l.Contains("study", StringComparison.Ordinal)));
        Assert.All(student.Events, e => Assert.Contains("with Petra", e.Title, StringComparison.Ordinal));
        Assert.Equal(0, student.Findings.Count);
    }

    [Fact]
    public async Task Lessons_ImportedIntoAnEmptyInstance_StandInItsLayer()
    {
        await SchoolYearAsync();
        var (text, _) = await FeedAsync(_world.TutorId, FeedScope.Lessons);
        using var other = new StudyFixture();

        TutorWorld.Done(await other.Get<ImportedCalendars>().AddFileAsync(other.StudentId, new CalendarDraft("Lessons"), "lessons.ics", Encoding.UTF8.GetBytes(text), Token));

        // As far as lessons are stored: a series without end goes on in the calendar.
        var layer = await other.Get<CalendarLayer>().BetweenAsync(other.StudentId, Make.At("2025-01-01 00:00"), Make.At("2027-03-01 00:00"), Token);
        var blocks = _world.Lessons().GroupBy(l => l.GroupKey ?? $"{l.Id}").Select(g => (g.First().StartsAt, g.First().EndsAt, g.All(l => l.Status == LessonStatus.Cancelled)));
        Assert.Equal(blocks.Order(), layer.Select(o => (o.Span.Start, o.Span.End, o.IsCancelled)).Order());
        Assert.All(layer, o => Assert.StartsWith("Mathematics", o.Title, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Series_WhoseStartDoesNotMatchItsRule_BeginsWithItsFirstLesson()
    {
        await _world.CreateAsync(_world.Draft("2026-03-04 17:00", "FREQ=WEEKLY;BYDAY=TU;COUNT=3"));

        var (text, _) = await FeedAsync(_world.TutorId, FeedScope.Lessons);

        Assert.Contains("DTSTART;TZID=Europe/Sofia:20260310T170000", text, StringComparison.Ordinal);
        Assert.Equal(Stored(_world.Lessons()), Shown(ReadText.Read(text)));
    }

    [Fact]
    public async Task Lesson_Changed_KeepsItsUid_AndCountsItsSequenceUp()
    {
        await _world.CreateAsync(_world.Draft("2026-03-03 17:00", "FREQ=WEEKLY;COUNT=4"));
        var before = ReadText.Read((await FeedAsync(_world.TutorId, FeedScope.Lessons)).Text);
        await _world.EditAsync(_world.Lessons()[1], LessonScope.This, d => d with { Slot = d.Slot with { Start = new TimeOnly(9, 0), End = new TimeOnly(10, 0) } });
        var moved = ReadText.Read((await FeedAsync(_world.TutorId, FeedScope.Lessons)).Text);
        await _world.Service.CancelAsync(_world.TutorId, _world.Lessons()[1].Id, null, LessonScope.This, "ill", Token);
        var cancelled = ReadText.Read((await FeedAsync(_world.TutorId, FeedScope.Lessons)).Text);

        Assert.Single(before.Events);
        Assert.Equal([before.Events[0].Uid], moved.Events.Concat(cancelled.Events).Select(e => e.Uid).Distinct());
        Assert.True(cancelled.Events.Single(e => e.RecurrenceId is not null).Sequence > moved.Events.Single(e => e.RecurrenceId is not null).Sequence);
        Assert.True(cancelled.Events.Single(e => e.RecurrenceId is not null).IsCancelled);
    }

    [Fact]
    public async Task Zone_OfEachLesson_IsItsOwn_AndTheSameForAReaderWithoutItsName()
    {
        await _world.CreateAsync(_world.Draft("2026-03-03 17:00", "FREQ=WEEKLY;COUNT=40"));
        var (text, _) = await FeedAsync(_world.TutorId, FeedScope.Lessons);

        Assert.Contains("BEGIN:VTIMEZONE\r\nTZID:Europe/Sofia", text, StringComparison.Ordinal);
        Assert.Equal(Shown(ReadText.Read(text)), Shown(ReadText.Read(text.Replace("Europe/Sofia", "Elsewhere", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Study_ShowsFinishedAndPlanned_AndBusyOnlyNothingElse()
    {
        using (var context = _world.Fixture.Context())
        {
            context.Add(Make.Session(_world.Fixture.StudentId, Make.At("2026-02-20 10:00"), subject: "Algebra"));
            context.Add(Make.Session(_world.Fixture.StudentId, Make.At("2024-02-20 10:00")));
            await context.SaveChangesAsync(Token);
        }
        TutorWorld.Done(await _world.Fixture.Get<SessionPlanner>().PlanAsync(_world.Fixture.StudentId, new PlannedSession(Make.About(), new DateOnly(2026, 3, 5), new TimeOnly(18, 0), 45), Token));
        TutorWorld.Done(await _world.Fixture.Get<SessionPlanner>().PlanAsync(_world.Fixture.StudentId, new PlannedSession(Make.About(), new DateOnly(2026, 3, 6), null, 45), Token));

        var open = ReadText.Read((await FeedAsync(_world.Fixture.StudentId, FeedScope.Study)).Text).InYear();
        var busy = ReadText.Read((await FeedAsync(_world.Fixture.StudentId, FeedScope.Study, busyOnly: true)).Text).InYear();

        Assert.Equal(["2026-02-20 10:00/10:30 Practice: Algebra", "2026-03-05 16:00/16:45 Planned: Practice: Algebra", "2026-03-05 22:00/03-06 22:00 Planned: Practice: Algebra"], open);
        Assert.Equal(["2026-02-20 10:00/10:30 Busy", "2026-03-05 16:00/16:45 Busy"], busy);
    }

    [Fact]
    public async Task Feed_StaysTheSameText_UntilSomethingChanges()
    {
        await _world.CreateAsync(_world.Draft("2026-03-03 17:00", "FREQ=WEEKLY;COUNT=4"));
        var feeds = _world.Fixture.Get<CalendarFeeds>();
        var secret = TutorWorld.Done(await feeds.CreateAsync(_world.TutorId, "Phone", FeedScope.Lessons, false, Token)).Secret;
        var first = (await feeds.ReadAsync(secret, Token))!.ETag;
        _world.Fixture.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(first, (await feeds.ReadAsync(secret, Token))!.ETag);

        await _world.Service.CancelAsync(_world.TutorId, _world.Lessons()[3].Id, null, LessonScope.This, null, Token);

        Assert.NotEqual(first, (await feeds.ReadAsync(secret, Token))!.ETag);
    }

    [Fact]
    public async Task Secret_IsStoredOnlyAsAHash_AndEndsWithItsRevocation()
    {
        var feeds = _world.Fixture.Get<CalendarFeeds>();
        var made = TutorWorld.Done(await feeds.CreateAsync(_world.TutorId, "Phone", FeedScope.Lessons, false, Token));
        Assert.Equal(64, made.Secret.Length);
        using (var context = _world.Fixture.Context())
        {
            Assert.DoesNotContain(made.Secret, (await context.Set<CalendarFeed>().SingleAsync(Token)).Hash, StringComparison.OrdinalIgnoreCase);
        }
        Assert.NotNull(await feeds.ReadAsync(made.Secret, Token));
        Assert.Equal(_world.Fixture.Clock.UtcNow, Assert.Single(await feeds.ListAsync(_world.TutorId, Token)).LastUsedAt);
        Assert.NotNull(await feeds.RevokeAsync(_world.Fixture.StudentId, made.Feed.Id, Token));

        Assert.Null(await feeds.RevokeAsync(_world.TutorId, made.Feed.Id, Token));

        Assert.Null(await feeds.ReadAsync(made.Secret, Token));
        Assert.Empty(await feeds.ListAsync(_world.TutorId, Token));
    }

    /// <summary>A year as a tutor has it: a series moved, cancelled, split and shifted, a group, single lessons.</summary>
    private async Task SchoolYearAsync()
    {
        await _world.CreateAsync(_world.Draft("2026-03-03 17:00", "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20260630T205959Z"));
        var all = _world.Lessons();
        await _world.EditAsync(all[3], LessonScope.This, d => d with { Slot = LessonSlot.At(TutorWorld.Local("2026-03-13 10:00"), TimeSpan.FromHours(1), "Europe/Sofia") });
        await _world.Service.CancelAsync(_world.TutorId, all[4].Id, null, LessonScope.This, "ill", Token);
        await _world.EditAsync(all[5], LessonScope.Following, d => d with { Slot = d.Slot with { Start = new TimeOnly(18, 0), End = new TimeOnly(19, 0) } });
        await _world.Service.DeleteAsync(_world.TutorId, all[8].Id, null, LessonScope.This, Token);
        await _world.EditAsync(all[12], LessonScope.This, d => d with { Details = d.Details with { Location = "Room 7" } });
        foreach (var lesson in all[..2].Append(all[7]))
        {
            _world.Write(lesson.Id, l => l.MarkStudent(Attendance.Present, null));
        }
        await _world.EditAsync(all[10], LessonScope.All, d => d with { Details = d.Details with { Location = "Room 4" } });
        await _world.EditAsync(all[0], LessonScope.All, d => d with { Slot = d.Slot with { Start = new TimeOnly(16, 0), End = new TimeOnly(17, 0) } });
        await _world.CreateAsync(_world.Draft("2026-03-04 09:00", "FREQ=MONTHLY;BYDAY=1WE", 90, "America/New_York", _world.Mina, _world.Leo));
        await _world.CreateAsync(_world.Draft("2026-04-11 12:00"));
    }

    private async Task<FeedContent> FeedAsync(int personId, FeedScope scope, bool busyOnly = false)
    {
        var feeds = _world.Fixture.Get<CalendarFeeds>();
        return (await feeds.ReadAsync(TutorWorld.Done(await feeds.CreateAsync(personId, "Phone", scope, busyOnly, Token)).Secret, Token))!;
    }

    private static IEnumerable<string> Shown(CalendarText read) =>
        read.Between("2026-01-01", "2027-03-01").Select(line => line.Contains(" -", StringComparison.Ordinal) ? line[..line.IndexOf(' ', 17)] + " cancelled" : line[..line.IndexOf(' ', 17)]).Order();

    private static IEnumerable<string> Stored(IEnumerable<Lesson> lessons) => lessons.GroupBy(l => l.GroupKey ?? $"{l.Id}").Select(g => g.First())
        .Select(l => $"{l.StartsAt:yyyy-MM-dd HH:mm}/{l.EndsAt:HH:mm}{(l.Status == LessonStatus.Cancelled ? " cancelled" : "")}").Order();
}
