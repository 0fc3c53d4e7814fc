using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Sessions.Totals;
using StudyDashboard.Features.Tutoring.Closing;
using StudyDashboard.Features.Tutoring.Conflicts;
using StudyDashboard.Features.Tutoring.Enrollments;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recorder;
using StudyDashboard.Features.Tutoring.Reviews;
using StudyDashboard.Features.Tutoring.Schedule;
using StudyDashboard.Features.Tutoring.Today;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Features.Tutoring.Lessons;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Tutoring.Closing;

public sealed class ClosingServiceTests : IDisposable
{
    private readonly TutorWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ClosingService Service => _world.Fixture.Get<ClosingService>();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Close_Present_RecordsTheLessonAsStudied()
    {
        var lesson = await HeldAsync();

        await CloseAsync(lesson, Attendance.Present);

        var fact = Assert.Single(Facts());
        Assert.Equal((SessionKind.Lesson, SessionSource.Lesson, lesson.Id, 3600, "Mathematics"), (fact.Kind, fact.Source, fact.SourceId, fact.NetSeconds, fact.Subject));
        Assert.Equal(lesson.StartsAt, fact.StartedAt);
        Assert.Equal(LessonStatus.Completed, _world.Lessons()[0].Status);
        Assert.Equal(3600, await TotalAsync());
    }

    [Fact]
    public async Task Close_Late_KeepsTheWholeLength()
    {
        var lesson = await HeldAsync();

        await CloseAsync(lesson, Attendance.Late, 20);

        Assert.Equal(3600, Assert.Single(Facts()).NetSeconds);
        Assert.Equal(20, _world.Lessons()[0].StudentLateMinutes);
    }

    [Theory]
    [InlineData(Attendance.Absent)]
    [InlineData(Attendance.Excused)]
    public async Task Close_NotThere_IsNoStudy(Attendance mark)
    {
        await CloseAsync(await HeldAsync(), mark);

        Assert.Empty(Facts());
        Assert.Equal(0, await TotalAsync());
    }

    [Fact]
    public async Task Fact_FollowsReopeningMarksTimesAndUndo()
    {
        var lesson = await HeldAsync();
        await CloseAsync(lesson, Attendance.Present);
        var first = Assert.Single(Facts()).Id;

        TutorWorld.Done(await Service.ReopenAsync(_world.TutorId, lesson.Id, null, Token));
        Assert.Empty(Facts());
        Assert.Equal(0, await TotalAsync());

        await CloseAsync(lesson, Attendance.Present);
        Assert.Equal(first, Assert.Single(Facts()).Id);
        await CloseAsync(lesson, Attendance.Absent);
        Assert.Empty(Facts());
        await CloseAsync(lesson, Attendance.Late);

        await _world.EditAsync(lesson, LessonScope.This, d => d with { Slot = d.Slot with { End = d.Slot.End.AddMinutes(30) } }, ConflictHandling.Save);
        Assert.Equal(5400, Assert.Single(Facts()).NetSeconds);
        Assert.Equal(5400, await TotalAsync());

        var deleted = TutorWorld.Done(await _world.Service.DeleteAsync(_world.TutorId, lesson.Id, null, LessonScope.This, Token));
        Assert.Empty(Facts());
        Assert.Null(await _world.Service.UndoAsync(_world.TutorId, deleted.ChangeId!.Value, Token));
        Assert.Equal(first, Assert.Single(Facts()).Id);
        Assert.Equal(5400, await TotalAsync());
        Assert.Equal(0, await _world.Fixture.Get<Rebuild>().RunAsync(Token));
    }

    [Fact]
    public async Task Close_Undone_IsAsBefore()
    {
        var lesson = await HeldAsync();
        var before = _world.Picture();

        var closed = await CloseAsync(lesson, Attendance.Present);
        Assert.Null(await _world.Service.UndoAsync(_world.TutorId, closed.ChangeId!.Value, Token));

        Assert.Equal(before, _world.Picture());
        Assert.Empty(Facts());
    }

