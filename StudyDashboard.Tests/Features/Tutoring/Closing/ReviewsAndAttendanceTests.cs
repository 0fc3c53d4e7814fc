using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Tutoring.Attendances;
using StudyDashboard.Features.Tutoring.Closing;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Reviews;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Features.Tutoring.Lessons;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Tutoring.Closing;

public sealed class ReviewsAndAttendanceTests : IDisposable
{
    private readonly TutorWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ReviewService Reviews => _world.Fixture.Get<ReviewService>();

    private AttendanceService Attendances => _world.Fixture.Get<AttendanceService>();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Reviews_OfThreeSides_AreSeenByRole()
    {
        var (lesson, guardian) = (await LessonAsync("2026-03-02 10:00"), await GuardianAsync());
        var stranger = _world.Fixture.AddPerson("Zoe");

        foreach (var (who, text) in new[] { (_world.TutorId, "tutor"), (_world.Fixture.StudentId, "student"), (guardian, "guardian") })
        {
            TutorWorld.Done(await Reviews.WriteAsync(who, lesson.Id, 4, text, Token));
        }

        Assert.Equal(["guardian", "student", "tutor"], await SeenAsync(_world.TutorId));
        Assert.Equal(["student", "tutor"], await SeenAsync(_world.Fixture.StudentId));
        Assert.Equal(["guardian", "student", "tutor"], await SeenAsync(guardian));
        Assert.Null(await Reviews.OfAsync(stranger, lesson.Id, Token));
        Assert.Equal(RefusalKind.NotFound, (await Reviews.WriteAsync(stranger, lesson.Id, 4, "x", Token)).Refusal!.Kind);
        var stored = _world.Lessons()[0];
        Assert.All([stored.TutorReviewId, stored.StudentReviewId, stored.ParentReviewId], id => Assert.NotNull(id));

        async Task<IEnumerable<string>> SeenAsync(int viewer) => (await Reviews.OfAsync(viewer, lesson.Id, Token))!.Select(r => r.Text).Order();
    }

    [Fact]
    public async Task Review_IsEditableForSevenDays()
    {
        var lesson = await LessonAsync("2026-03-02 10:00");
        TutorWorld.Done(await Reviews.WriteAsync(_world.TutorId, lesson.Id, 2, "meh", Token));

        _world.Fixture.Clock.Advance(TimeSpan.FromDays(7));
        TutorWorld.Done(await Reviews.WriteAsync(_world.TutorId, lesson.Id, 5, "great", Token));
        _world.Fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        var late = await Reviews.WriteAsync(_world.TutorId, lesson.Id, 1, "no", Token);

        Assert.Equal(RefusalKind.Conflict, late.Refusal!.Kind);
        var review = Assert.Single((await Reviews.OfAsync(_world.TutorId, lesson.Id, Token))!);
        Assert.Equal((5, "great", false), (review.Rating, review.Text, review.IsEditable));
    }

