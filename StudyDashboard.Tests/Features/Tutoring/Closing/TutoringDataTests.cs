using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Tutoring;
using StudyDashboard.Features.Tutoring.Closing;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recorder;
using StudyDashboard.Features.Tutoring.Reviews;
using StudyDashboard.Tests.Features.Tutoring.Lessons;

namespace StudyDashboard.Tests.Features.Tutoring.Closing;

/// <summary>How lessons leave with a person, and what stays when one of the two sides goes.</summary>
public sealed class TutoringDataTests : IDisposable
{
    private readonly TutorWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ArchiveService Archive => _world.Fixture.Get<ArchiveService>();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Export_OfEitherSide_HasLessonsAndReviews()
    {
        await HeldAsync();

        foreach (var person in new[] { _world.TutorId, _world.Fixture.StudentId })
        {
            using var file = new MemoryStream();
            await Archive.WriteAsync(person, file, Token);
            using var zip = new ZipArchive(file);
            using var lessons = new StreamReader(zip.GetEntry("lessons.json")!.Open());
            using var reviews = new StreamReader(zip.GetEntry("lesson_reviews.json")!.Open());
            Assert.Contains("\"topics_covered\":[\"Fractions\"]", await lessons.ReadToEndAsync(Token), StringComparison.Ordinal);
            Assert.Contains("Well done", await reviews.ReadToEndAsync(Token), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Student_Deleted_LeavesTheTutorANamelessRecord()
    {
        var lesson = await HeldAsync();
        await _world.CreateAsync(_world.Draft("2026-03-10 17:00", "FREQ=WEEKLY", enrollments: [_world.Mina, _world.Leo]));

        Assert.Null(await Archive.DeleteAsync(_world.Fixture.StudentId, Token));

        using var context = _world.Fixture.Context();
        var kept = context.Set<Lesson>().Single(l => l.Id == lesson.Id);
        Assert.Equal(("Former student", null, Attendance.Present), (context.Users.Single(p => p.Id == kept.StudentId).DisplayName, kept.Note, kept.StudentAttendanceStatus!.Value));
        Assert.Equal(EnrollmentStatus.Ended, context.Set<Enrollment>().Single(e => e.Id == _world.Mina).Status);
        Assert.Empty(context.Set<LessonChange>());
        Assert.DoesNotContain(context.Set<Lesson>(), l => l.StudentId == _world.Fixture.StudentId);
        Assert.Contains(context.Set<Lesson>(), l => l.CourseEnrollmentId == _world.Leo);
    }

    [Fact]
    public async Task Tutor_Deleted_LeavesTheStudentTheirLessons()
    {
        var lesson = await HeldAsync();
        await _world.CreateAsync(_world.Draft("2026-03-10 17:00", "FREQ=WEEKLY"));

        Assert.Null(await Archive.DeleteAsync(_world.TutorId, Token));

        var row = await _world.Fixture.Get<LessonReader>().FindAsync(_world.Fixture.StudentId, lesson.Id, Token);
        Assert.Equal(("Former tutor", "p. 12"), (row!.TutorName, row.Lesson.Homework));
        Assert.Single(_world.Lessons());
    }

    private async Task<Lesson> HeldAsync()
    {
        await _world.CreateAsync(_world.Draft("2026-03-02 10:00") with { Details = new LessonDetails { Topics = ["Fractions"] } });
        var lesson = _world.Lessons()[0];
        TutorWorld.Done(await _world.Fixture.Get<ClosingService>().CloseAsync(_world.TutorId, lesson.Id, new LessonClosing
        {
            Students = [new StudentMark(lesson.Id, null, AttendanceMark.Present)], Covered = ["Fractions"], Note = "Mina is quick", Homework = "p. 12",
        }, Token));
        TutorWorld.Done(await _world.Fixture.Get<ReviewService>().WriteAsync(_world.TutorId, lesson.Id, 5, "Well done", Token));
        return lesson;
    }
}