    [Fact]
    public async Task Close_Group_MarksEachAndRecordsWhoCame()
    {
        await _world.CreateAsync(_world.Draft("2026-03-02 10:00", enrollments: [_world.Mina, _world.Leo]));
        var rows = _world.Lessons();

        TutorWorld.Done(await Service.CloseAsync(_world.TutorId, rows[0].Id, new LessonClosing
        {
            Students = [new StudentMark(rows[0].Id, rows[0].Version, AttendanceMark.Present), new StudentMark(rows[1].Id, rows[1].Version, new AttendanceMark(Attendance.Absent))],
            Homework = " p. 12 ",
        }, Token));

        Assert.All(_world.Lessons(), l => Assert.Equal((LessonStatus.Completed, "p. 12", Attendance.Present), (l.Status, l.Homework, l.TutorAttendanceStatus!.Value)));
        Assert.Equal(rows[0].StudentId, Assert.Single(Facts(null)).StudentId);
        TutorWorld.Done(await Service.AllPresentAsync(_world.TutorId, rows[1].Id, Token));
        Assert.Equal(2, Facts(null).Count);
    }

    [Fact]
    public async Task Close_BeforeItBegins_IsRefused()
    {
        await _world.CreateAsync(_world.Draft("2026-03-03 17:00"));
        var lesson = _world.Lessons()[0];

        var refused = await Service.CloseAsync(_world.TutorId, lesson.Id, Closing(lesson, Attendance.Present), Token);
        var early = await Service.ReportAsync(_world.TutorId, lesson.Id, null, new LessonReport { Student = AttendanceMark.Present }, Token);
        var completed = await Service.ReportAsync(_world.TutorId, lesson.Id, null, new LessonReport { Status = LessonStatus.Completed }, Token);
        TutorWorld.Done(await Service.ExcuseAsync(_world.TutorId, lesson.Id, Token));

        Assert.All([refused, early, completed], o => Assert.Equal(RefusalKind.Conflict, o.Refusal!.Kind));
        Assert.Equal(Attendance.Excused, _world.Lessons()[0].StudentAttendanceStatus);
    }

    [Fact]
    public async Task Close_StaleUnmarkedForeignOrCancelled_IsRefused()
    {
        var lesson = await HeldAsync();
        await CloseAsync(lesson, Attendance.Present);

        var stale = await Service.CloseAsync(_world.TutorId, lesson.Id, Closing(lesson, Attendance.Absent), Token);
        var unmarked = await Service.CloseAsync(_world.TutorId, lesson.Id, new LessonClosing { Students = [new StudentMark(lesson.Id, null, new AttendanceMark(null))] }, Token);
        var foreign = await Service.CloseAsync(_world.Fixture.StudentId, lesson.Id, Closing(lesson, Attendance.Absent), Token);

        Assert.Equal(RefusalKind.Stale, stale.Refusal!.Kind);
        Assert.Equal(RefusalKind.Invalid, unmarked.Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, foreign.Refusal!.Kind);
        Assert.Equal(Attendance.Present, _world.Lessons()[0].StudentAttendanceStatus);
    }

    [Fact]
    public async Task Waiting_GroupLesson_IsOneOnTodayAndOnTheSchedule()
    {
        await _world.CreateAsync(_world.Draft("2026-03-02 10:00", enrollments: [_world.Mina, _world.Leo]));
        var tutor = (await _world.Fixture.Get<ProfileService>().GetAsync(_world.TutorId, Token))! with { Roles = [Roles.Tutor] };

        Assert.Single((await _world.Fixture.Get<TutorDay>().OfAsync(tutor, Token)).Waiting);
        Assert.Equal(1, TutorWorld.Done(await _world.Fixture.Get<ScheduleReader>().ReadAsync(tutor, new ScheduleQuery(), Token)).NeedsClosing);
    }

    [Fact]
    public async Task Topics_LeftOut_GoToTheNextLessonOnce_AndReopeningTakesThemBack()
    {
        await _world.CreateAsync(_world.Draft("2026-03-02 10:00") with { Details = new LessonDetails { Topics = ["Fractions", "Roots", "Powers"] } });
        await _world.CreateAsync(_world.Draft("2026-03-09 10:00") with { Details = new LessonDetails { Topics = ["Roots", "Limits"] } });
        var lesson = _world.Lessons()[0];
        var closing = Closing(lesson, Attendance.Present) with { Covered = ["Fractions"], Partly = ["Powers"] };

        TutorWorld.Done(await Service.CloseAsync(_world.TutorId, lesson.Id, closing, Token));
        Assert.Equal(["Roots", "Limits"], _world.Lessons()[1].Topics);

        await CloseAsync(lesson, Attendance.Present);
        await CloseAsync(lesson, Attendance.Present);
        Assert.Equal(["Fractions", "Powers", "Roots", "Limits"], _world.Lessons()[1].Topics);

        TutorWorld.Done(await Service.ReopenAsync(_world.TutorId, lesson.Id, null, Token));
        Assert.Equal(["Roots", "Limits"], _world.Lessons()[1].Topics);
    }

