using System.Text.RegularExpressions;
using Microsoft.Playwright;
using StudyDashboard.E2E.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StudyDashboard.E2E;

/// <summary>A tutor and a student at one lesson's board.</summary>
public sealed class WhiteboardJourney : Journey
{
    [Fact]
    public async Task Board_DrawnByTwo_IsTheSameForBothAndComesBack()
    {
        var tutor = await OpenDeviceAsync();
        await CreateOwnerAsync(tutor);
        var lesson = await TutoringWorld.BeginAsync(Server);
        await tutor.Context.ClearCookiesAsync();
        await SignInAsync(tutor);
        var student = await OpenDeviceAsync(width: 390);
        await SignInAsync(student, TutoringWorld.StudentEmail, TutoringWorld.StudentPassword);
        await VisitAsync(tutor, $"/schedule/lessons/{lesson}/whiteboard");
        await VisitAsync(student, $"/schedule/lessons/{lesson}/whiteboard");
        var (tutors, students) = (Board.Paper(tutor), Board.Paper(student));
        await Expect(tutors).ToHaveAttributeAsync("data-marks", "0");
        await Expect(students).ToHaveAttributeAsync("data-marks", "0");

        await Board.DragAsync(tutor, (0.2f, 0.2f), (0.6f, 0.5f));
        await Expect(students).ToHaveAttributeAsync("data-marks", "1");
        await Board.DragAsync(student, (0.1f, 0.8f), (0.9f, 0.8f));
        await Expect(tutors).ToHaveAttributeAsync("data-marks", "2");
        await Button(tutor, "Text").FocusAsync();
        await tutor.Keyboard.PressAsync("Enter");
        await tutor.GetByLabel("Text on the board").FillAsync("a² + b² = c²");
        await tutor.Keyboard.PressAsync("Enter");
        await Expect(students).ToHaveAttributeAsync("data-marks", "3");

        await Button(student, "Eraser").ClickAsync();
        await Board.DragAsync(student, (0.2f, 0.2f), (0.22f, 0.22f));
        await Expect(tutors).ToHaveAttributeAsync("data-marks", "2");
        await Button(student, "Undo").ClickAsync();
        await Expect(tutors).ToHaveAttributeAsync("data-marks", "3");

        await tutor.ReloadAsync();
        await Expect(tutors).ToHaveAttributeAsync("data-marks", "3");
        await Button(tutor, "Next page").ClickAsync();
        await Expect(tutors).ToHaveAttributeAsync("data-marks", "0");
        await Button(tutor, "Previous page").ClickAsync();
        await tutor.GetByText("What is written on this page").ClickAsync();
        await Expect(tutor.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "a² + b² = c²" })).ToBeVisibleAsync();

        var png = await tutor.RunAndWaitForDownloadAsync(() => Button(tutor, "Save as PNG").ClickAsync());
        var svg = await tutor.RunAndWaitForDownloadAsync(() => tutor.GetByRole(AriaRole.Link, new() { Name = "Save as SVG" }).ClickAsync());
        Assert.EndsWith(".png", png.SuggestedFilename, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(await File.ReadAllTextAsync(await svg.PathAsync(), TestContext.Current.CancellationToken), "<path "));
    }
}
