using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Classes;
using StudyDashboard.Features.Classes.Assignments;
using StudyDashboard.Features.Classes.Leaderboards;
using StudyDashboard.Features.Classes.Members;
using StudyDashboard.Features.Classes.Page;
using StudyDashboard.Features.Classes.Times;
using StudyDashboard.Features.Sessions.Timer;
using StudyDashboard.Features.Sessions.Timer.Start;
using StudyDashboard.Infrastructure.Live;
using static StudyDashboard.Tests.Features.Classes.ClassWorld;

namespace StudyDashboard.Tests.Features.Classes;

public sealed class ClassPagesTests : IDisposable
{
    private readonly ClassWorld _world = new();
    private readonly BunitContext _page = new();
    private readonly UndoOffers _undo = new();

    public ClassPagesTests()
    {
        _page.JSInterop.Mode = JSRuntimeMode.Loose;
        var study = _world.Fixture;
        _page.Services.AddScoped<Drafts>();
        _page.Services.AddSingleton(study.Get<ClassReader>()).AddSingleton(study.Get<ClassService>()).AddSingleton(study.Get<MemberService>()).AddSingleton(study.Get<LeaderboardService>())
            .AddSingleton(study.Get<LeaderboardReader>()).AddSingleton(study.Get<AssignmentReader>()).AddSingleton(study.Get<AssignmentService>()).AddSingleton(study.Get<AssignmentLinks>())
            .AddSingleton(study.Get<ClassTimes>()).AddSingleton(study.Get<SharedNotes>()).AddSingleton(study.Get<TimerService>()).AddSingleton(study.Get<ProfileService>())
            .AddSingleton(study.Get<StudyFeed>()).AddSingleton(_undo).AddSingleton<TimeProvider>(study.Clock);
        _page.AddBunitPersistentComponentState();
        _page.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Address => _page.Services.GetRequiredService<NavigationManager>().Uri;

    [Fact]
    public async Task Classes_WithNothing_OffersOneAndMakesIt()
    {
        var page = await RenderAsync<ClassesPage>(_world.Tutor, Roles.Tutor);
        Assert.Contains("No classes yet", page.Markup, StringComparison.Ordinal);

        await Button(page, "New class").ClickAsync(new MouseEventArgs());
        await page.Find("form").SubmitAsync();
        Assert.Contains("A class needs a name", page.Find("#name-error").TextContent, StringComparison.Ordinal);
        await page.Find("#name").ChangeAsync(new ChangeEventArgs { Value = "Algebra" });
        await page.Find("form").SubmitAsync();

        Assert.EndsWith("/classes/1", Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Classes_JoinedByACode_LeadsToTheClass()
    {
        var id = await _world.ClassAsync(_world.Leo);
        var code = Done(await _world.Classes.OpenCodeAsync(_world.Tutor, id, Token)).Code;
        var page = await RenderAsync<ClassesPage>(_world.Mina, Roles.Student);

        await page.Find("#code").ChangeAsync(new ChangeEventArgs { Value = "wrong" });
        await page.Find("form").SubmitAsync();
        Assert.Contains("opens no class", page.Find("#code-error").TextContent, StringComparison.Ordinal);
        await page.Find("#code").ChangeAsync(new ChangeEventArgs { Value = code });
        await page.Find("form").SubmitAsync();

        Assert.EndsWith($"/classes/{id}", Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Classes_OfAGuardian_AsksAboutTheLeaderboard()
    {
        var id = await _world.ClassAsync();
        var guardian = _world.AddGuardian(_world.Mina);
        Done(await _world.Leaderboards.TakePartAsync(_world.Mina, id, "Fox", Token));
        var page = await RenderAsync<ClassesPage>(guardian, Roles.Guardian);

        await page.Find("button[aria-label='Allow: Mina in Algebra']").ClickAsync(new MouseEventArgs());

        page.WaitForElement("button[aria-label='No longer allow: Mina in Algebra']");
    }

    [Fact]
    public async Task Class_OfSomebodyElse_IsNotThere()
    {
        var id = await _world.ClassAsync(_world.Leo);

        var page = await RenderAsync<ClassPage>(_world.Mina, Roles.Student, p => p.Add(x => x.Id, id));

        Assert.Contains("No such class", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assignment_GivenOnThePage_IsThereForTheStudentAtOnce_AndDone()
    {
        var id = await _world.ClassAsync();
        var student = await RenderAsync<ClassPage>(_world.Mina, Roles.Student, p => p.Add(x => x.Id, id));
        var teacher = await RenderAsync<ClassPage>(_world.Tutor, Roles.Tutor, p => p.Add(x => x.Id, id));
        Assert.Contains("No assignments yet", student.Markup, StringComparison.Ordinal);

        await Button(teacher, "New assignment").ClickAsync(new MouseEventArgs());
        await teacher.Find("#title").ChangeAsync(new ChangeEventArgs { Value = "Sheet 7" });
        await teacher.Find("#due_on").ChangeAsync(new ChangeEventArgs { Value = "2026-03-12" });
        await teacher.Find("form").SubmitAsync();

        await student.WaitForElement("button[aria-label='Mark as done: Sheet 7']").ClickAsync(new MouseEventArgs());
        student.WaitForAssertion(() => Assert.Equal("done", student.Find(".badge").TextContent));
        teacher.WaitForAssertion(() => Assert.Contains("1 of 2 completed", teacher.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Assignment_StartedFromThePage_RunsForIt_AndOffersTheSwitch()
    {
        var id = await _world.ClassAsync();
        var first = await _world.GiveAsync(id, title: "Sheet 1");
        await _world.GiveAsync(id, title: "Sheet 2");
        var page = await RenderAsync<ClassPage>(_world.Mina, Roles.Student, p => p.Add(x => x.Id, id));

        await page.Find("button[aria-label='Start the timer: Sheet 1']").ClickAsync(new MouseEventArgs());
        var running = (await _world.Fixture.Get<TimerService>().CurrentAsync(_world.Mina, Token))!;
        Assert.Equal((id, first), (running.About.ClassId, running.About.AssignmentId));
        await page.Find("button[aria-label='Start the timer: Sheet 2']").ClickAsync(new MouseEventArgs());
        _world.Fixture.Clock.Advance(TimeSpan.FromMinutes(5));
        await Button(page, "Finish and switch").ClickAsync(new MouseEventArgs());

        Assert.NotEqual(first, (await _world.Fixture.Get<TimerService>().CurrentAsync(_world.Mina, Token))!.About.AssignmentId);
    }

    [Fact]
    public async Task StartForm_WithAClass_OffersItsAssignmentsAndStartsForThem()
    {
        var id = await _world.ClassAsync();
        var sheet = await _world.GiveAsync(id, title: "Sheet 1");
        var classes = await _world.Fixture.Get<StartOffers>().ClassesAsync(_world.Mina, Token);
        var profile = await _world.ProfileAsync(_world.Mina, Roles.Student);
        var form = _page.Render<StartForm>(p => p.Add(f => f.Profile, profile).Add(f => f.Subjects, []).Add(f => f.Classes, classes));
        Assert.Empty(form.FindAll("#assignment_id"));

        await form.Find("#class_id").ChangeAsync(new ChangeEventArgs { Value = $"{id}" });
        await form.Find("#assignment_id").ChangeAsync(new ChangeEventArgs { Value = $"{sheet}" });
        await form.Find("form").SubmitAsync();

        var about = (await _world.Fixture.Get<TimerService>().CurrentAsync(_world.Mina, Token))!.About;
        Assert.Equal((id, sheet, "Mathematics"), (about.ClassId, about.AssignmentId, about.Subject));
    }

    [Fact]
    public async Task Assignment_DeletedAndTakenBack_IsThereAgain()
    {
        var id = await _world.ClassAsync();
        await _world.GiveAsync(id, title: "Sheet 1");
        var page = await RenderAsync<ClassPage>(_world.Tutor, Roles.Tutor, p => p.Add(x => x.Id, id));

        await page.Find("button[aria-label='Delete: Sheet 1']").ClickAsync(new MouseEventArgs());
        page.WaitForAssertion(() => Assert.Contains("No assignments yet", page.Markup, StringComparison.Ordinal));
        Assert.Null(await _undo.Current!.Undo(Token));

        page.WaitForElement("button[aria-label='Delete: Sheet 1']");
    }

    [Fact]
    public async Task Members_AddedRemovedAndTakenBack_AreListed()
    {
        var id = await _world.ClassAsync(_world.Mina);
        Show(id, "members");
        var page = await RenderAsync<ClassPage>(_world.Tutor, Roles.Tutor, p => p.Add(x => x.Id, id));

        await page.Find("#student_id").ChangeAsync(new ChangeEventArgs { Value = $"{_world.Leo}" });
        await page.Find("form").SubmitAsync();
        await page.WaitForElement("button[aria-label='Remove Leo']").ClickAsync(new MouseEventArgs());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("button[aria-label='Remove Leo']")));
        Assert.Null(await _undo.Current!.Undo(Token));
        page.WaitForElement("button[aria-label='Remove Leo']");
        await Button(page, "Make a new code").ClickAsync(new MouseEventArgs());
        Assert.Matches("^[2-9A-Z]{4}-[2-9A-Z]{4}$", page.Find("input.secret").GetAttribute("value")!);
    }

    [Fact]
    public async Task Members_OfAStudent_SayWhatTheTeacherSees_AndLetThemLeave()
    {
        var id = await _world.ClassAsync();
        Show(id, "members");
        var page = await RenderAsync<ClassPage>(_world.Mina, Roles.Student, p => p.Add(x => x.Id, id));
        Assert.Contains("Vera sees your totals", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Leo", page.Markup, StringComparison.Ordinal);

        await Button(page, "Leave the class").ClickAsync(new MouseEventArgs());

        Assert.EndsWith("/classes", Address, StringComparison.Ordinal);
        Assert.Null(await _world.Fixture.Get<ClassReader>().FindAsync(_world.Mina, id, Token));
    }

    [Fact]
    public async Task Time_ShowsTheWeekAndEveryone()
    {
        var id = await _world.ClassAsync();
        Done(await _world.StudyAsync(_world.Mina, id, "2026-03-10 05:00", 75));
        Show(id, "time");

        var page = await RenderAsync<ClassPage>(_world.Tutor, Roles.Tutor, p => p.Add(x => x.Id, id));

        Assert.Equal("1:15", page.Find(".class-figure").TextContent);
        Assert.Equal(["Leo", "Mina"], page.FindAll("tbody")[0].QuerySelectorAll("th").Select(t => t.TextContent));
        Assert.Contains("shown when 5 or more take part", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaderboard_SwitchedOnAndTakenPartIn_ShowsThePlaces()
    {
        var id = await _world.ClassAsync();
        Done(await _world.StudyAsync(_world.Mina, id, "2026-03-10 05:00", 30));
        Show(id, "leaderboard");
        var teacher = await RenderAsync<ClassPage>(_world.Tutor, Roles.Tutor, p => p.Add(x => x.Id, id));
        Assert.Contains("The leaderboard is off", teacher.Markup, StringComparison.Ordinal);
        await teacher.Find("#metric").ChangeAsync(new ChangeEventArgs { Value = "Minutes" });
        await teacher.Find("form").SubmitAsync();

        var student = await RenderAsync<ClassPage>(_world.Mina, Roles.Student, p => p.Add(x => x.Id, id));
        Assert.Contains("30 min this week, more than the 0 min of last week.", student.Markup, StringComparison.Ordinal);
        await student.Find("#nickname").ChangeAsync(new ChangeEventArgs { Value = "Fox" });
        await student.Find("form").SubmitAsync();

        student.WaitForAssertion(() => Assert.Equal("1Fox (you)30 min", student.Find(".places li").TextContent));
        await Button(student, "Take part no longer").ClickAsync(new MouseEventArgs());
        student.WaitForAssertion(() => Assert.Empty(student.FindAll(".places li")));
    }

    [Fact]
    public async Task Settings_EndReopenAndDelete_CanBeTakenBack()
    {
        var id = await _world.ClassAsync();
        Show(id, "settings");
        var page = await RenderAsync<ClassPage>(_world.Tutor, Roles.Tutor, p => p.Add(x => x.Id, id));

        await page.Find("#name").ChangeAsync(new ChangeEventArgs { Value = "Algebra II" });
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("Algebra II", page.Find("h1").TextContent));
        await Button(page, "End the class").ClickAsync(new MouseEventArgs());
        page.WaitForAssertion(() => Assert.Contains("This class has ended.", page.Markup, StringComparison.Ordinal));
        Assert.Null(await _undo.Current!.Undo(Token));
        page.WaitForAssertion(() => Assert.DoesNotContain("This class has ended.", page.Markup, StringComparison.Ordinal));
        await Button(page, "Delete the class").ClickAsync(new MouseEventArgs());
        Assert.EndsWith("/classes", Address, StringComparison.Ordinal);
        Assert.Null(await _undo.Current!.Undo(Token));
        Assert.NotNull(await _world.Fixture.Get<ClassReader>().FindAsync(_world.Mina, id, Token));
    }

    [Fact]
    public async Task Page_Disposed_ListensNoLonger()
    {
        var id = await _world.ClassAsync();
        var page = await RenderAsync<ClassPage>(_world.Mina, Roles.Student, p => p.Add(x => x.Id, id));
        page.Instance.Dispose();
        var renders = page.RenderCount;

        await _world.GiveAsync(id);

        Assert.Equal(renders, page.RenderCount);
    }

    public void Dispose()
    {
        _page.Dispose();
        _world.Dispose();
    }

    private void Show(int id, string part) => _page.Services.GetRequiredService<NavigationManager>().NavigateTo($"/classes/{id}?show={part}");

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<IComponent> page, string text) =>
        page.FindAll("button").First(b => b.TextContent.Trim() == text);

    private async Task<IRenderedComponent<TPage>> RenderAsync<TPage>(int person, string role, Action<ComponentParameterCollectionBuilder<TPage>>? build = null) where TPage : IComponent
    {
        var profile = await _world.ProfileAsync(person, role);
        return _page.Render<TPage>(parameters =>
        {
            parameters.AddCascadingValue(profile);
            build?.Invoke(parameters);
        });
    }
}