    [Fact]
    public async Task Topics_OfAnotherEnrollmentOrACancelledLesson_StayWhereTheyAre()
    {
        await _world.CreateAsync(_world.Draft("2026-03-02 10:00") with { Details = new LessonDetails { Topics = ["Fractions"] } });
        await _world.CreateAsync(_world.Draft("2026-03-03 10:00", enrollments: [_world.Leo]));
        await _world.CreateAsync(_world.Draft("2026-03-04 10:00"));
        await _world.CreateAsync(_world.Draft("2026-03-05 10:00"));
        TutorWorld.Done(await _world.Service.CancelAsync(_world.TutorId, _world.Lessons()[2].Id, null, LessonScope.This, null, Token));

        await CloseAsync(_world.Lessons()[0], Attendance.Excused);

        Assert.Equal(["0:Fractions", "1:", "2:", "3:Fractions"], _world.Lessons().Select((l, i) => $"{i}:{string.Join(',', l.Topics)}"));
    }

    [Fact]
    public async Task Topics_LeftOutOfTheLastLesson_WaitForTheOneThatIsPlannedLater_AndUndoTakesThemBack()
    {
        await _world.CreateAsync(_world.Draft("2026-03-02 10:00") with { Details = new LessonDetails { Topics = ["Fractions", "Roots"] } });
        await CloseAsync(_world.Lessons()[0], Attendance.Excused);
        await _world.CreateAsync(_world.Draft("2026-03-03 10:00", enrollments: [_world.Leo]));

        var planned = await _world.CreateAsync(_world.Draft("2026-03-09 10:00", "FREQ=WEEKLY;COUNT=2") with { Details = new LessonDetails { Topics = ["Limits"] } });
        Assert.Equal(["Fractions,Roots", "", "Fractions,Roots,Limits", "Limits"], _world.Lessons().Select(l => string.Join(',', l.Topics)));

        Assert.Null(await _world.Service.UndoAsync(_world.TutorId, planned!.Value, Token));
        await _world.CreateAsync(_world.Draft("2026-03-12 10:00"));
        await _world.CreateAsync(_world.Draft("2026-03-11 10:00"));
        Assert.Equal(["Fractions,Roots", "", "", "Fractions,Roots"], _world.Lessons().Select(l => string.Join(',', l.Topics)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Topics_GivenToALessonThatIsCalledOff_GoOnToTheOneAfterIt(bool deleted)
    {
        await _world.CreateAsync(_world.Draft("2026-03-02 10:00") with { Details = new LessonDetails { Topics = ["Fractions"] } });
        await _world.CreateAsync(_world.Draft("2026-03-09 10:00"));
        await CloseAsync(_world.Lessons()[0], Attendance.Excused);
        var next = _world.Lessons()[1];
        Assert.Equal(["Fractions"], next.Topics);

        TutorWorld.Done(deleted
            ? await _world.Service.DeleteAsync(_world.TutorId, next.Id, null, LessonScope.This, Token)
            : (await _world.Service.CancelAsync(_world.TutorId, next.Id, null, LessonScope.This, null, Token)));
        await _world.CreateAsync(_world.Draft("2026-03-16 10:00"));

        Assert.Equal(["Fractions"], _world.Lessons()[^1].Topics);
        Assert.All(_world.Lessons().Where(l => l.Id == next.Id), l => Assert.Empty(l.Topics));
    }

    [Fact]
    public async Task LessonFact_InTheLog_IsReadOnlyAndCannotBeRestored()
    {
        var lesson = await HeldAsync();
        await CloseAsync(lesson, Attendance.Present);
        var (fact, log) = (Assert.Single(Facts()), _world.Fixture.Get<LogService>());

        var deleted = await log.DeleteAsync(_world.Fixture.StudentId, [fact.Id], Token);
        TutorWorld.Done(await Service.ReopenAsync(_world.TutorId, lesson.Id, null, Token));
        var restored = await log.RestoreAsync(_world.Fixture.StudentId, [fact.Id], Token);

        Assert.Equal(RefusalKind.Conflict, deleted.Refusal!.Kind);
        Assert.Equal(RefusalKind.Conflict, restored.Refusal!.Kind);
        Assert.Empty(await _world.Fixture.Get<LogReader>().DeletedAsync(_world.Fixture.StudentId, Token));
        Assert.Empty(Facts());
    }

    [Fact]
    public async Task Enrollment_Deleted_TakesItsLessonsAndLeavesTheFacts_AndUndoBringsAllBack()
    {
        await _world.CreateAsync(_world.Draft("2026-03-02 10:00"));
        await _world.CreateAsync(_world.Draft("2026-03-03 17:00", "FREQ=WEEKLY;COUNT=4"));
        await _world.CreateAsync(_world.Draft("2026-03-04 10:00", "FREQ=WEEKLY;COUNT=3", enrollments: [_world.Mina, _world.Leo]));
        await CloseAsync(_world.Lessons()[0], Attendance.Present);
        await _world.Fixture.Get<ReviewService>().WriteAsync(_world.TutorId, _world.Lessons()[0].Id, 5, "Good", Token);
        var (before, removal) = (_world.Picture(), _world.Fixture.Get<EnrollmentRemoval>());
        Assert.Equal(8, await removal.LessonsOfAsync(_world.TutorId, _world.Mina, Token));

        var deleted = TutorWorld.Done(await removal.DeleteAsync(_world.TutorId, _world.Mina, Token));

        Assert.Equal(8, deleted.Value);
        Assert.Equal(3, _world.Lessons().Count);
        Assert.All(_world.Lessons(), l => Assert.Null(l.GroupKey));
        _world.AssertSound();
        Assert.Null(Assert.Single(Facts()).SourceId);
        Assert.Equal(3600, await TotalAsync());

        Assert.Null(await _world.Service.UndoAsync(_world.TutorId, deleted.ChangeId!.Value, Token));
        Assert.Equal(before, _world.Picture());
        Assert.Equal(_world.Lessons()[0].Id, Assert.Single(Facts()).SourceId);
        Assert.Single((await _world.Fixture.Get<ReviewService>().OfAsync(_world.TutorId, _world.Lessons()[0].Id, Token))!);
    }

    [Fact]
    public async Task Lesson_WithAReview_DeletedAndTakenBack_HasItsReview()
    {
        var lesson = await HeldAsync();
        await _world.Fixture.Get<ReviewService>().WriteAsync(_world.TutorId, lesson.Id, 4, "Well done", Token);

        var deleted = TutorWorld.Done(await _world.Service.DeleteAsync(_world.TutorId, lesson.Id, null, LessonScope.This, Token));
        Assert.Null(await _world.Service.UndoAsync(_world.TutorId, deleted.ChangeId!.Value, Token));

        Assert.Equal("Well done", Assert.Single((await _world.Fixture.Get<ReviewService>().OfAsync(_world.TutorId, lesson.Id, Token))!).Text);
    }

    private async Task<Lesson> HeldAsync()
    {
        await _world.CreateAsync(_world.Draft("2026-03-02 10:00"));
        return _world.Lessons()[0];
    }

    private static LessonClosing Closing(Lesson lesson, Attendance mark, int? late = null) =>
        new() { Students = [new StudentMark(lesson.Id, lesson.Version, new AttendanceMark(mark, late))] };

    private async Task<LessonRecording<Lesson>> CloseAsync(Lesson lesson, Attendance mark, int? late = null) =>
        TutorWorld.Done(await Service.CloseAsync(_world.TutorId, lesson.Id, Closing(_world.Lessons().Single(l => l.Id == lesson.Id), mark, late), Token));

    private List<StudySession> Facts() => Facts(_world.Fixture.StudentId);

    private List<StudySession> Facts(int? studentId)
    {
        using var context = _world.Fixture.Context();
        return [.. context.Sessions.Where(s => s.DeletedAt == null && (studentId == null || s.StudentId == studentId))];
    }

    private async Task<int> TotalAsync() =>
        (await _world.Fixture.Get<DayTotals>().DaysAsync(_world.Fixture.StudentId, DateOnly.MinValue, DateOnly.MaxValue, Token)).Sum(d => d.NetSeconds);
}
