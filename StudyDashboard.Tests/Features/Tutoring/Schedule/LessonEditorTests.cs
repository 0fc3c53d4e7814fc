using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Radzen.Blazor;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Tutoring.Closures;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Schedule;
using StudyDashboard.Tests.Features.Tutoring.Lessons;

namespace StudyDashboard.Tests.Features.Tutoring.Schedule;

public sealed class LessonEditorTests : IDisposable
{
    private readonly ScheduleBrowser _browser = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private TutorWorld World => _browser.World;

    [Fact]
    public async Task New_Filled_IsStoredWithAllItsFields()
    {
        var editor = await NewAsync();
        await editor.Find($"#enrollment-{World.Mina}").ChangeAsync(true);
        await editor.Find("#start_time").ChangeAsync("5 pm");
        await editor.Find("#duration").ChangeAsync("1.5h");
        await editor.Find("#topics").ChangeAsync("Fractions\n\n Decimals ");
        await editor.Find("#location").ChangeAsync("Room 2");
        await editor.Find("#session_mode").ChangeAsync("Hybrid");
        await editor.Find("#priority_level").ChangeAsync("High");
        await editor.Find("#is_featured").ChangeAsync(true);

        await editor.Find("form").SubmitAsync();

        var lesson = Assert.Single(World.Lessons());
        Assert.Equal(new LessonSlot(new DateOnly(2026, 3, 4), new TimeOnly(17, 0), new TimeOnly(18, 30), "Europe/Sofia"), lesson.Slot);
        Assert.Equal(["Fractions", "Decimals"], lesson.Topics);
        Assert.Equal(("Room 2", LessonMode.Hybrid, LessonPriority.High, true), (lesson.Location, lesson.SessionMode, lesson.PriorityLevel, lesson.IsFeatured));
        Assert.Empty(editor.FindAll("form"));
        Assert.Equal("Lesson saved", _browser.Undo.Current!.Text);
    }

    [Fact]
    public async Task New_UnreadableFields_SaysAllOfThemAndKeepsWhatWasTyped()
    {
        var editor = await NewAsync();
        await editor.Find("#session_date").ChangeAsync("31.02.");
        await editor.Find("#duration").ChangeAsync("an hour");
        await editor.Find("#topics").ChangeAsync("Fractions");

        await editor.Find("form").SubmitAsync();

        Assert.NotEmpty(editor.FindAll("#session_date-error"));
        Assert.NotEmpty(editor.FindAll("#duration-error"));
        Assert.Equal("an hour", editor.Find("#duration").GetAttribute("value"));
        Assert.Equal("Fractions", editor.Find("#topics").GetAttribute("value"));
        Assert.Empty(World.Lessons());
    }

