using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Sessions.Totals;
using StudyDashboard.Features.Tutoring;
using StudyDashboard.Features.Tutoring.Attendances;
using StudyDashboard.Features.Tutoring.Enrollments;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Tests.Features.Tutoring.Lessons;

namespace StudyDashboard.Tests.Features.Tutoring.Closing;

public sealed class StudentsPageTests : IDisposable
{
    private readonly TutorWorld _world = new();
    private readonly BunitContext _browser = new();
    private readonly UndoOffers _offers = new();

    public StudentsPageTests()
    {
        _browser.JSInterop.Mode = JSRuntimeMode.Loose;
        _browser.Services.AddSingleton<TimeProvider>(_world.Fixture.Clock);
        _browser.Services.AddSingleton(_world.Fixture.Get<EnrollmentService>());
        _browser.Services.AddSingleton(_world.Fixture.Get<AttendanceService>());
        _browser.Services.AddSingleton(_world.Fixture.Get<EnrollmentRemoval>());
        _browser.Services.AddSingleton(_world.Fixture.Get<LessonService>());
        _browser.Services.AddSingleton(_world.Fixture.Get<StudentAccess>());
        _browser.Services.AddSingleton(_world.Fixture.Get<DayTotals>());
        _browser.Services.AddSingleton(_world.Fixture.Get<GuardianService>());
        _browser.Services.AddSingleton(_offers);
        _browser.AddBunitPersistentComponentState();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _browser.Dispose();
        _world.Dispose();
    }

    [Fact]
    public async Task Enrollment_IsDeletedAfterTheNumberOfLessons_AndComesBack()
    {
        await _world.CreateAsync(_world.Draft("2026-03-03 17:00", "FREQ=WEEKLY;COUNT=4"));
        var page = await PageAsync();

        await page.Find("button[aria-label='Delete Mina, Mathematics']").ClickAsync(new());
        Assert.Contains("4 lessons go with it", page.Markup, StringComparison.Ordinal);
        await page.Find(".leaving .button:last-child").ClickAsync(new());
        Assert.Equal(4, _world.Lessons().Count);
        await page.Find("button[aria-label='Delete Mina, Mathematics']").ClickAsync(new());
        await page.Find(".leaving .danger").ClickAsync(new());

        Assert.Empty(_world.Lessons());
        Assert.DoesNotContain("Delete Mina", page.Markup, StringComparison.Ordinal);
        Assert.Null(await page.InvokeAsync(() => _offers.Current!.Undo(Token)));
        Assert.Contains("Delete Mina", page.Markup, StringComparison.Ordinal);
        Assert.Equal(4, _world.Lessons().Count);
    }

    [Fact]
    public async Task Rows_ShowNextLessonAttendanceAndAlerts_ByTheTermsOfTheTutor()
    {
        await _world.CreateAsync(_world.Draft("2026-03-03 17:00"));
        foreach (var (start, mark) in new[] { ("2026-02-02 10:00", Attendance.Present), ("2026-02-09 10:00", Attendance.Absent) })
        {
            await _world.CreateAsync(_world.Draft(start));
            _world.Write(_world.Lessons().MaxBy(l => l.Id)!.Id, l =>
            {
                l.MarkStudent(mark, null);
                l.Complete();
            });
        }
        var page = await PageAsync();

        Assert.Contains("50 % (1 of 2)", page.Markup, StringComparison.Ordinal);
        Assert.Contains("at best 66 %", page.Markup, StringComparison.Ordinal);
        Assert.Contains("attendance 50 %", page.Markup, StringComparison.Ordinal);
        await page.Find("#below_percent").ChangeAsync(new() { Value = "40" });
        await page.FindAll("form")[^1].SubmitAsync();

        Assert.DoesNotContain("attendance 50 %", page.Markup, StringComparison.Ordinal);
    }

    private async Task<IRenderedComponent<StudentsPage>> PageAsync()
    {
        var tutor = (await _world.Fixture.Get<ProfileService>().GetAsync(_world.TutorId, Token))!;
        return _browser.Render<StudentsPage>(p => p.AddCascadingValue(tutor));
    }
}
