using StudyDashboard.Features.Tutoring.Conflicts;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recurrence;
using StudyDashboard.Features.Tutoring.Series;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Tests.Features.Tutoring.Lessons;

public sealed class LessonSeriesTests : IDisposable
{
    private const string TuesdayThursday = "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20260630T205959Z";

    private readonly TutorWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Story_OfASchoolYear_KeepsWhatHappenedAndDoublesNothing()
    {
        await _world.CreateAsync(_world.Draft("2026-03-03 17:00", TuesdayThursday));
        var all = _world.Lessons();
        Assert.Equal(35, all.Count);
        await _world.EditAsync(all[3], LessonScope.This, d => d with { Slot = LessonSlot.At(TutorWorld.Local("2026-03-13 10:00"), TimeSpan.FromHours(1), "Europe/Sofia") });
        await Cancel(all[4]);
        await _world.EditAsync(all[5], LessonScope.Following, d => d with { Slot = d.Slot with { Start = new TimeOnly(18, 0), End = new TimeOnly(19, 0) } });
        _world.AssertSound();
        foreach (var lesson in all[..2].Append(all[7]))
        {
            _world.Write(lesson.Id, l => l.MarkStudent(Attendance.Present, null));
        }
        await _world.EditAsync(all[10], LessonScope.All, d => d with { Details = d.Details with { Location = "Room 4" } });
        await _world.EditAsync(all[0], LessonScope.All, d => d with { Slot = d.Slot with { Start = new TimeOnly(16, 0), End = new TimeOnly(17, 0) } });

        _world.AssertSound();
        var after = _world.Lessons();
        Assert.Equal(all.Select(l => l.Id).Order(), after.Select(l => l.Id).Order());
        Assert.Equal(after.Count, after.Select(l => l.StartsAt).Distinct().Count());
        Lesson Now(int index) => after.Single(l => l.Id == all[index].Id);
        Assert.Equal(("17:00", "17:00", "16:00"), (Time(Now(0)), Time(Now(1)), Time(Now(2))));
        Assert.Equal(TutorWorld.Local("2026-03-13 10:00"), Now(3).Slot.LocalStart);
        Assert.Equal(LessonStatus.Cancelled, Now(4).Status);
        Assert.All(Enumerable.Range(5, 30), i => Assert.Equal("18:00", Time(Now(i))));
        Assert.Null(Now(7).Location);
        Assert.Equal("Room 4", Now(20).Location);
    }

    [Fact]
    public async Task WallTime_OverBothClockChanges_StaysWhileTheInstantMoves()
    {
        await _world.CreateAsync(_world.Draft("2026-03-24 17:00", "FREQ=WEEKLY;COUNT=36"));

        var lessons = _world.Lessons();
        Assert.All(lessons, l => Assert.Equal("17:00", Time(l)));
        Assert.Equal([15, 14], lessons.Take(2).Select(l => l.StartsAt.Hour));
        Assert.Equal(15, lessons.Last(l => l.SessionDate < new DateOnly(2026, 11, 10)).StartsAt.Hour);
    }

    [Fact]
    public async Task Following_OnAnotherDay_MovesThatDayOnly()
    {
        await _world.CreateAsync(_world.Draft("2026-03-03 17:00", TuesdayThursday));
        var thursday = _world.Lessons()[5];

        await _world.EditAsync(thursday, LessonScope.Following, d => d with { Slot = d.Slot with { Date = d.Slot.Date.AddDays(1) } });

        _world.AssertSound();
        var days = _world.Lessons().Where(l => l.StartsAt >= thursday.StartsAt).Select(l => l.SessionDate.DayOfWeek).Distinct().Order();
        Assert.Equal([DayOfWeek.Tuesday, DayOfWeek.Friday], days);
        Assert.Equal(35, _world.Lessons().Count);
    }