    [Fact]
    public async Task Review_OfTheFutureOrOutOfRange_IsRefused()
    {
        var lesson = await LessonAsync("2026-03-05 10:00");

        Assert.Equal(RefusalKind.Conflict, (await Reviews.WriteAsync(_world.TutorId, lesson.Id, 3, "x", Token)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Invalid, (await Reviews.WriteAsync(_world.TutorId, lesson.Id, 6, "x", Token)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Invalid, (await Reviews.WriteAsync(_world.TutorId, lesson.Id, 3, new string('x', 4001), Token)).Refusal!.Kind);
    }

    [Fact]
    public async Task Trends_AreMeansByMonth()
    {
        foreach (var (start, rating) in new[] { ("2026-01-12 10:00", 2), ("2026-01-19 10:00", 3), ("2026-02-02 10:00", 5) })
        {
            await Reviews.WriteAsync(_world.TutorId, (await LessonAsync(start)).Id, rating, "", Token);
        }

        var months = await _world.Fixture.Get<ReviewTrends>().OfAsync(_world.TutorId, _world.Fixture.StudentId, LessonSide.Tutor, Token);

        Assert.Equal([(1, 2.5), (2, 5.0)], months.Select(m => (m.Month.Month, m.Tutor!.Value)));
        Assert.All(months, m => Assert.Null(m.Student));
    }

    [Fact]
    public async Task Apology_OfStudentOrGuardian_BeforeTheStart_IsTheTutorsToConfirm()
    {
        var (lesson, guardian) = (await LessonAsync("2026-03-05 10:00"), await GuardianAsync());
        var apologies = _world.Fixture.Get<ApologyService>();

        Assert.Null(await apologies.ApologizeAsync(_world.Fixture.StudentId, lesson.Id, "Ill", Token));
        Assert.Null(await apologies.ApologizeAsync(guardian, lesson.Id, "Doctor", Token));
        Assert.Equal(RefusalKind.NotFound, (await apologies.ApologizeAsync(_world.TutorId, lesson.Id, "Ill", Token))!.Kind);
        Assert.Equal(RefusalKind.Invalid, (await apologies.ApologizeAsync(guardian, lesson.Id, " ", Token))!.Kind);
        Assert.Equal(("Doctor", null), (_world.Lessons()[0].Apology, _world.Lessons()[0].StudentAttendanceStatus));
        TutorWorld.Done(await _world.Fixture.Get<ClosingService>().ExcuseAsync(_world.TutorId, lesson.Id, Token));
        Assert.Equal(Attendance.Excused, _world.Lessons()[0].StudentAttendanceStatus);
        Assert.Null(await apologies.WithdrawAsync(guardian, lesson.Id, Token));
        Assert.Null(_world.Lessons()[0].StudentAttendanceStatus);

        _world.Fixture.Clock.SetUtc(lesson.StartsAt);
        Assert.Equal(RefusalKind.Conflict, (await apologies.ApologizeAsync(guardian, lesson.Id, "Ill", Token))!.Kind);
    }

    [Fact]
    public async Task Rate_OfTheRulesCase_IsEightOfNine()
    {
        var marks = Enumerable.Repeat(Attendance.Present, 7).Concat([Attendance.Late, Attendance.Excused, Attendance.Absent]).ToList();
        await HeldAsync([.. marks]);
        await LessonAsync("2026-03-20 10:00");

        var mina = (await Attendances.OfTutorAsync(_world.TutorId, Token)).Single(e => e.EnrollmentId == _world.Mina);

        Assert.Equal(8 / 9.0, mina.Figures.Rate);
        Assert.Equal(9 / 10.0, mina.Figures.BestReachable);
        Assert.Equal(Make.At("2026-03-20 08:00"), mina.NextAt);
        Assert.Null((await Attendances.OfTutorAsync(_world.TutorId, Token)).Single(e => e.EnrollmentId == _world.Leo).Figures.Rate);
    }

    [Fact]
    public async Task Alerts_FollowTheTutorsTerms()
    {
        await HeldAsync(Attendance.Present, Attendance.Present, Attendance.Present, Attendance.Present, Attendance.Present, Attendance.Present, Attendance.Present,
            Attendance.Present, Attendance.Absent, Attendance.Excused, Attendance.Absent);

        var alert = Assert.Single(await Attendances.AlertsAsync(_world.TutorId, Token));
        Assert.Equal((2, true, false), (alert.Enrollment.Figures.AbsentInARow, alert.IsInARow, alert.IsTooLow));

        Assert.Null(await Attendances.SetTermsAsync(_world.TutorId, 3, 90, Token));
        alert = Assert.Single(await Attendances.AlertsAsync(_world.TutorId, Token));
        Assert.Equal((false, true), (alert.IsInARow, alert.IsTooLow));
        Assert.Null(await Attendances.SetTermsAsync(_world.TutorId, 3, 0, Token));
        Assert.Empty(await Attendances.AlertsAsync(_world.TutorId, Token));
        Assert.Equal(["absences_in_a_row", "below_percent"], (await Attendances.SetTermsAsync(_world.TutorId, 0, 101, Token))!.Fields.Select(f => f.Field));
    }

    private async Task HeldAsync(params Attendance[] marks)
    {
        foreach (var (index, mark) in marks.Index())
        {
            var lesson = await LessonAsync($"{new DateOnly(2026, 1, 5).AddDays(index * 2):yyyy-MM-dd} 10:00");
            _world.Write(lesson.Id, l =>
            {
                l.MarkStudent(mark, null);
                l.Complete();
            });
        }
    }

    private async Task<Lesson> LessonAsync(string start)
    {
        await _world.CreateAsync(_world.Draft(start));
        return _world.Lessons().MaxBy(l => l.Id)!;
    }

    private async Task<int> GuardianAsync()
    {
        var guardian = _world.Fixture.AddPerson("Sun");
        var guardians = _world.Fixture.Get<GuardianService>();
        var code = (await guardians.GiveCodeAsync(_world.Fixture.StudentId, _world.Fixture.StudentId, Token)).Value.Code;
        Assert.Null((await guardians.PairAsync(guardian, code, Token)).Refusal);
        return guardian;
    }
}
