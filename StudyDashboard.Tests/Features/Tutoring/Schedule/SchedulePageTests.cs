using Bunit;
using Microsoft.AspNetCore.Components.Web;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Features.Sessions.Planning;
using StudyDashboard.Features.Tutoring.Conflicts;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Schedule;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Tests.Features.Tutoring.Lessons;

namespace StudyDashboard.Tests.Features.Tutoring.Schedule;

public sealed class SchedulePageTests : IDisposable
{
    private readonly ScheduleBrowser _browser = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private TutorWorld World => _browser.World;

    [Fact]
    public async Task Page_TutorWithoutStudents_SaysWhatComesFirst()
    {
        var page = await _browser.OpenAsync(World.Fixture.AddPerson("Nora"), Roles.Tutor);

        Assert.Contains("First a student", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_Week_ShowsTheLessonOnItsDayAtItsTime()
    {
        await World.CreateAsync(World.Draft("2026-03-03 17:00"));

        var page = await _browser.OpenTutorAsync();

        var block = page.Find("[data-date='2026-03-03'] [data-key]");
        Assert.Equal("1020", block.GetAttribute("data-at"));
        Assert.Contains("Mina · Mathematics", block.TextContent, StringComparison.Ordinal);
        Assert.NotNull(block.GetAttribute("data-movable"));
    }

    [Fact]
    public async Task Page_StudentInNewYork_SeesTheirOwnClockAndTheTutors()
    {
        await World.CreateAsync(World.Draft("2026-03-03 17:00", enrollments: World.Leo));

        var page = await _browser.OpenAsync(World.Lessons()[0].StudentId, Roles.Student);

        var block = page.Find("[data-key]");
        Assert.Equal("600", block.GetAttribute("data-at"));
        Assert.Contains("17:00 Europe/Sofia", block.TextContent, StringComparison.Ordinal);
        Assert.Null(block.GetAttribute("data-movable"));
        Assert.Empty(page.FindAll("[data-cursor]"));
    }

    [Fact]
    public async Task Page_Guardian_SeesTheChildsLessonsAndNoStudy()
    {
        await World.CreateAsync(World.Draft("2026-03-03 17:00"));
        await PlanAsync();
        var guardian = World.Fixture.AddPerson("Sun");
        await using (var context = World.Fixture.Context())
        {
            context.Add(new Guardianship(World.Fixture.StudentId, guardian, World.Fixture.Clock.UtcNow));
            await context.SaveChangesAsync(Token);
        }

        var page = await _browser.OpenAsync(guardian, Roles.Guardian);

        Assert.Contains("Mina with Petra", page.Find("[data-key]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".layer-planned, .layer-logged"));
    }

    [Fact]
    public async Task Page_GroupLesson_IsOneBlockWithItsNames()
    {
        await World.CreateAsync(World.Draft("2026-03-03 17:00", enrollments: [World.Mina, World.Leo]));

        var page = await _browser.OpenTutorAsync();

        Assert.Contains("Leo, Mina", page.FindAll("[data-key]").Single().TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_TwoLessonsAtOnce_AreMarkedWithTheWayOut()
    {
        await World.CreateAsync(World.Draft("2026-03-03 17:00"));
        await World.CreateAsync(World.Draft("2026-03-03 17:30", enrollments: World.Leo), ConflictHandling.Save);
        var page = await _browser.OpenTutorAsync();
        Assert.Equal(2, page.FindAll(".block.clash").Count);

        await page.Find(".block.clash").ClickAsync(new MouseEventArgs());
        await page.WaitForElement(".popover .clashes > .button").ClickAsync(new MouseEventArgs());

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".block.clash")));
        Assert.Equal(new TimeOnly(18, 30), World.Lessons()[^1].Slot.Start);
    }

    [Theory]
    [InlineData("view=month&date=2026-03-10", ".month-day [data-key]", 5)]
    [InlineData("view=agenda&date=2026-03-02", ".agenda-day [data-key]", 4)]
    [InlineData("view=day&date=2026-03-10", ".cal-col [data-key]", 1)]
    public async Task Page_OtherViews_ShowTheirRange(string query, string selector, int lessons)
    {
        await World.CreateAsync(World.Draft("2026-03-03 17:00", "FREQ=WEEKLY;BYDAY=TU"));

        var page = await _browser.OpenTutorAsync(query);

        Assert.Equal(lessons, page.FindAll(selector).Count);
    }

    [Fact]
    public async Task Page_MonthOfABusyTutor_ShowsAFewADayAndTheWayToTheRest()
    {
        foreach (var hour in Enumerable.Range(10, 9))
        {
            await World.CreateAsync(World.Draft($"2026-03-03 {hour}:00"));
        }

        var page = await _browser.OpenTutorAsync("view=month&date=2026-03-10");

        Assert.Equal(3, page.FindAll("[data-date='2026-03-03'] [data-key]").Count);
        Assert.Equal("6 more", page.Find("[data-date='2026-03-03'] .month-more").TextContent);
    }

    [Fact]
    public async Task Page_Filtered_ShowsWhatFits()
    {
        await World.CreateAsync(World.Draft("2026-03-03 17:00"));
        await World.CreateAsync(World.Draft("2026-03-04 17:00") with { Details = new LessonDetails { Priority = LessonPriority.Urgent } });

        var page = await _browser.OpenTutorAsync("view=week&date=2026-03-02&priority=urgent");

        Assert.Contains("urgent", page.FindAll("[data-key]").Single().ClassName, StringComparison.Ordinal);
        Assert.Equal("urgent", page.Find("select[name=priority] option[selected]").GetAttribute("value"));
    }

    [Fact]
    public async Task Move_SingleLesson_IsStoredAndCanBeTakenBack()
    {
        await World.CreateAsync(World.Draft("2026-03-03 17:00"));
        var page = await _browser.OpenTutorAsync();

        await page.InvokeAsync(() => page.Instance.MoveTo(KeyOf(page), "2026-03-04", 1083));

        Assert.Equal(World.Draft("2026-03-04 18:00").Slot with { End = new TimeOnly(19, 0) }, World.Lessons().Single().Slot);
        Assert.Single(page.FindAll("[data-date='2026-03-04'] [data-key]"));
        Assert.Equal("Lesson moved", _browser.Undo.Current!.Text);
        Assert.Null(await _browser.Undo.Current.Undo(Token));
        Assert.Equal(World.Draft("2026-03-03 17:00").Slot, World.Lessons().Single().Slot);
    }

    [Fact]
    public async Task Resize_SingleLesson_ChangesItsEnd()
    {
        await World.CreateAsync(World.Draft("2026-03-03 17:00"));
        var page = await _browser.OpenTutorAsync();

        await page.InvokeAsync(() => page.Instance.ResizeTo(KeyOf(page), "2026-03-03", 1110));

        Assert.Equal(new TimeOnly(18, 30), World.Lessons().Single().EndTime);
    }

    [Fact]
    public async Task Move_OfASeries_AsksOnceAndSaysHowManyChange()
    {
        await World.CreateAsync(World.Draft("2026-03-03 17:00", "FREQ=WEEKLY;BYDAY=TU;COUNT=6"));
        var page = await _browser.OpenTutorAsync("view=week&date=2026-03-10");
        var dialogs = _browser.ShowDialogs();

        var moving = page.InvokeAsync(() => page.Instance.MoveTo(KeyOf(page), "2026-03-10", 18 * 60));
        dialogs.WaitForElement(".scope-choice");
        Assert.Contains("5 lessons change", dialogs.Markup, StringComparison.Ordinal);
        Assert.Contains("6 lessons change", dialogs.Markup, StringComparison.Ordinal);
        await dialogs.Find("input[value=Following]").ChangeAsync("Following");
        await dialogs.Find(".scope .button.primary").ClickAsync(new MouseEventArgs());
        await moving;

        Assert.Equal([17, 18, 18, 18, 18, 18], World.Lessons().Select(l => l.StartTime.Hour));
        World.AssertSound();
    }

    [Fact]
    public async Task Move_QuestionLeft_StoresNothing()
    {
        await World.CreateAsync(World.Draft("2026-03-03 17:00", "FREQ=WEEKLY;BYDAY=TU;COUNT=6"));
        var page = await _browser.OpenTutorAsync();
        var dialogs = _browser.ShowDialogs();
        var before = World.Picture();

        var moving = page.InvokeAsync(() => page.Instance.MoveTo(KeyOf(page), "2026-03-04", 18 * 60));
        await dialogs.WaitForElement(".scope .button.quiet").ClickAsync(new MouseEventArgs());
        await moving;

        Assert.Equal(before, World.Picture());
        Assert.Null(_browser.Undo.Current);
    }

    [Fact]
    public async Task Commands_OfSomeoneElse_DoNothing()
    {
        await World.CreateAsync(World.Draft("2026-03-03 17:00"));
        var before = World.Picture();
        var page = await _browser.OpenAsync(World.Fixture.StudentId, Roles.Student);

        await page.InvokeAsync(() => page.Instance.MoveTo(KeyOf(page), "2026-03-04", 600));
        await page.InvokeAsync(() => page.Instance.ResizeTo(KeyOf(page), "2026-03-03", 1200));
        await page.InvokeAsync(() => page.Instance.NewAt("2026-03-04", 600, 660));

        Assert.Equal(before, World.Picture());
    }

    [Fact]
    public async Task Move_PlannedStudyOfAStudent_IsReplanned()
    {
        await PlanAsync();
        var page = await _browser.OpenAsync(World.Fixture.StudentId, Roles.Student);

        await page.InvokeAsync(() => page.Instance.MoveTo(KeyOf(page), "2026-03-05", 19 * 60));

        var found = await World.Fixture.Get<LogReader>().PageAsync(World.Fixture.StudentId, new LogFilter { Status = SessionStatus.Planned }, 1, 10, Token);
        var session = Assert.Single(found.Sessions);
        Assert.Equal((new DateOnly(2026, 3, 5), new TimeOnly(19, 0), 45), (session.PlannedDay!.Value, session.PlannedTime!.Value, session.PlannedMinutes!.Value));
    }

    [Fact]
    public async Task Popover_CancelReinstateDelete_EachCanBeTakenBack()
    {
        await World.CreateAsync(World.Draft("2026-03-03 17:00"));
        var page = await _browser.OpenTutorAsync();

        await PressAsync(page, "Cancel lesson");
        page.WaitForAssertion(() => Assert.Single(page.FindAll(".block.cancelled")));
        await PressAsync(page, "Reinstate");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".block.cancelled")));
        await PressAsync(page, "Delete");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-key]")));
        Assert.Null(await _browser.Undo.Current!.Undo(Token));