    [Fact]
    public async Task Following_WithAnotherRule_KeepsAMovedLessonAndDropsTheRest()
    {
        await _world.CreateAsync(_world.Draft("2026-03-03 17:00", TuesdayThursday));
        var all = _world.Lessons();
        await _world.EditAsync(all[9], LessonScope.This, d => d with { Slot = d.Slot with { Date = d.Slot.Date.AddDays(1) } });

        await _world.EditAsync(all[6], LessonScope.Following, d => d with { Repeat = new Repetition(RuleParser.Parse("FREQ=WEEKLY;BYDAY=TU;COUNT=8").Value, []) });

        _world.AssertSound();
        var after = _world.Lessons();
        Assert.Equal(6 + 8 + 1, after.Count);
        Assert.False(after.Single(l => l.Id == all[9].Id).IsRecurring);
    }

    [Fact]
    public async Task DeleteFollowing_EndsTheSeries_AndUndoBringsAllBack()
    {
        await _world.CreateAsync(_world.Draft("2026-03-03 17:00", "FREQ=WEEKLY"));
        var before = _world.Picture();

        var deleted = TutorWorld.Done(await _world.Service.DeleteAsync(_world.TutorId, _world.Lessons()[4].Id, null, LessonScope.Following, Token));

        _world.AssertSound();
        Assert.Equal(4, _world.Lessons().Count);
        Assert.Null(await _world.Service.UndoAsync(_world.TutorId, deleted.ChangeId!.Value, Token));
        Assert.Equal(before, _world.Picture());
    }

    [Fact]
    public async Task DeleteAll_LeavesPastAndAttended()
    {
        await _world.CreateAsync(_world.Draft("2026-02-17 17:00", "FREQ=WEEKLY;COUNT=10"));
        var all = _world.Lessons();
        _world.Write(all[6].Id, l => l.MarkStudent(Attendance.Excused, null));

        TutorWorld.Done(await _world.Service.DeleteAsync(_world.TutorId, all[5].Id, null, LessonScope.All, Token));

        _world.AssertSound();
        Assert.Equal([all[0].Id, all[1].Id, all[6].Id], _world.Lessons().Select(l => l.Id));
    }

    [Fact]
    public async Task DeleteThis_LeavesItsPlaceOut_AndTheLastOneTakesTheSeriesAlong()
    {
        await _world.CreateAsync(_world.Draft("2026-03-03 17:00", "FREQ=WEEKLY;COUNT=2"));
        var all = _world.Lessons();

        TutorWorld.Done(await _world.Service.DeleteAsync(_world.TutorId, all[0].Id, null, LessonScope.This, Token));
        _world.AssertSound();
        TutorWorld.Done(await _world.Service.DeleteAsync(_world.TutorId, all[1].Id, null, LessonScope.This, Token));

        Assert.Equal("", _world.Picture());
    }

    [Fact]
    public async Task CancelFollowing_EndsAnEndlessSeriesWithTheLastStoredLesson()
    {
        await _world.CreateAsync(_world.Draft("2026-03-03 17:00", "FREQ=WEEKLY"));
        var all = _world.Lessons();

        TutorWorld.Done(await _world.Service.CancelAsync(_world.TutorId, all[3].Id, null, LessonScope.Following, "Moved away", Token));
        _world.Fixture.Clock.SetUtc(_world.Fixture.Clock.UtcNow.AddMonths(3));
        await _world.Fixture.Get<LessonHorizon>().RunAsync(_world.Fixture.Clock.UtcNow, Token);

        _world.AssertSound();
        Assert.Equal(all.Count, _world.Lessons().Count);
        Assert.Equal(3, _world.Lessons().Count(l => l.Status == LessonStatus.Scheduled));
    }

    [Fact]
    public async Task Duty_ADayLater_StoresTheNextLessonsOnce()
    {
        await _world.CreateAsync(_world.Draft("2026-03-03 17:00", "FREQ=DAILY"));
        var count = _world.Lessons().Count;
        _world.Fixture.Clock.SetUtc(_world.Fixture.Clock.UtcNow.AddDays(10));

        await _world.Fixture.Get<LessonHorizon>().RunAsync(_world.Fixture.Clock.UtcNow, Token);
        await _world.Fixture.Get<LessonHorizon>().RunAsync(_world.Fixture.Clock.UtcNow, Token);

        _world.AssertSound();
        Assert.Equal(count + 10, _world.Lessons().Count);
    }

