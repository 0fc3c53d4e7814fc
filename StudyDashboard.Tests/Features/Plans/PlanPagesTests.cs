using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Plans;
using StudyDashboard.Features.Plans.Page;
using StudyDashboard.Features.Plans.Tasks;
using StudyDashboard.Features.Plans.Templates;
using StudyDashboard.Features.Plans.Topics;
using StudyDashboard.Features.Plans.Unassigned;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Tutoring;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Tests.Support;
using StudyDashboard.Texts;

namespace StudyDashboard.Tests.Features.Plans;

public sealed class PlanPagesTests : IDisposable
{
    private readonly StudyFixture _study = new();
    private readonly BunitContext _page = new();

    public PlanPagesTests()
    {
        BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(10);
        _page.JSInterop.Mode = JSRuntimeMode.Loose;
        _page.Services.AddSingleton(_study.Get<PlanService>());
        _page.Services.AddSingleton(_study.Get<PlanReader>());
        _page.Services.AddSingleton(_study.Get<TemplateService>());
        _page.Services.AddSingleton(_study.Get<GivingService>());
        _page.Services.AddSingleton(_study.Get<EnrollmentService>());
        _page.Services.AddSingleton(_study.Get<UnassignedService>());
        _page.Services.AddSingleton(_study.Get<TaskService>());
        _page.Services.AddSingleton(_study.Get<WeekLoads>());
        _page.Services.AddSingleton(_study.Get<TopicService>());
        _page.Services.AddSingleton(_study.Get<SessionUndo>());
        _page.Services.AddSingleton(_study.Get<StudyFeed>());
        _page.Services.AddSingleton<TimeProvider>(_study.Clock);
        _page.Services.AddScoped<UndoOffers>();
        _page.Services.AddScoped<Drafts>();
        _page.AddBunitPersistentComponentState();
        _page.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Address => _page.Services.GetRequiredService<NavigationManager>().Uri;

    public void Dispose()
    {
        _page.Dispose();
        _study.Dispose();
    }

    [Fact]
    public async Task List_Empty_OffersATemplate_AndWithPlansShowsThem()
    {
        var page = await RenderAsync<PlansPage>();
        Assert.Equal("/plans/new?template=dentistry", page.Find(".empty a").GetAttribute("href"));

        await PlanMake.PlanAsync(_study, PlanMake.Content("First"));
        page.WaitForAssertion(() => Assert.Contains("First", page.Find(".plan-list").TextContent, StringComparison.Ordinal));

        await page.Find("button[aria-label='Delete First']").ClickAsync(new MouseEventArgs());
        page.WaitForAssertion(() => Assert.Single(page.FindAll(".empty")));
        await UndoAsync(page);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".empty")));
    }

    [Fact]
    public async Task List_ImportsAFile_OrSaysWhatIsWrongWithIt()
    {
        var page = await RenderAsync<PlansPage>();
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("{\"title\": \"x\", \"domains\": []}", "x.json"));
        page.WaitForAssertion(() => Assert.Contains("1 to 60 domains", page.Find(".refusal").TextContent, StringComparison.Ordinal));

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(PlanFile.Write(PlanMake.Content("Brought")), "plan.json"));
        page.WaitForAssertion(() => Assert.Contains("Brought", page.Find(".plan-list").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Editor_BeginsWithTheTemplate_NamesAWrongField_AndSaves()
    {
        _page.Services.GetRequiredService<NavigationManager>().NavigateTo("/plans/new?template=dentistry");
        var page = await RenderAsync<PlanEditorPage>();
        Assert.Equal(9, page.FindAll(".plan-domain").Count);
        Assert.Equal("THER", page.Find("[id='domains[0].code']").GetAttribute("value"));

        await TypeAsync(page, "domains[1].code", "THER");
        await TypeAsync(page, "target_day", "2026-05-05");
        await page.Find("form").SubmitAsync();
        Assert.Contains("The code THER is there twice", page.Find("[id='domains[1].code-error']").TextContent, StringComparison.Ordinal);

        await TypeAsync(page, "domains[1].code", "SURG");
        await page.Find("button[aria-label='Remove domain 9']").ClickAsync(new MouseEventArgs());
        await page.Find("form").SubmitAsync();
        Assert.EndsWith("/plans/1", Address, StringComparison.Ordinal);
        Assert.Equal(8, (await _study.Get<PlanReader>().FindAsync(_study.StudentId, 1, Token))!.Domains.Count);
    }

    [Fact]
    public async Task Editor_Draft_NamesARowByItsDomain_AndBringsAddedRowsBack()
    {
        var plan = await PlanMake.PlanAsync(_study);
        var page = await RenderAsync<PlanEditorPage>(p => p.Add(e => e.Id, plan));

        await page.Find("button[aria-label='Remove domain 1']").ClickAsync(new MouseEventArgs());
        Assert.Equal("PROTH.code", page.Find("[id='domains[0].code']").GetAttribute("name"));
        await page.Find("[name=domains_added]").ChangeAsync(new ChangeEventArgs { Value = "2" });
        Assert.Equal(["PROTH.code", "new0.code", "new1.code"], page.FindAll("[name$='.code']").Select(f => f.GetAttribute("name")));
    }

    [Fact]
    public async Task Editor_OfAPlanThatIsNotThere_SaysSo() =>
        Assert.Contains(SharedTexts.NotFound_Title, (await RenderAsync<PlanEditorPage>(p => p.Add(e => e.Id, 999))).Markup, StringComparison.Ordinal);

    [Fact]
    public async Task Plan_ShowsWhereItStands_AndFollowsAtOnce()
    {
        var plan = await PlanMake.PlanAsync(_study, PlanMake.Content(target: new(2026, 5, 5)));
        var page = await RenderAsync<PlanPage>(p => p.Add(x => x.Id, plan));
        Assert.Contains("in 56 days", page.Markup, StringComparison.Ordinal);
        Assert.Contains("No level has changed yet", page.Markup, StringComparison.Ordinal);

        await PlanMake.SessionAsync(_study, "SURG", "2026-03-09 09:00", minutes: 15, answered: 10, correct: 8);

        page.WaitForAssertion(() => Assert.Contains("80 %", page.Find(".plan-domains").TextContent, StringComparison.Ordinal));
        Assert.Contains("Familiar", page.Find(".plan-domains").TextContent, StringComparison.Ordinal);
        Assert.Contains("“Notes” was recorded", page.Find(".plan-levels").TextContent, StringComparison.Ordinal);
        page.Instance.Dispose();
    }

    [Fact]
    public async Task Plan_Unassigned_IsAssignedAndTakenBack()
    {
        var plan = await PlanMake.PlanAsync(_study);
        await PlanMake.SessionAsync(_study, "X", "2026-03-08 09:00", source: SessionSource.Import);
        var page = await RenderAsync<PlanPage>(p => p.Add(x => x.Id, plan));

        await page.Find("select[aria-label='Domain for X']").ChangeAsync(new ChangeEventArgs { Value = "PROTH" });
        await page.Find("button[aria-label='Assign all X']").ClickAsync(new MouseEventArgs());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".plan-unassigned")));
        Assert.Equal(10d, (await PlanMake.DomainAsync(_study, plan, "PROTH")).Progress);
        await UndoAsync(page);
        page.WaitForAssertion(() => Assert.Single(page.FindAll(".plan-unassigned")));

        await page.Find("button[aria-label='Sessions of X one by one']").ClickAsync(new MouseEventArgs());
        await page.Find(".plan-unassigned input[type=checkbox]").ChangeAsync(new ChangeEventArgs { Value = true });
        await page.FindAll(".plan-unassigned button").Single(b => b.TextContent == "Assign the chosen").ClickAsync(new MouseEventArgs());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".plan-unassigned")));
    }

    [Fact]
    public async Task Tasks_AreShownFirst_AndWrittenWhenAskedFor()
    {
        var plan = await PlanMake.PlanAsync(_study);
        var page = await RenderAsync<TasksPage>(p => p.Add(x => x.Id, plan));
        Assert.Contains("28 sessions", page.Find("#proposal-title").TextContent, StringComparison.Ordinal);
        await using var context = _study.Context();
        Assert.Empty(context.Sessions);

        await page.FindAll("button").Single(b => b.TextContent == "Plan these sessions").ClickAsync(new MouseEventArgs());

        Assert.EndsWith($"/plans/{plan}", Address, StringComparison.Ordinal);
        Assert.Equal(28, context.Sessions.Count());
        await UndoAsync(page);
        Assert.Equal(0, context.Sessions.Count(s => s.DeletedAt == null));
    }

    [Fact]
    public async Task Replan_ShowsWhatMoves_AndNothingWhenAllIsWell()
    {
        var plan = await PlanMake.PlanAsync(_study);
        Assert.Contains("Nothing to move", (await RenderAsync<ReplanPage>(p => p.Add(x => x.Id, plan))).Markup, StringComparison.Ordinal);
        await _study.Get<StudyDashboard.Features.Sessions.Planning.SessionPlanner>().PlanAsync(
            _study.StudentId, new(Make.About(SessionKind.Theory, "Surgery", "SURG") with { PlanId = plan }, new(2026, 3, 8), null, 30), Token);

        var page = await RenderAsync<ReplanPage>(p => p.Add(x => x.Id, plan));
        Assert.Contains("1 session would move", page.Find("#moves-title").TextContent, StringComparison.Ordinal);
        await page.FindAll("button").Single(b => b.TextContent == "Move them").ClickAsync(new MouseEventArgs());

        Assert.EndsWith($"/plans/{plan}", Address, StringComparison.Ordinal);
        await using var context = _study.Context();
        Assert.Equal(new DateOnly(2026, 3, 10), context.Sessions.Single().PlannedDay);
    }

    private static Task TypeAsync(IRenderedComponent<PlanEditorPage> page, string id, string text) => page.Find($"[id='{id}']").ChangeAsync(new ChangeEventArgs { Value = text });

    private Task UndoAsync<T>(IRenderedComponent<T> page) where T : IComponent =>
        page.InvokeAsync(() => _page.Services.GetRequiredService<UndoOffers>().Current!.Undo(Token));

    private async Task<IRenderedComponent<T>> RenderAsync<T>(Action<ComponentParameterCollectionBuilder<T>>? with = null) where T : IComponent
    {
        var profile = (await _study.Get<ProfileService>().GetAsync(_study.StudentId, Token))! with { Roles = [Roles.Student] };
        return _page.Render<T>(p =>
        {
            p.AddCascadingValue(profile);
            with?.Invoke(p);
        });
    }
}
