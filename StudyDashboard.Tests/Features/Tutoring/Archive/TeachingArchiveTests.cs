using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Calendars.Imported;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Notices;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Tutoring;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Requests;
using StudyDashboard.Features.Tutoring.Series;
using StudyDashboard.Features.Tutoring.Whiteboards;
using StudyDashboard.Tests.Features.Imports.Archive;
using StudyDashboard.Tests.Features.Tutoring.Lessons;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Tutoring.Archive;

/// <summary>Lessons leave with their tutor or their student and come in again.</summary>
public sealed class TeachingArchiveTests : IDisposable
{
    private readonly TutorWorld _world = new();
    private readonly StudyFixture _to = new();
    private readonly int _tutor;

    public TeachingArchiveTests()
    {
        _to.Clock.SetUtc(Make.At("2026-04-06 09:00"));
        _tutor = _to.AddPerson("Petra");
        FilledTutor.Teach(_to, _tutor);
        using var context = _to.Context();
        // Only who has an account is reminded.
        context.Users.Where(p => p.Id == _tutor).ExecuteUpdate(p => p.SetProperty(x => x.PasswordHash, "x"));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _world.Dispose();
        _to.Dispose();
    }

    [Fact]
    public async Task RoundTrip_OfATutor_ShowsTheSameSchedule()
    {
        await FilledTutor.FillAsync(_world);
        var archive = await FilledTutor.ExportAsync(_world.Fixture, _world.TutorId);

        var result = await FilledTutor.ImportAsync(_to, _tutor, archive);

        Assert.Empty(result.Plan.Refusals.Lines);
        Assert.Contains("2 people who are not here become people without an account: Leo, Mina.", result.Plan.Summary, StringComparison.Ordinal);
        Assert.Equal(await FilledTutor.ScheduleAsync(_world.Fixture, _world.TutorId), await FilledTutor.ScheduleAsync(_to, _tutor));
        Assert.Equal(FilledTutor.Facts(archive), FilledTutor.Facts(await FilledTutor.ExportAsync(_to, _tutor)));
        var profile = (await _to.Get<ProfileService>().GetAsync(_tutor, Token))!;
        Assert.Equal(new TimeOnly(22, 0), profile.Preferences.Notices.QuietFrom);
        await using var context = _to.Context();
        Assert.Equal(3, await context.Sessions.CountAsync(s => s.StudentId != _tutor && s.DeletedAt == null, Token));
        Assert.NotEmpty(context.Set<Notice>().Where(n => n.PersonId == _tutor && n.Kind == NoticeKind.LessonReminder));
        Assert.Equal(0, await _to.Get<Rebuild>().RunAsync(Token));
        AssertSound(_to);
    }

    [Fact]
    public async Task RoundTrip_ThenANightLater_TheSeriesGoOn()
    {
        await FilledTutor.FillAsync(_world);
        await FilledTutor.ImportAsync(_to, _tutor, await FilledTutor.ExportAsync(_world.Fixture, _world.TutorId));

        foreach (var study in new[] { _world.Fixture, _to })
        {
            study.Clock.SetUtc(Make.At("2026-06-01 09:00"));
            await study.Get<LessonHorizon>().RunAsync(study.Clock.UtcNow, Token);
        }

        Assert.Equal(await FilledTutor.ScheduleAsync(_world.Fixture, _world.TutorId), await FilledTutor.ScheduleAsync(_to, _tutor));
        AssertSound(_to);
    }

    [Fact]
    public async Task Import_Twice_AfterEdits_AndWhereItCameFrom_AddsNothing()
    {
        await FilledTutor.FillAsync(_world);
        var archive = await FilledTutor.ExportAsync(_world.Fixture, _world.TutorId);
        await FilledTutor.ImportAsync(_to, _tutor, archive);
        var lesson = (await LessonsAsync(_to)).First(l => l.SeriesId is null);
        TutorWorld.Done(await _to.Get<LessonService>().EditAsync(_tutor, lesson.Id, lesson.Version,
            new LessonDraft { Slot = lesson.Slot with { Start = new(12, 0), End = new(13, 0) }, Details = lesson.Details }, LessonScope.This, StudyDashboard.Features.Tutoring.Conflicts.ConflictHandling.Save, cancellationToken: Token));
        var gone = (await LessonsAsync(_to)).Last(l => l.SeriesId is not null && l.StartsAt > _to.Clock.UtcNow);
        TutorWorld.Done(await _to.Get<LessonService>().DeleteAsync(_tutor, gone.Id, gone.Version, LessonScope.This, Token));

        var again = await FilledTutor.ImportAsync(_to, _tutor, archive);
        var here = await FilledTutor.ImportAsync(_world.Fixture, _world.TutorId, archive);
        var back = await FilledTutor.ImportAsync(_world.Fixture, _world.TutorId, await FilledTutor.ExportAsync(_to, _tutor));

        Assert.Equal((0, null), (again.Plan.Created, again.ImportId));
        Assert.Equal((0, null), (here.Plan.Created, here.ImportId));
        Assert.Equal((0, null), (back.Plan.Created, back.ImportId));
    }