    [Fact]
    public async Task New_WithoutStudent_SaysSoAtTheStudents()
    {
        var editor = await NewAsync();

        await editor.Find("form").SubmitAsync();

        Assert.Contains("Choose at least one", editor.Find("fieldset .error").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Repeat_Weekly_ShowsTheSentenceAndTenDatesWithHolidays()
    {
        var tutor = await _browser.ProfileAsync(World.TutorId, Roles.Tutor);
        await World.Fixture.Get<ClosureService>().AddAsync(tutor, new ClosureDraft("Spring break", new DateOnly(2026, 3, 10), new DateOnly(2026, 3, 12), ClosureHandling.Skip), Token);
        var editor = await NewAsync();

        await editor.Find("#repeat").ChangeAsync("Weekly");

        Assert.Contains("Every week on Wednesday at 17:00.", editor.Find(".repeat-says").TextContent, StringComparison.Ordinal);
        Assert.Equal(10, editor.FindAll(".next-dates li").Count);
        Assert.Contains("left out: Spring break", editor.Find(".next-dates .closed").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Repeat_OnThe31st_OffersTheLastDay()
    {
        var editor = await NewAsync();
        await editor.Find("#session_date").ChangeAsync("2026-03-31");
        await editor.Find("#repeat").ChangeAsync("MonthDay");
        await editor.Find("#month_day").ChangeAsync("31");

        await editor.FindAll(".note-line button").Single(b => b.TextContent == "Use the last day").ClickAsync(new MouseEventArgs());

        Assert.Empty(editor.FindAll(".note-line"));
        Assert.Contains("the last day of the month", editor.Find(".repeat-says").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Repeat_RuleOfItsOwn_IsTakenOrRefusedWithTheReason()
    {
        var editor = await NewAsync();
        await editor.Find($"#enrollment-{World.Mina}").ChangeAsync(true);
        await editor.Find("#repeat").ChangeAsync("Rule");
        await editor.Find("#rrule").ChangeAsync("FREQ=HOURLY");
        await editor.Find("form").SubmitAsync();
        Assert.NotEmpty(editor.FindAll("#rrule-error"));

        await editor.Find("#rrule").ChangeAsync("FREQ=WEEKLY;BYDAY=WE;COUNT=3");
        await editor.Find("form").SubmitAsync();

        Assert.Equal(3, World.Lessons().Count);
    }

    [Fact]
    public async Task Save_WithClashes_ListsThemAndLeavesThoseOut()
    {
        await World.CreateAsync(World.Draft("2026-03-11 17:30", enrollments: World.Leo));
        var editor = await NewAsync();
        await editor.Find($"#enrollment-{World.Mina}").ChangeAsync(true);
        await editor.Find("#repeat").ChangeAsync("Weekly");
        await editor.Find("#end").ChangeAsync("After");
        await editor.Find("#count").ChangeAsync("3");

        var saving = editor.Find("form").SubmitAsync();
        editor.WaitForElement(".clashes");
        Assert.Contains("Mathematics with Leo", editor.Find(".clashes").TextContent, StringComparison.Ordinal);
        Assert.Single(World.Lessons());
        await editor.FindAll(".scope .button").Single(b => b.TextContent == "Leave those out").ClickAsync(new MouseEventArgs());
        await saving;

        Assert.Equal([4, 11, 18], World.Lessons().Select(l => l.SessionDate.Day));
        World.AssertSound();
    }

    [Fact]
    public async Task Edit_OfASeries_LeavesItsRuleAloneAndAsksTheScope()
    {
        await World.CreateAsync(World.Draft("2026-03-04 17:00", "FREQ=WEEKLY;BYDAY=WE;UNTIL=20260401T120000Z"));
        var page = await _browser.OpenTutorAsync();
        var editor = _browser.ShowDialogs();
        await page.Find("[data-key]").ClickAsync(new MouseEventArgs());
        var open = page.WaitForElement(".popover .actions").QuerySelectorAll("button").Single(b => b.TextContent == "Edit").ClickAsync(new MouseEventArgs());
        editor.WaitForElement("#location");
        Assert.DoesNotContain("Does not repeat", editor.Find("#repeat").TextContent, StringComparison.Ordinal);
        await editor.Find("#location").ChangeAsync("Room 7");

        var saving = editor.Find("form").SubmitAsync();
        editor.WaitForElement(".scope-choice");
        await editor.Find(".scope .button.primary").ClickAsync(new MouseEventArgs());
        await Task.WhenAll(saving, open);

        Assert.Equal(["Room 7", null, null, null], World.Lessons().Select(l => l.Location));
        World.AssertSound();
    }

    [Fact]
    public async Task Scope_OfAPastAndAttendedSeries_SaysHowManyAreKept()
    {
        await World.CreateAsync(World.Draft("2026-03-03 17:00", "FREQ=WEEKLY;BYDAY=TU;COUNT=6"));
        World.Write(World.Lessons()[0].Id, l => l.MarkStudent(Attendance.Present, null));
        var page = await _browser.OpenTutorAsync("view=week&date=2026-03-10");
        var dialogs = _browser.ShowDialogs();

        await page.Find("[data-key]").ClickAsync(new MouseEventArgs());
        var deleting = page.WaitForElement(".popover .actions").QuerySelectorAll("button").Single(b => b.TextContent == "Delete").ClickAsync(new MouseEventArgs());
        dialogs.WaitForElement(".scope-choice");
        Assert.Contains("5 lessons change; 1 past or attended lesson stays as it is", dialogs.Markup, StringComparison.Ordinal);
        await dialogs.Find("input[value=All]").ChangeAsync("All");
        await dialogs.Find(".scope .button.primary").ClickAsync(new MouseEventArgs());
        await deleting;

        Assert.Equal(Attendance.Present, Assert.Single(World.Lessons()).StudentAttendanceStatus);
    }

    [Fact]
    public async Task Closures_AddedOverLessons_OfferToCancelThem()
    {
        await World.CreateAsync(World.Draft("2026-03-10 17:00"));
        var page = await _browser.OpenTutorAsync();
        var dialog = _browser.ShowDialogs();
        var open = page.FindAll(".schedule-bar .end button").Single().ClickAsync(new MouseEventArgs());
        dialog.WaitForElement("#closure_name");

        await dialog.Find("#closure_name").ChangeAsync("Spring break");
        await dialog.Find("#closure_first").ChangeAsync("10.3.2026");
        await dialog.Find("#closure_last").ChangeAsync("12.3.2026");
        await dialog.Find("form").SubmitAsync();
        Assert.Contains("1 lesson lies in this time.", dialog.Find(".clashes").TextContent, StringComparison.Ordinal);
        await dialog.Find(".clashes .button").ClickAsync(new MouseEventArgs());

        Assert.Equal(LessonStatus.Cancelled, World.Lessons().Single().Status);
        await dialog.Find(".plain-list button").ClickAsync(new MouseEventArgs());
        Assert.Empty(dialog.FindAll(".plain-list"));
        Assert.False(open.IsCompleted);
    }

    public void Dispose() => _browser.Dispose();

    /// <summary>The editor of a new lesson on Wednesday 4 March, 17:00 to 18:00.</summary>
    private async Task<IRenderedComponent<RadzenDialog>> NewAsync()
    {
        var page = await _browser.OpenTutorAsync();
        var dialogs = _browser.ShowDialogs();
        _ = page.InvokeAsync(() => page.Instance.NewAt("2026-03-04", 1020, 1080));
        dialogs.WaitForElement($"#enrollment-{World.Mina}");
        return dialogs;
    }
}
