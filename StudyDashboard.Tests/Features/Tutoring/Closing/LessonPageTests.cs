using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Tutoring.Closing;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Reviews;
using StudyDashboard.Features.Tutoring.Today;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Tests.Features.Tutoring.Lessons;

namespace StudyDashboard.Tests.Features.Tutoring.Closing;

public sealed class LessonPageTests : IDisposable
{
    private readonly TutorWorld _world = new();
    private readonly BunitContext _browser = new();
    private readonly UndoOffers _offers = new();

    public LessonPageTests()
    {
        _browser.JSInterop.Mode = JSRuntimeMode.Loose;
        _browser.Services.AddSingleton<TimeProvider>(_world.Fixture.Clock);
        _browser.Services.AddSingleton(_world.Fixture.Get<LessonSheets>());
        _browser.Services.AddSingleton(_world.Fixture.Get<ClosingService>());
        _browser.Services.AddSingleton(_world.Fixture.Get<ApologyService>());
        _browser.Services.AddSingleton(_world.Fixture.Get<ReviewService>());
        _browser.Services.AddSingleton(_world.Fixture.Get<LessonService>());
        _browser.Services.AddSingleton(_world.Fixture.Get<TutorDay>());
        _browser.Services.AddSingleton(_world.Fixture.Get<StudyFeed>());
        _browser.Services.AddSingleton(_offers);
        _browser.AddBunitPersistentComponentState();
        _browser.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    public void Dispose()
    {
        _browser.Dispose();
        _world.Dispose();
    }

    [Fact]
    public async Task Page_OfALessonThatIsNotTheirs_SaysSo()
    {
        var lesson = await LessonAsync("2026-03-02 10:00");

        var page = await PageAsync(_world.Fixture.AddPerson("Zoe"), lesson.Id);

        Assert.Contains("no such lesson", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_Saved_ClosesTheLesson_AndOffersUndo()
    {
        var lesson = await LessonAsync("2026-03-02 10:00");
        var page = await PageAsync(_world.TutorId, lesson.Id);

        await page.Find("[data-student] [data-mark=l]").ChangeAsync(new ChangeEventArgs { Value = "on" });
        await page.Find("[data-student] [data-late]").ChangeAsync(new ChangeEventArgs { Value = "5" });
        await page.Find("[data-topic] input").ChangeAsync(new ChangeEventArgs { Value = "on" });
        await page.Find("#homework").ChangeAsync(new ChangeEventArgs { Value = "p. 12" });
        await page.Find("form[data-closing]").SubmitAsync();

        var stored = _world.Lessons()[0];
        Assert.Equal((LessonStatus.Completed, Attendance.Late, 5, "p. 12"), (stored.Status, stored.StudentAttendanceStatus!.Value, stored.StudentLateMinutes!.Value, stored.Homework));
        Assert.Equal(["Fractions"], stored.TopicsCovered);
        Assert.Contains("completed", page.Find(".badge").TextContent, StringComparison.Ordinal);
        Assert.Null(await page.InvokeAsync(() => _offers.Current!.Undo(TestContext.Current.CancellationToken)));
        Assert.Equal(LessonStatus.Scheduled, _world.Lessons()[0].Status);
    }

    [Fact]
    public async Task Form_Unmarked_IsRefused_AndKeepsWhatWasTyped()
    {
        var lesson = await LessonAsync("2026-03-02 10:00");
        var page = await PageAsync(_world.TutorId, lesson.Id);

        await page.Find("#note").ChangeAsync(new ChangeEventArgs { Value = "Typed" });
        await page.Find("form[data-closing]").SubmitAsync();

        Assert.Contains("Say of each student", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Typed", page.Find("#note").GetAttribute("value"));
        Assert.Equal(LessonStatus.Scheduled, _world.Lessons()[0].Status);
    }

    [Fact]
    public async Task Form_ChangedElsewhere_StaysAndSaysSo_AReviewDoesNotDisturbIt()
    {
        var lesson = await LessonAsync("2026-03-02 10:00");
        var page = await PageAsync(_world.TutorId, lesson.Id);
        await page.Find("#note").ChangeAsync(new ChangeEventArgs { Value = "Typed" });

        await _world.Fixture.Get<ReviewService>().WriteAsync(_world.Fixture.StudentId, lesson.Id, 5, "Nice", TestContext.Current.CancellationToken);
        page.WaitForAssertion(() => Assert.Contains("Nice", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(2));
        Assert.Equal("Typed", page.Find("#note").GetAttribute("value"));
        Assert.Empty(page.FindAll("[role=alert]"));

        await _world.Fixture.Get<ClosingService>().AllPresentAsync(_world.TutorId, lesson.Id, TestContext.Current.CancellationToken);
        page.WaitForAssertion(() => Assert.Contains("changed elsewhere", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(2));
        Assert.Equal("Typed", page.Find("#note").GetAttribute("value"));
    }

    [Fact]
    public async Task Student_Apologizes_AndTheTutorExcuses()
    {
        var lesson = await LessonAsync("2026-03-05 10:00");
        var page = await PageAsync(_world.Fixture.StudentId, lesson.Id);
        Assert.Empty(page.FindAll("form[data-closing]"));

        await page.Find("#reason").ChangeAsync(new ChangeEventArgs { Value = "Ill" });
        await page.Find("form").SubmitAsync();

        Assert.Equal("Ill", _world.Lessons()[0].Apology);
        var tutors = await PageAsync(_world.TutorId, lesson.Id);
        await tutors.Find("button[aria-label='Excuse Mina']").ClickAsync(new());
        Assert.Equal(Attendance.Excused, _world.Lessons()[0].StudentAttendanceStatus);
    }

    [Fact]
    public async Task Student_WritesAReview()
    {
        var lesson = await LessonAsync("2026-03-02 10:00");
        var page = await PageAsync(_world.Fixture.StudentId, lesson.Id);

        await page.Find("input[name=rating][value='4']").ChangeAsync(new ChangeEventArgs { Value = "4" });
        await page.Find("#text").ChangeAsync(new ChangeEventArgs { Value = "Good" });
        await page.Find(".reviews form").SubmitAsync();

        Assert.NotNull(_world.Lessons()[0].StudentReviewId);
        Assert.Contains("Thank you", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ClosingList_ShowsWhatWaits_AndEmptiesByItself()
    {
        var lesson = await LessonAsync("2026-03-02 10:00");
        var page = _browser.Render<ClosingPage>(p => p.AddCascadingValue(ProfileOf(_world.TutorId)));
        Assert.Contains($"/schedule/lessons/{lesson.Id}", page.Markup, StringComparison.Ordinal);

        await _world.Fixture.Get<ClosingService>().CloseAsync(_world.TutorId, lesson.Id, new LessonClosing { Students = [new StudentMark(lesson.Id, null, AttendanceMark.Present)] }, TestContext.Current.CancellationToken);

        page.WaitForAssertion(() => Assert.Contains("Every lesson is closed", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task TutorsToday_ShowsLessonsClosingAndAlerts()
    {
        await LessonAsync("2026-03-02 10:00");
        foreach (var start in new[] { "2026-02-02 10:00", "2026-02-09 10:00" })
        {
            var missed = await LessonAsync(start);
            _world.Write(missed.Id, l =>
            {
                l.MarkStudent(Attendance.Absent, null);
                l.Complete();
            });
        }

        var cards = _browser.Render<TutorTodayCards>(p => p.AddCascadingValue(ProfileOf(_world.TutorId)));

        Assert.Contains("10:00–11:00", cards.Markup, StringComparison.Ordinal);
        Assert.Contains("1 lesson waits to be closed", cards.Markup, StringComparison.Ordinal);
        Assert.Contains("2 absences in a row, attendance 0 %", cards.Markup, StringComparison.Ordinal);
    }

    private async Task<Lesson> LessonAsync(string start)
    {
        await _world.CreateAsync(_world.Draft(start) with { Details = new LessonDetails { Topics = ["Fractions", "Roots"] } });
        return _world.Lessons().MaxBy(l => l.Id)!;
    }

    private Task<IRenderedComponent<LessonPage>> PageAsync(int personId, int lessonId) =>
        Task.FromResult(_browser.Render<LessonPage>(p => p.Add(x => x.Id, lessonId).AddCascadingValue(ProfileOf(personId))));

    private Profile ProfileOf(int personId) => _world.Fixture.Get<ProfileService>().GetAsync(personId, TestContext.Current.CancellationToken).GetAwaiter().GetResult()!;
}
