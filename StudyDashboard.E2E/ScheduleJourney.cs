using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using StudyDashboard.Data;
using StudyDashboard.E2E.Infrastructure;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Admin;
using StudyDashboard.Features.Tutoring;
using static Microsoft.Playwright.Assertions;

namespace StudyDashboard.E2E;

/// <summary>Making, moving and resizing lessons, with the mouse, by touch and from the keyboard.</summary>
public sealed class ScheduleJourney : Journey
{
    private const string StudentEmail = "jun@example.org";

    [Fact]
    public async Task Mouse_CreateMoveResizeAndUndo_AreStored()
    {
        var page = await OpenTutorAsync();
        await DragAsync(page, ("2030-03-05", 10 * 60), ("2030-03-05", (11 * 60) + 30));
        await Expect(page.GetByLabel("Start", new() { Exact = true })).ToHaveValueAsync("10:00");
        await page.GetByLabel("Repeats").SelectOptionAsync("Weekly");
        await Expect(page.GetByText("Every week on Tuesday at 10:00.")).ToBeVisibleAsync();
        await page.GetByLabel("Ends").SelectOptionAsync("After");
        await page.GetByLabel("Lessons", new() { Exact = true }).FillAsync("4");
        await Button(page, "Save").ClickAsync();
        await Expect(Block(page, "Tue 5 Mar, 10:00 to 11:30")).ToBeVisibleAsync();

        await DragAsync(page, ("2030-03-05", (10 * 60) + 15), ("2030-03-06", (14 * 60) + 15));
        await Expect(page.GetByText("4 lessons change").First).ToBeVisibleAsync();
        await page.GetByLabel("This and following").CheckAsync();
        await Button(page, "Save").ClickAsync();
        await Expect(Block(page, "Wed 6 Mar, 14:00 to 15:30")).ToBeVisibleAsync();
        await Button(page, "Undo").ClickAsync();
        await Expect(Block(page, "Tue 5 Mar, 10:00 to 11:30")).ToBeVisibleAsync();

        await DragAsync(page, ("2030-03-05", (11 * 60) + 25), ("2030-03-05", (12 * 60) + 30));
        await page.GetByLabel("This lesson").CheckAsync();
        await Button(page, "Save").ClickAsync();
        await Expect(Block(page, "Tue 5 Mar, 10:00 to 12:30")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(Block(page, "Tue 5 Mar, 10:00 to 12:30")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Keyboard_CreateMoveResizeAndDelete_NeedNoMouse()
    {
        var page = await OpenTutorAsync();
        // The free slot of Monday at nine: down to ten, right to Tuesday.
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("Monday.*free") }).FocusAsync();
        await PressAsync(page, "ArrowDown", "ArrowDown", "ArrowRight", "n");
        await Expect(page.GetByLabel("Date", new() { Exact = true })).ToHaveValueAsync("2030-03-05");
        await Expect(page.GetByLabel("Start", new() { Exact = true })).ToHaveValueAsync("10:00");
        await page.GetByLabel("Topics").FillAsync("Fractions");
        await page.ReloadAsync();
        await Expect(page.GetByLabel("Topics")).ToHaveValueAsync("Fractions");
        await page.GetByLabel("Start", new() { Exact = true }).PressAsync("Enter");
        await Expect(Block(page, "Tue 5 Mar, 10:00 to 11:00")).ToBeVisibleAsync();

        await Block(page, "Tue 5 Mar, 10:00 to 11:00").FocusAsync();
        await PressAsync(page, "m", "ArrowRight", "ArrowDown", "Escape");
        await Expect(Block(page, "Tue 5 Mar, 10:00 to 11:00")).ToBeVisibleAsync();
        await PressAsync(page, "Alt+ArrowRight", "Alt+ArrowDown");
        await Expect(page.Locator("[data-says]")).ToHaveTextAsync(new Regex("Wednesday.*10:15 to 11:15"));
        await PressAsync(page, "Enter");
        await Expect(Block(page, "Wed 6 Mar, 10:15 to 11:15")).ToBeFocusedAsync();
        await PressAsync(page, "Alt+Shift+ArrowDown", "ArrowDown", "Enter");
        await Expect(Block(page, "Wed 6 Mar, 10:15 to 11:45")).ToBeFocusedAsync();

        await PressAsync(page, "Enter");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Fractions");
        // Escape closes it wherever the focus is: it may be pressed before the focus has come into it.
        await Block(page, "Wed 6 Mar, 10:15 to 11:45").FocusAsync();
        await PressAsync(page, "Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(Block(page, "Wed 6 Mar, 10:15 to 11:45")).ToBeFocusedAsync();
        await PressAsync(page, "Enter");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete" }).PressAsync("Enter");
        await Expect(Block(page, "Wed 6 Mar, 10:15 to 11:45")).ToHaveCountAsync(0);
        await Button(page, "Undo").PressAsync("Enter");
        await Expect(Block(page, "Wed 6 Mar, 10:15 to 11:45")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Student_InNewYork_SeesTheShiftAndCannotChangeIt()
    {
        var tutor = await OpenTutorAsync();
        await VisitAsync(tutor, "/schedule?view=week&date=2030-03-04&form=new&at=2030-03-05-1020-60");
        await tutor.GetByLabel("Repeats").SelectOptionAsync("Weekly");
        await Button(tutor, "Save").ClickAsync();
        await Expect(Block(tutor, "Tue 5 Mar, 17:00 to 18:00")).ToBeVisibleAsync();

        var student = await OpenDeviceAsync();
        await SignInAsync(student, StudentEmail);
        // New York changes its clocks on 10 March 2030, Sofia on the 31st.
        await VisitAsync(student, "/schedule?view=week&date=2030-03-04");
        await Expect(Block(student, "Tue 5 Mar, 10:00 to 11:00")).ToBeVisibleAsync();
        await VisitAsync(student, "/schedule?view=week&date=2030-03-11");
        await Expect(Block(student, "Tue 12 Mar, 11:00 to 12:00")).ToContainTextAsync("17:00 Europe/Sofia");
        await Expect(student.GetByRole(AriaRole.Button, new() { Name = "New lesson" })).ToHaveCountAsync(0);
        await VisitAsync(tutor, "/schedule?view=week&date=2030-04-01");
        await Expect(Block(tutor, "Tue 2 Apr, 17:00 to 18:00")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Pages_InBothThemes_ArePassedByAxe()
    {
        var page = await OpenTutorAsync();
        var axe = new Axe(page, Server.Address);
        await VisitAsync(page, "/schedule?view=week&date=2030-03-04&form=new&at=2030-03-05-1020-60");
        await page.GetByLabel("Repeats").SelectOptionAsync("Weekly");
        await axe.CheckAsync("schedule: editor");
        await Button(page, "Save").ClickAsync();
        await Expect(Block(page, "Tue 5 Mar, 17:00 to 18:00")).ToBeVisibleAsync();
        await axe.CheckPageAsync("schedule: week");
        // The offer to undo lies over everything for its ten seconds.
        await Expect(Button(page, "Undo")).ToHaveCountAsync(0);
        await Block(page, "Tue 5 Mar, 17:00 to 18:00").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Every week");
        await axe.CheckAsync("schedule: popover");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(page.GetByLabel("This and following")).ToBeVisibleAsync();
        await axe.CheckAsync("schedule: scope");
        foreach (var view in new[] { "month", "agenda", "day" })
        {
            await VisitAsync(page, $"/schedule?view={view}&date=2030-03-05");
            await axe.CheckPageAsync($"schedule: {view}");
        }
        await Button(page, "Holidays").ClickAsync();
        await Expect(page.GetByLabel("First day")).ToBeVisibleAsync();
        await axe.CheckAsync("schedule: holidays");
        axe.AssertClean();
    }

    [Fact]
    public async Task Phone_OpensTheAgenda_AndTouchMoves()
    {
        var page = await OpenTutorAsync();
        await VisitAsync(page, "/schedule?view=week&date=2030-03-04&form=new&at=2030-03-05-1020-60");
        await Button(page, "Save").ClickAsync();
        await Expect(Block(page, "Tue 5 Mar, 17:00 to 18:00")).ToBeVisibleAsync();
        await page.SetViewportSizeAsync(390, 844);
        await VisitAsync(page, "/schedule");
        await Expect(page).ToHaveURLAsync(new Regex("view=agenda"));

        await VisitAsync(page, "/schedule?view=day&date=2030-03-05");
        await Expect(Block(page, "Tue 5 Mar, 17:00 to 18:00")).ToBeVisibleAsync();
        await TouchAsync(page, ("2030-03-05", (17 * 60) + 20), ("2030-03-05", (15 * 60) + 20));
        await Expect(Block(page, "Tue 5 Mar, 15:00 to 16:00")).ToBeVisibleAsync();
    }

    /// <summary>A tutor in Sofia with one student, who lives in New York and can sign in; before the week of 4 March 2030.</summary>
    private async Task<IPage> OpenTutorAsync()
    {
        Server.Clock.Advance(new DateTime(2030, 3, 1, 9, 0, 0, DateTimeKind.Utc) - Server.Clock.GetUtcNow().UtcDateTime);
        var page = await OpenDeviceAsync();
        await CreateOwnerAsync(page);
        var services = Server.Services;
        await using (var context = await services.GetRequiredService<IDbContextFactory<StudyDbContext>>().CreateDbContextAsync())
        {
            var owner = await context.Users.SingleAsync();
            await services.GetRequiredService<PeopleAdmin>().SetRoleAsync(owner.Id, Roles.Tutor, true, CancellationToken.None);
            var profile = (await services.GetRequiredService<ProfileService>().GetAsync(owner.Id, CancellationToken.None))!;
            await services.GetRequiredService<EnrollmentService>().AddStudentAsync(profile, "Jun Ito", "Algebra", CancellationToken.None);
            var student = await context.Users.SingleAsync(u => u.Id != owner.Id);
            student.SetDays("America/New_York", 4, DayOfWeek.Monday);
            (student.Email, student.UserName) = (StudentEmail, StudentEmail);
            student.NormalizedEmail = student.NormalizedUserName = StudentEmail.ToUpperInvariant();
            // The owner's password does for both.
            student.PasswordHash = (await context.Users.AsNoTracking().SingleAsync(u => u.Id == owner.Id)).PasswordHash;
            student.Welcome(Server.Clock.GetUtcNow().UtcDateTime);
            await context.SaveChangesAsync();
        }
        await page.Context.ClearCookiesAsync();
        await SignInAsync(page);
        await VisitAsync(page, "/schedule?view=week&date=2030-03-04");
        return page;
    }

    private static ILocator Block(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex(Regex.Escape(name)) });

    private static async Task PressAsync(IPage page, params string[] keys)
    {
        foreach (var key in keys)
        {
            await page.Keyboard.PressAsync(key);
        }
    }

    private static async Task DragAsync(IPage page, (string Date, int Minute) from, (string Date, int Minute) to)
    {
        var (start, end) = (await PointAsync(page, from), await PointAsync(page, to));
        await page.Mouse.MoveAsync(start.X, start.Y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync((start.X + end.X) / 2, (start.Y + end.Y) / 2);
        await page.Mouse.MoveAsync(end.X, end.Y);
        await page.Mouse.UpAsync();
    }

    private static async Task TouchAsync(IPage page, (string Date, int Minute) from, (string Date, int Minute) to)
    {
        var (start, end) = (await PointAsync(page, from), await PointAsync(page, to));
        var session = await page.Context.NewCDPSessionAsync(page);
        await SendAsync("touchStart", start);
        await Expect(page.Locator(".dragging")).ToBeAttachedAsync();
        await SendAsync("touchMove", ((start.X + end.X) / 2, (start.Y + end.Y) / 2));
        await SendAsync("touchMove", end);
        await session.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = "touchEnd", ["touchPoints"] = Array.Empty<object>() });

        Task SendAsync(string type, (float X, float Y) point) => session.SendAsync(
            "Input.dispatchTouchEvent", new() { ["type"] = type, ["touchPoints"] = new[] { new { x = point.X, y = point.Y } } });
    }

    /// <summary>Where a minute of a day lies in the window, scrolled into sight.</summary>
    private static async Task<(float X, float Y)> PointAsync(IPage page, (string Date, int Minute) at)
    {
        await Expect(page.Locator("[data-cursor][data-date]")).ToBeAttachedAsync();
        // What was saved is drawn behind its form, which may still be closing and would take the press.
        await Expect(page.Locator(".rz-dialog-wrapper, .rz-dialog-mask")).ToHaveCountAsync(0);
        var point = await page.EvaluateAsync<float[]>(
            """
            ([date, minute]) => {
              const column = document.querySelector(`.cal-col[data-date="${date}"]`);
              const { from, to } = document.querySelector('[data-cal]').dataset;
              const y = () => { const r = column.getBoundingClientRect(); return r.top + (minute - from) / (to - from) * r.height; };
              if (y() < 160 || y() > innerHeight - 120) scrollBy(0, y() - innerHeight / 2);
              const r = column.getBoundingClientRect();
              return [r.left + r.width / 2, y()];
            }
            """, new object[] { at.Date, at.Minute });
        return (point[0], point[1]);
    }
}