        page.WaitForAssertion(() => Assert.Single(page.FindAll("[data-key]")));
    }

    [Fact]
    public async Task Popover_ShowsBothZonesTopicsAndTheWayIn()
    {
        await World.CreateAsync(World.Draft("2026-03-03 17:00", enrollments: World.Leo) with
        {
            Details = new LessonDetails { Topics = ["Fractions", "Decimals"], JoinLink = "https://meet.example.org/x" },
        });
        var page = await _browser.OpenTutorAsync();

        await page.Find("[data-key]").ClickAsync(new MouseEventArgs());

        var popover = page.WaitForElement(".popover dl");
        Assert.Contains("Fractions, Decimals", popover.TextContent, StringComparison.Ordinal);
        Assert.Contains("10:00 – 11:00", page.Find(".popover-time.other").TextContent, StringComparison.Ordinal);
        Assert.Equal("https://meet.example.org/x", page.Find(".popover a.primary").GetAttribute("href"));
        await page.Find("[data-popover-close]").ClickAsync(new MouseEventArgs());
        Assert.Empty(page.FindAll(".popover"));
    }

    [Fact]
    public async Task Layer_SwitchedOff_IsRememberedAndItsItemsGo()
    {
        await PlanAsync();
        var page = await _browser.OpenAsync(World.Fixture.StudentId, Roles.Student);
        Assert.Single(page.FindAll(".is-planned"));

        await page.Find(".layers .layer-planned").ClickAsync(new MouseEventArgs());

        var profile = await _browser.ProfileAsync(World.Fixture.StudentId, Roles.Student);
        Assert.Equal(["logged", "planned"], profile.Preferences.ScheduleHidden.Order());
        var again = await _browser.OpenAsync(World.Fixture.StudentId, Roles.Student);
        Assert.Empty(again.FindAll(".is-planned"));
    }

    [Fact]
    public async Task Live_LessonMadeElsewhere_ShowsByItself()
    {
        var page = await _browser.OpenAsync(World.Fixture.StudentId, Roles.Student);
        Assert.Empty(page.FindAll("[data-key]"));

        await World.CreateAsync(World.Draft("2026-03-03 17:00"));

        page.WaitForAssertion(() => Assert.Single(page.FindAll("[data-key]")), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Dispose_Page_ListensNoMore()
    {
        var page = await _browser.OpenTutorAsync();
        var before = page.RenderCount;

        await page.Instance.DisposeAsync();
        World.Fixture.Get<StudyFeed>().Publish(World.TutorId, FeedTopic.Lessons);

        await Assert.ThrowsAsync<Bunit.Extensions.WaitForHelpers.WaitForFailedException>(() => page.WaitForStateAsync(() => page.RenderCount > before, TimeSpan.FromMilliseconds(600)));
    }

    public void Dispose() => _browser.Dispose();

    private static string KeyOf(IRenderedComponent<SchedulePage> page) => page.Find("[data-key]").GetAttribute("data-key")!;

    private static async Task PressAsync(IRenderedComponent<SchedulePage> page, string action)
    {
        await page.Find("[data-key]").ClickAsync(new MouseEventArgs());
        page.WaitForElement(".popover .actions");
        await page.FindAll(".popover .actions button").Single(b => b.TextContent.Trim() == action).ClickAsync(new MouseEventArgs());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".popover .actions button:disabled")));
    }

    private async Task PlanAsync() => TutorWorld.Done(await World.Fixture.Get<SessionPlanner>().PlanAsync(
        World.Fixture.StudentId, new PlannedSession(new SessionAbout { Kind = SessionKind.Practice, Subject = "Algebra" }, new DateOnly(2026, 3, 4), new TimeOnly(16, 0), 45), Token));
}
