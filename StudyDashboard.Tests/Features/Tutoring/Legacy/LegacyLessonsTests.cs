using System.Text;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Tutoring;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Reviews;
using StudyDashboard.Tests.Features.Tutoring.Lessons;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Tutoring.Legacy;

public sealed class LegacyLessonsTests : IDisposable
{
    private const string Csv = """
        id,enrollment_id,tutor_id,student_id,subject,topic,session_date,start_time,end_time,duration,mode,status,student_attended,tutor_attended,student_rating,student_feedback,price
        1,77,7,12,Algebra,Fractions,2024-03-04,17:00:00,18:00:00,60,online,completed,true,true,5,"Clear, quick",20.00
        2,77,7,12,Algebra,Roots,2024-03-11,17:00,18:00,60,in-person,completed,false,true,,,
        3,78,7,13,Latin,,2024-03-12,09:00,,45,hybrid,cancelled,,,,,
        4,78,7,13,Latin,,2024-13-12,09:00,,45,hybrid,completed,,,,,
        """;

    private readonly TutorWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ImportService Imports => _world.Fixture.Get<ImportService>();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task DryRun_NamesPeopleRefusedLinesAndWhatIsKept_AndStoresNothing()
    {
        Teach();

        var plan = TutorWorld.Done(await Imports.DryRunAsync(_world.TutorId, Command(Csv), null, Token));

        Assert.Equal((3, 0, 1), (plan.Created, plan.Skipped, plan.Refusals.Count));
        Assert.Contains("2024-13-12", plan.Refusals.Lines[0].Reason, StringComparison.Ordinal);
        Assert.Equal(5, plan.Refusals.Lines[0].Line);
        Assert.Contains("Student 12, Student 13", plan.Summary, StringComparison.Ordinal);
        Assert.Contains("price", plan.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("Tutor 7", plan.Summary, StringComparison.Ordinal);
        Assert.Empty(_world.Lessons());
    }

    [Fact]
    public async Task Import_MakesLessonsPeopleReviewsAndFacts_Once_AndUndoTakesAllBack()
    {
        Teach();
        var people = People();

        var done = TutorWorld.Done(await Imports.ImportAsync(_world.TutorId, Command(Csv), null, Token));
        var again = TutorWorld.Done(await Imports.ImportAsync(_world.TutorId, Command(Csv), null, Token));

        Assert.Equal((0, 3), (again.Plan.Created, again.Plan.Skipped));
        var lessons = _world.Lessons();
        Assert.Equal(["Algebra,Fractions", "Algebra,Roots", "Latin"], lessons.Select(l => string.Join(',', l.Topics)));
        Assert.Equal([Attendance.Present, Attendance.Absent, null], lessons.Select(l => l.StudentAttendanceStatus));
        Assert.Equal([LessonMode.Online, LessonMode.InPerson, LessonMode.Hybrid], lessons.Select(l => l.SessionMode));
        Assert.Equal([LessonStatus.Completed, LessonStatus.Completed, LessonStatus.Cancelled], lessons.Select(l => l.Status));
        Assert.Equal([60, 60, 45], lessons.Select(l => l.Duration));
        Assert.All(lessons, l => Assert.Equal(_world.TutorId, l.TutorId));
        Assert.Equal(("price: 20.00", "17:00"), (lessons[0].Note, lessons[0].StartTime.ToString("HH:mm", null)));
        Assert.Equal(lessons[0].CourseEnrollmentId, lessons[1].CourseEnrollmentId);
        Assert.Equal("Clear, quick", Assert.Single((await _world.Fixture.Get<ReviewService>().OfAsync(_world.TutorId, lessons[0].Id, Token))!).Text);
        Assert.Equal(people + 2, People());
        using (var context = _world.Fixture.Context())
        {
            Assert.Equal(lessons[0].StudentId, context.Sessions.Single(s => s.DeletedAt == null).StudentId);
        }

        var undone = TutorWorld.Done(await Imports.UndoAsync(_world.TutorId, done.ImportId!.Value, Token));

        Assert.Empty(undone.Kept);
        Assert.Empty(_world.Lessons());
        Assert.Equal(people, People());
        Assert.Equal(3, TutorWorld.Done(await Imports.ImportAsync(_world.TutorId, Command(Csv), null, Token)).Plan.Created);
    }

    [Fact]
    public async Task Undo_OfAnEditedLesson_LeavesItAndListsIt()
    {
        Teach();
        var done = TutorWorld.Done(await Imports.ImportAsync(_world.TutorId, Command(Csv), null, Token));
        await _world.EditAsync(_world.Lessons()[0], LessonScope.This, d => d with { Details = d.Details with { Note = "Mine" } }, StudyDashboard.Features.Tutoring.Conflicts.ConflictHandling.Save);

        var undone = TutorWorld.Done(await Imports.UndoAsync(_world.TutorId, done.ImportId!.Value, Token));

        Assert.Equal(_world.Lessons().Single().Id, Assert.Single(undone.Kept).Id);
    }

    [Fact]
    public async Task Import_KnownEnrollmentAndStudent_AreThose_AndAStrangersIdIsNot()
    {
        Teach();
        var stranger = _world.Fixture.AddPerson("Zoe");
        var json = $$"""
            {"tutor_sessions": [
              {"enrollment_id": {{_world.Mina}}, "student_id": {{_world.Fixture.StudentId}}, "subject": "Algebra", "session_date": "2024-03-04", "start_time": "17:00", "duration": 30, "student_attended": true},
              {"student_id": {{stranger}}, "student_name": "Max", "subject": "Latin", "session_date": "2024-03-05", "start_time": "17:00", "student_feedback": "no stars"}]}
            """;

        TutorWorld.Done(await Imports.ImportAsync(_world.TutorId, Command(json, "old.json"), null, Token));

        var lessons = _world.Lessons();
        Assert.Equal((_world.Mina, LessonStatus.Completed), (lessons[0].CourseEnrollmentId, lessons[0].Status));
        Assert.NotEqual(stranger, lessons[1].StudentId);
        Assert.Equal("student_feedback: no stars", lessons[1].Note);
        using var context = _world.Fixture.Context();
        Assert.Equal("Max", context.Users.Single(p => p.Id == lessons[1].StudentId).DisplayName);
    }

    [Fact]
    public async Task Import_OfNothing_IsRefused()
    {
        Assert.NotNull((await Imports.DryRunAsync(_world.TutorId, Command("a,b\n1,2"), null, Token)).Refusal);
        Assert.NotNull((await Imports.DryRunAsync(_world.TutorId, Command("[1,", "x.json"), null, Token)).Refusal);
    }

    [Fact]
    public async Task Import_HostileCsv_NamesEachBadLineAndKeepsTheRest()
    {
        Teach();
        var csv = string.Join('\n',
            "student_id,tutor_id,topic,session_date,start_time,end_time,duration,status,student_attended,student_rating,created_at,updated_at",
            "12,7,Fine 🎓 ½,2024-03-04,17:00,18:00,60,completed,true,5,2024-03-01T10:00:00Z,",
            "12,7,February,2024-02-31,17:00,18:00,60,completed,true,,,",
            "12,7,Night,2024-03-05,23:00,01:00,,completed,true,,,",
            "12,7,Word,2024-03-06,17:00,18:00,60,exploded,true,,,",
            "12,7,Length,2024-03-07,17:00,18:00,sixty,completed,true,,,",
            "12,7,Nul\0,2024-03-08,17:00,18:00,60,completed,true,,,",
            "12,7,Mark,2024-03-09,17:00,18:00,60,completed,perhaps,,,",
            "12,7,Stars,2024-03-10,17:00,18:00,60,completed,true,9,,",
            "12,7,Short",
            ",7,Nobody,2024-03-11,17:00,18:00,60,completed,true,,,",
            "12,7,Hour,2024-03-12,25:00,18:00,60,completed,true,,,",
            "12,7,Odd,2024-03-13,17:00,18:00,90,completed,true,,yesterday,");

        var plan = TutorWorld.Done(await Imports.ImportAsync(_world.TutorId, Command(csv), null, Token)).Plan;

        Assert.Equal([3, 5, 6, 8, 9, 10, 11, 12], plan.Refusals.Lines.Select(l => l.Line));
        Assert.Equal(4, plan.Created);
        Assert.All(plan.Refusals.Lines, l => Assert.NotEmpty(l.Reason));
        var lessons = _world.Lessons();
        Assert.Equal(("Fine 🎓 ½", Make.At("2024-03-01 10:00")), (lessons[0].Topics.Single(), lessons[0].CreatedAt));
        Assert.Equal((120, new DateOnly(2024, 3, 5)), (lessons[1].Duration, lessons[1].SessionDate));
        // The reader of CSV passes over NULs.
        Assert.Equal("Nul", lessons[2].Topics.Single());
        Assert.Equal((60, "duration: 90\ncreated_at: yesterday"), (lessons[3].Duration, lessons[3].Note));
    }

    [Fact]
    public async Task Import_HostileJson_NamesEachBadRecordAndKeepsTheRest()
    {
        Teach();
        const string Json = """
            [{"student_id": 12, "topic": "Fine", "session_date": "2024-03-04", "start_time": "17:00"},
             {"student_id": 12, "topic": "\ud83d", "session_date": "2024-03-05", "start_time": "17:00"},
             {"student_id": 12, "topic": {"a": [1]}, "session_date": 20240306, "start_time": true},
             17, null, [],
             {"student_id": 12, "topic": "Nul \u0000", "session_date": "2024-03-07", "start_time": "17:00"},
             {"student_id": 12, "topic": ["A", "B"], "session_date": "2024-03-08", "start_time": "17:00", "duration": 45}]
            """;

        var plan = TutorWorld.Done(await Imports.ImportAsync(_world.TutorId, Command(Json, "old.json"), null, Token)).Plan;

        Assert.Equal([2, 3, 4, 5, 6, 7], plan.Refusals.Lines.Select(l => l.Line));
        Assert.Equal(2, plan.Created);
    }

    /// <summary>Each lesson is written and followed by itself at a cost that does not grow with those before it.</summary>
    [Fact]
    public async Task Import_OfAThousand_FollowsEachLessonOnceAndUndoTakesAllBack()
    {
        Teach();
        var csv = new StringBuilder("student_id,tutor_id,topic,session_date,start_time,duration,student_attended,student_rating\n");
        for (var i = 0; i < 1200; i++)
        {
            csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i % 30},7,Topic {i},{new DateOnly(2015, 1, 1).AddDays(i / 10):yyyy-MM-dd},{8 + (i % 10):00}:00,45,true,{(i % 5) + 1}\n");
        }

        var done = TutorWorld.Done(await Imports.ImportAsync(_world.TutorId, Command(csv.ToString()), null, Token));

        using (var context = _world.Fixture.Context())
        {
            Assert.Equal((1200, 1200, 1200), (context.Set<Lesson>().Count(), context.Set<LessonReview>().Count(), context.Sessions.Count(s => s.DeletedAt == null)));
            Assert.Equal(1200, context.Set<Lesson>().Count(l => l.StudentReviewId != null));
            Assert.Equal(1200 * 45 * 60, context.Days.Sum(d => d.NetSeconds));
        }
        TutorWorld.Done(await Imports.UndoAsync(_world.TutorId, done.ImportId!.Value, Token));
        using var after = _world.Fixture.Context();
        Assert.Equal((0, 0), (after.Set<Lesson>().Count(), after.Sessions.Count(s => s.DeletedAt == null)));
    }

    private static ImportCommand Command(string text, string name = "tutor_sessions.csv") => new("legacy-lessons", name, new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private void Teach()
    {
        using var context = _world.Fixture.Context();
        var role = context.Roles.Single(r => r.Name == Roles.Tutor).Id;
        context.UserRoles.Add(new Microsoft.AspNetCore.Identity.IdentityUserRole<int> { UserId = _world.TutorId, RoleId = role });
        context.SaveChanges();
    }

    private int People()
    {
        using var context = _world.Fixture.Context();
        return context.Users.Count();
    }
}