    [Fact]
    public async Task Group_ChangesAsOneBlock()
    {
        await _world.CreateAsync(_world.Draft("2026-03-03 17:00", "FREQ=WEEKLY;COUNT=4", enrollments: [_world.Mina, _world.Leo]));
        var first = _world.Lessons()[0];

        await _world.EditAsync(first, LessonScope.This, d => d with { Slot = d.Slot with { Date = d.Slot.Date.AddDays(1) } });
        await _world.EditAsync(_world.Lessons()[^1], LessonScope.All, d => d with { EnrollmentIds = [_world.Leo] });

        _world.AssertSound();
        Assert.Equal(4, _world.Lessons().Count);
        Assert.All(_world.Lessons(), l => Assert.Equal(_world.Leo, l.CourseEnrollmentId));
        Assert.Equal(DayOfWeek.Wednesday, _world.Lessons()[0].SessionDate.DayOfWeek);
    }

    [Fact]
    public async Task SingleLesson_GivenARule_BecomesTheFirstOfASeries()
    {
        await _world.CreateAsync(_world.Draft("2026-03-03 17:00"));
        var lesson = _world.Lessons().Single();

        await _world.EditAsync(lesson, LessonScope.This, d => d with { Repeat = new Repetition(RuleParser.Parse("FREQ=WEEKLY;COUNT=3").Value, []) });

        _world.AssertSound();
        Assert.Equal(3, _world.Lessons().Count);
        Assert.Contains(_world.Lessons(), l => l.Id == lesson.Id);
    }

    [Theory]
    [InlineData(ConflictHandling.Save, 10, 10)]
    [InlineData(ConflictHandling.Skip, 9, 9)]
    [InlineData(ConflictHandling.Move, 10, 9)]
    public async Task Conflict_IsFoundOverAllInstances_AndHandledAsAsked(ConflictHandling handling, int lessons, int atFive)
    {
        await _world.CreateAsync(_world.Draft("2026-03-17 16:30", enrollments: [_world.Leo]));
        var draft = _world.Draft("2026-03-03 17:00", "FREQ=WEEKLY;COUNT=10");

        var refused = await _world.Service.CreateAsync(_world.TutorId, draft, ConflictHandling.Ask, cancellationToken: Token);
        var preview = TutorWorld.Done(await _world.Service.CreateAsync(_world.TutorId, draft, ConflictHandling.Ask, preview: true, Token));

        Assert.Equal(RefusalKind.Conflict, refused.Refusal!.Kind);
        Assert.Single(preview.Value.Conflicts);
        Assert.Single(_world.Lessons());
        await _world.CreateAsync(draft, handling);
        _world.AssertSound();
        var made = _world.Lessons().Where(l => l.CourseEnrollmentId == _world.Mina).ToList();
        Assert.Equal((lessons, atFive), (made.Count, made.Count(l => Time(l) == "17:00")));
        Assert.Equal(handling == ConflictHandling.Save ? 1 : 0, Overlapping());
    }

    [Fact]
    public async Task Edit_OfAnOlderVersion_IsStale()
    {
        await _world.CreateAsync(_world.Draft("2026-03-03 17:00"));
        var lesson = _world.Lessons().Single();
        await _world.EditAsync(lesson, LessonScope.This, d => d with { Details = d.Details with { Note = "A" } });

        var stale = await _world.Service.EditAsync(
            _world.TutorId, lesson.Id, lesson.Version, new LessonDraft { Slot = lesson.Slot }, LessonScope.This, ConflictHandling.Ask, cancellationToken: Token);

        Assert.Equal(RefusalKind.Stale, stale.Refusal!.Kind);
        Assert.Equal("A", _world.Lessons().Single().Note);
    }

    private int Overlapping() => _world.Lessons().SelectMany(a => _world.Lessons().Where(b => a.Id < b.Id && a.Span.Overlaps(b.Span))).Count();

    private async Task Cancel(Lesson lesson) => TutorWorld.Done(await _world.Service.CancelAsync(_world.TutorId, lesson.Id, null, LessonScope.This, null, Token));

    private static string Time(Lesson lesson) => lesson.StartTime.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