    [Fact]
    public async Task DryRun_StoresNothing()
    {
        await FilledTutor.FillAsync(_world);
        var people = Count<Person>(_to);

        var plan = TutorWorld.Done(await _to.Get<ImportService>().DryRunAsync(
            _tutor, new ImportCommand("archive", "study.zip", await FilledTutor.ExportAsync(_world.Fixture, _world.TutorId)), null, Token));

        Assert.InRange(plan.Created, 60, 200);
        Assert.Equal((people, 0, 0, 0), (Count<Person>(_to), Count<Lesson>(_to), Count<LessonSeries>(_to), Count<CalendarSource>(_to)));
    }

    [Fact]
    public async Task Undo_TakesBackAllButWhatWasEdited()
    {
        await FilledTutor.FillAsync(_world);
        var people = Count<Person>(_to);
        var archive = await FilledTutor.ExportAsync(_world.Fixture, _world.TutorId);
        var first = await FilledTutor.ImportAsync(_to, _tutor, archive);
        TutorWorld.Done(await _to.Get<ImportService>().UndoAsync(_tutor, first.ImportId!.Value, Token));
        Assert.Equal(
            (people, 0, 0, 0, 0, 0, 0, 0),
            (Count<Person>(_to), Count<Lesson>(_to), Count<LessonSeries>(_to), Count<Enrollment>(_to), Count<Whiteboard>(_to), Count<SlotRequest>(_to), Count<CalendarSource>(_to), Count<StudyDashboard.Features.Sessions.StudySession>(_to)));

        var second = await FilledTutor.ImportAsync(_to, _tutor, archive);
        var lesson = (await LessonsAsync(_to)).First(l => l.SeriesId is not null && l.GroupKey is null && l.StartsAt > _to.Clock.UtcNow);
        TutorWorld.Done(await _to.Get<LessonService>().EditAsync(
            _tutor, lesson.Id, lesson.Version, new LessonDraft { Slot = lesson.Slot, Details = lesson.Details with { Note = "Mine" } }, LessonScope.This, StudyDashboard.Features.Tutoring.Conflicts.ConflictHandling.Save, cancellationToken: Token));
        var undone = TutorWorld.Done(await _to.Get<ImportService>().UndoAsync(_tutor, second.ImportId!.Value, Token));

        Assert.Equal(lesson.Id, Assert.Single(undone.Kept).Id);
        Assert.False(Assert.Single(await LessonsAsync(_to)).IsRecurring);
        Assert.Equal((people + 1, 0, 1), (Count<Person>(_to), Count<LessonSeries>(_to), Count<Enrollment>(_to)));
    }

    [Fact]
    public async Task RoundTrip_OfAStudent_KeepsWhatWasHeld_AndLeavesOutWhatATutorHasToGive()
    {
        await FilledTutor.FillAsync(_world);
        var held = (await FilledTutor.ScheduleAsync(_world.Fixture, _world.Fixture.StudentId)).Where(l => string.CompareOrdinal(l, "2026-04-06") < 0).Order().ToList();
        var archive = await FilledTutor.ExportAsync(_world.Fixture, _world.Fixture.StudentId);

        var result = await FilledTutor.ImportAsync(_to, _to.StudentId, archive);
        var again = await FilledTutor.ImportAsync(_to, _to.StudentId, archive);

        var shown = await FilledTutor.ScheduleAsync(_to, _to.StudentId);
        Assert.Equal(held.Select(Plain), shown.Select(Plain));
        Assert.All(result.Plan.Refusals.Lines, l => Assert.Contains("Petra is not here", l.Reason, StringComparison.Ordinal));
        Assert.Contains(result.Plan.Refusals.Lines, l => l.Reason.StartsWith("slot_requests.json", StringComparison.Ordinal));
        Assert.Equal((0, null), (again.Plan.Created, again.ImportId));
        await using var context = _to.Context();
        var facts = await context.Sessions.Where(s => s.StudentId == _to.StudentId && s.DeletedAt == null).ToListAsync(Token);
        Assert.Equal(3, facts.Count);
        Assert.All(facts, f => Assert.Contains(context.Set<Lesson>(), l => l.Id == f.SourceId && l.StartsAt == f.StartedAt));
        Assert.Equal(EnrollmentStatus.Ended, (await context.Set<Enrollment>().SingleAsync(Token)).Status);

        TutorWorld.Done(await _to.Get<ImportService>().UndoAsync(_to.StudentId, result.ImportId!.Value, Token));
        Assert.Equal((0, 0), (Count<Lesson>(_to), Count<Enrollment>(_to)));
        Assert.Equal(0, await context.Sessions.CountAsync(s => s.DeletedAt == null, Token));

        // The series is its tutor's and the group's others are not named.
        static string Plain(string line) => line[..line.IndexOf(" Petra", StringComparison.Ordinal)];
    }

