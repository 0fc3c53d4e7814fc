using Microsoft.Playwright;
using StudyDashboard.E2E.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StudyDashboard.E2E;

/// <summary>A student asks for a lesson, and the tutor answers.</summary>
public sealed class RequestsJourney : Journey
{
    [Fact]
    public async Task Slot_AskedForAndMovedByTheTutor_BecomesALesson()
    {
        var tutor = await OpenDeviceAsync();
        await CreateOwnerAsync(tutor);
        await TutoringWorld.BeginAsync(Server);
        await tutor.Context.ClearCookiesAsync();
        await SignInAsync(tutor);
        await VisitAsync(tutor, "/schedule/requests");
        await tutor.GetByLabel("Monday").FillAsync("20-16");
        await Button(tutor, "Save").ClickAsync();
        await Expect(tutor.GetByText("ends before it begins").First).ToBeVisibleAsync();
        foreach (var day in Enum.GetNames<DayOfWeek>())
        {
            await tutor.GetByLabel(day).FillAsync("16:00-20:00");
        }
        await tutor.GetByLabel("Publish these hours").CheckAsync();
        await Button(tutor, "Save").ClickAsync();
        await Expect(tutor.GetByText("Saved.")).ToBeVisibleAsync();

        var student = await OpenDeviceAsync(width: 390);
        await SignInAsync(student, TutoringWorld.StudentEmail, TutoringWorld.StudentPassword);
        await VisitAsync(student, "/schedule/requests");
        await Expect(student.GetByText("All times are in America/New_York.")).ToBeVisibleAsync();
        await student.GetByLabel("Day").SelectOptionAsync(new SelectOptionValue { Index = 3 });
        await student.GetByRole(AriaRole.Group, new() { Name = "Start" }).GetByRole(AriaRole.Radio).First.CheckAsync(new() { Force = true });
        await student.GetByLabel("Message").FillAsync("Before the exam");
        await Button(student, "Send the request").ClickAsync();

        await Expect(tutor.GetByText("waits for the tutor")).ToBeVisibleAsync();
        await Button(tutor, "Propose another time").ClickAsync();
        await tutor.GetByLabel("Day", new() { Exact = true }).FillAsync(Server.Clock.GetUtcNow().AddDays(5).ToString("yyyy-MM-dd", null));
        await tutor.GetByLabel("Start", new() { Exact = true }).FillAsync("18:30");
        await Button(tutor, "Propose this time").ClickAsync();

        await Expect(student.GetByText("another time proposed")).ToBeVisibleAsync();
        await Button(student, "Accept").ClickAsync();
        await Expect(tutor.GetByText("accepted", new() { Exact = true })).ToBeVisibleAsync();
    }
}
