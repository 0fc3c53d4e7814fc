using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using StudyDashboard.Data;
using StudyDashboard.E2E.Infrastructure;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Admin;
using StudyDashboard.Features.Tutoring;
using StudyDashboard.Features.Tutoring.Conflicts;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Infrastructure.Time;
using static Microsoft.Playwright.Assertions;

namespace StudyDashboard.E2E;

/// <summary>A tutor closes lessons without a pointer.</summary>
public sealed class ClosingJourney : Journey
{
    private int _presses;

    [Fact]
    public async Task Lesson_ClosedFromTheKeyboard_TakesFewerThanTwelvePresses()
    {
        var page = await OpenDeviceAsync();
        await CreateOwnerAsync(page);
        var lesson = await TeachAsync("Jun Ito");
        await page.Context.ClearCookiesAsync();
        await SignInAsync(page);
        await VisitAsync(page, $"/schedule/lessons/{lesson}");
        var student = page.GetByRole(AriaRole.Group, new() { Name = "Attendance of Jun Ito" });

        foreach (var key in new[] { "p", "1", "2", "2" })
        {
            await PressAsync(page, key);
        }
        await Expect(student.GetByRole(AriaRole.Radio, new() { Name = "Present" })).ToBeCheckedAsync();
        await Expect(Topic(page, "Fractions").GetByRole(AriaRole.Radio, new() { Name = "Covered" })).ToBeCheckedAsync();
        await Expect(Topic(page, "Roots").GetByRole(AriaRole.Radio, new() { Name = "Partly" })).ToBeCheckedAsync();
        await PressAsync(page, "Enter");

        await Expect(page.GetByText("Lesson closed")).ToBeVisibleAsync();
        await Expect(Button(page, "Open it again")).ToBeVisibleAsync();
        Assert.True(_presses < 12, $"{_presses} presses.");
        await VisitAsync(page, "/schedule/closing");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Every lesson is closed" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Keys_InATextBox_AreText_AndLatenessIsTypedAtOnce()
    {
        var page = await OpenDeviceAsync();
        await CreateOwnerAsync(page);
        var lesson = await TeachAsync("Jun Ito");
        await page.Context.ClearCookiesAsync();
        await SignInAsync(page);
        await VisitAsync(page, $"/schedule/lessons/{lesson}");
        var student = page.GetByRole(AriaRole.Group, new() { Name = "Attendance of Jun Ito" });

        await page.GetByLabel("Homework").FocusAsync();
        await page.Keyboard.TypeAsync("apple 1");
        await Expect(page.GetByLabel("Homework")).ToHaveValueAsync("apple 1");
        await Expect(student.GetByRole(AriaRole.Radio, new() { Name = "Absent" })).Not.ToBeCheckedAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "How it went" }).ClickAsync();
        await page.Keyboard.PressAsync("l");
        await page.Keyboard.TypeAsync("10");
        await page.Keyboard.PressAsync("Enter");

        await Expect(Button(page, "Open it again")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Minutes that Jun Ito was late")).ToHaveValueAsync("10");
        await Expect(page.GetByLabel("Homework")).ToHaveValueAsync("apple 1");
    }

    [Fact]
    public async Task Group_IsMarkedRowByRow()
    {
        var page = await OpenDeviceAsync(width: 390);
        await CreateOwnerAsync(page);
        var lesson = await TeachAsync("Ana Sol", "Jun Ito");
        await page.Context.ClearCookiesAsync();
        await SignInAsync(page);
        await VisitAsync(page, $"/schedule/lessons/{lesson}");

        await page.Keyboard.PressAsync("a");
        await page.Keyboard.PressAsync("p");
        await page.Keyboard.PressAsync("c");
        await page.Keyboard.PressAsync("Enter");

        await Expect(Button(page, "Open it again")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Attendance of Ana Sol" }).GetByRole(AriaRole.Radio, new() { Name = "Absent" })).ToBeCheckedAsync();
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Attendance of Jun Ito" }).GetByRole(AriaRole.Radio, new() { Name = "Present" })).ToBeCheckedAsync();
    }

    private static ILocator Topic(IPage page, string name) => page.GetByRole(AriaRole.Group, new() { Name = name, Exact = true });

    private Task PressAsync(IPage page, string key)
    {
        _presses++;
        return page.Keyboard.PressAsync(key);
    }

    /// <summary>A lesson of yesterday with these students.</summary>
    private async Task<int> TeachAsync(params string[] students)
    {
        var services = Server.Services;
        await using var context = await services.GetRequiredService<IDbContextFactory<StudyDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var id = await context.Users.Select(u => u.Id).SingleAsync(TestContext.Current.CancellationToken);
        await services.GetRequiredService<PeopleAdmin>().SetRoleAsync(id, Roles.Tutor, true, TestContext.Current.CancellationToken);
        var tutor = (await services.GetRequiredService<ProfileService>().GetAsync(id, TestContext.Current.CancellationToken))!;
        var enrollments = new List<int>();
        foreach (var student in students)
        {
            enrollments.Add((await services.GetRequiredService<EnrollmentService>().AddStudentAsync(tutor, student, "Algebra", TestContext.Current.CancellationToken)).Value);
        }
        var start = tutor.Calendar.DayOf(Server.Clock.NowUtc()).AddDays(-1).ToDateTime(new TimeOnly(10, 0));
        var made = await services.GetRequiredService<LessonService>().CreateAsync(id, new LessonDraft
        {
            Slot = LessonSlot.At(start, TimeSpan.FromHours(1), tutor.TimeZone),
            Details = new LessonDetails { Topics = ["Fractions", "Roots"] },
            EnrollmentIds = enrollments,
        }, ConflictHandling.Save, cancellationToken: TestContext.Current.CancellationToken);
        return made.Value.Value.Lessons[0].Id;
    }
}
