using System.Text.RegularExpressions;
using Microsoft.Playwright;
using StudyDashboard.E2E.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StudyDashboard.E2E;

/// <summary>A tutor makes a class and gives an assignment; the student times a session on it and completes it; the tutor sees both.</summary>
public sealed class ClassesJourney : Journey
{
    public override ValueTask InitializeAsync()
    {
        Server.Clock.GoToNoon();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Assignment_GivenTimedAndDone_ShowsTimeAndCompletionToTheTutor()
    {
        var tutor = await OpenDeviceAsync();
        await CreateOwnerAsync(tutor);
        await TutoringWorld.BeginAsync(Server);
        await tutor.Context.ClearCookiesAsync();
        await SignInAsync(tutor);

        await VisitAsync(tutor, "/classes");
        await Button(tutor, "New class").ClickAsync();
        await tutor.GetByLabel("Name", new() { Exact = true }).FillAsync("Spring term");
        await tutor.GetByLabel("Subject", new() { Exact = true }).FillAsync("Mathematics");
        await Button(tutor, "Create").ClickAsync();
        await Expect(tutor).ToHaveURLAsync(new Regex("/classes/1$"));
        await tutor.GetByRole(AriaRole.Link, new() { Name = "Members", Exact = true }).ClickAsync();
        await tutor.GetByLabel("Student", new() { Exact = true }).SelectOptionAsync("Leo");
        await Button(tutor, "Add").ClickAsync();
        await Expect(Button(tutor, "Remove Leo")).ToBeVisibleAsync();
        await tutor.GetByRole(AriaRole.Link, new() { Name = "Assignments", Exact = true }).ClickAsync();
        await Button(tutor, "New assignment").ClickAsync();
        await tutor.GetByLabel("What is to do").FillAsync("Worksheet 7");
        await tutor.GetByLabel("Due on").FillAsync(Server.Clock.GetUtcNow().AddDays(3).ToString("yyyy-MM-dd", null));
        await Button(tutor, "Give it").ClickAsync();
        await Expect(tutor.GetByRole(AriaRole.Heading, new() { Name = "Worksheet 7" })).ToBeVisibleAsync();

        var student = await OpenDeviceAsync(width: 390);
        await SignInAsync(student, TutoringWorld.StudentEmail, TutoringWorld.StudentPassword);
        await Expect(student.GetByText("1 assignment due within a week")).ToBeVisibleAsync();
        await VisitAsync(student, "/timer");
        await student.GetByLabel("Class", new() { Exact = true }).SelectOptionAsync("Spring term");
        await student.GetByLabel("Assignment", new() { Exact = true }).SelectOptionAsync("Worksheet 7");
        await Expect(student.GetByLabel("Subject", new() { Exact = true })).ToHaveValueAsync("Mathematics");
        await Button(student, "Start session").ClickAsync();
        await Expect(student.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Finish" })).ToBeVisibleAsync();
        Server.Clock.Advance(TimeSpan.FromMinutes(35));
        await student.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Finish" }).ClickAsync();
        await Expect(student.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();

        await VisitAsync(student, "/classes/1");
        await Button(student, "Mark as done: Worksheet 7").ClickAsync();
        await Expect(student.GetByText("done", new() { Exact = true })).ToBeVisibleAsync();

        await Expect(tutor.GetByText(new Regex("1 of 1 completed · completion 100.?% · 0:35 of time"))).ToBeVisibleAsync();
        await tutor.GetByRole(AriaRole.Link, new() { Name = "Time", Exact = true }).ClickAsync();
        await Expect(tutor.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("^Leo 0:35 0:00 0:35 100.?%$") })).ToBeVisibleAsync();
    }
}