    [Fact]
    public async Task Student_WithAChangedArchive_CannotAddToARealTutorsLessons()
    {
        await FilledTutor.FillAsync(_world);
        var student = _world.Fixture.StudentId;
        var archive = await FilledTutor.ExportAsync(_world.Fixture, student);
        var rows = ArchiveZip.Table(archive, "lessons");
        var forged = rows[0]!.DeepClone();
        (forged["id"], forged["created_at"], forged["session_date"], forged["series_id"], forged["original_start"]) = (99_999, "2026-03-01T00:00:00Z", "2026-03-01", null, null);
        rows.Add(forged);
        var before = _world.Lessons().Count;

        var result = await FilledTutor.ImportAsync(_world.Fixture, student, ArchiveZip.With(archive, "lessons.json", _ => rows.ToJsonString()));

        Assert.Equal(0, result.Plan.Created);
        Assert.Contains("Only your tutor Petra", Assert.Single(result.Plan.Refusals.Lines).Reason, StringComparison.Ordinal);
        Assert.Equal(before, _world.Lessons().Count);
    }

    [Fact]
    public async Task Tutor_WithoutTheRoleHere_BringsNoLessons()
    {
        await FilledTutor.FillAsync(_world);
        var plain = _to.AddPerson("Petra again");

        var result = await FilledTutor.ImportAsync(_to, plain, await FilledTutor.ExportAsync(_world.Fixture, _world.TutorId));

        Assert.Contains(result.Plan.Refusals.Lines, l => l.Reason.Contains("You are no tutor here", StringComparison.Ordinal));
        Assert.Empty(await LessonsAsync(_to));
    }

    [Fact]
    public async Task Archive_WithDamagedRecords_NamesThemAndKeepsSeriesSound()
    {
        await FilledTutor.FillAsync(_world);
        var archive = await FilledTutor.ExportAsync(_world.Fixture, _world.TutorId);
        var lessons = ArchiveZip.Table(archive, "lessons");
        lessons[0]!["time_zone"] = "Mars/Olympus";
        lessons[1]!["status"] = "done";
        lessons[2]!["topics"] = new JsonArray((JsonNode?)null);
        lessons[3]!["session_date"] = "2026-02-31";
        lessons[4]!["original_start"] = "1999-01-01T00:00:00";
        lessons[5]!["join_link"] = "javascript:alert(1)";
        lessons[6]!["student_late_minutes"] = -5;
        lessons[7]!["course_enrollment_id"] = 4711;
        lessons[8]!.AsObject().Remove("session_mode");
        var series = ArchiveZip.Table(archive, "lesson_series");
        series[1]!["rule"] = "FREQ=HOURLY";
        var reviews = ArchiveZip.Table(archive, "lesson_reviews");
        reviews[0]!["rating"] = 9;
        var marks = ArchiveZip.Table(archive, "whiteboard_events");
        marks[0]!["mark"]!["points"] = new JsonArray(-1, 2);
        var events = ArchiveZip.Table(archive, "calendar_events");
        events[0]!["rule"] = "FREQ=SECONDLY";
        foreach (var (name, table) in new[] { ("lessons", lessons), ("lesson_series", series), ("lesson_reviews", reviews), ("whiteboard_events", marks), ("calendar_events", events) })
        {
            archive = ArchiveZip.With(archive, $"{name}.json", _ => table.ToJsonString());
        }

        var result = await FilledTutor.ImportAsync(_to, _tutor, archive);

        Assert.Equal([1, 2, 3, 4, 6, 7, 8, 9], result.Plan.Refusals.Lines.Where(l => l.Reason.StartsWith("lessons.json", StringComparison.Ordinal)).Select(l => l.Line));
        foreach (var table in new[] { "lesson_series.json", "lesson_reviews.json", "whiteboard_events.json", "calendar_events.json" })
        {
            Assert.Contains(result.Plan.Refusals.Lines, l => l.Reason.StartsWith(table, StringComparison.Ordinal));
        }
        AssertSound(_to);
        Assert.Equal(0, await _to.Get<Rebuild>().RunAsync(Token));
    }

    private static int Count<T>(StudyFixture study)
        where T : class
    {
        using var context = study.Context();
        return context.Set<T>().Count();
    }

    private static async Task<List<Lesson>> LessonsAsync(StudyFixture study)
    {
        await using var context = study.Context();
        return await context.Set<Lesson>().AsNoTracking().OrderBy(l => l.StartsAt).ThenBy(l => l.Id).ToListAsync(Token);
    }

    private static void AssertSound(StudyFixture study) => TutorWorld.AssertSound(study);
}
