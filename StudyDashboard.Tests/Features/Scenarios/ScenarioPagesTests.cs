using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Scenarios;
using StudyDashboard.Features.Scenarios.Content;
using StudyDashboard.Features.Scenarios.Editor;
using StudyDashboard.Features.Scenarios.Page;
using StudyDashboard.Features.Scenarios.Runs;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Scenarios;

public sealed class ScenarioPagesTests : IDisposable
{
    private readonly StudyFixture _study = new();
    private readonly BunitContext _page = new();

    public ScenarioPagesTests()
    {
        BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(10);
        _page.JSInterop.Mode = JSRuntimeMode.Loose;
        _page.Services.AddSingleton(_study.Get<ScenarioService>());
        _page.Services.AddSingleton(_study.Get<ScenarioRuns>());
        _page.Services.AddSingleton(_study.Get<ScenarioCompletion>());
        _page.Services.AddSingleton(_study.Get<ScenarioHistories>());
        _page.Services.AddSingleton(_study.Get<StudyFeed>());
        _page.Services.AddSingleton<TimeProvider>(_study.Clock);
        _page.Services.AddScoped<UndoOffers>();
        _page.Services.AddScoped<Drafts>();
        _page.AddBunitPersistentComponentState();
        _page.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _page.Dispose();
        _study.Dispose();
    }

    [Fact]
    public async Task List_FiltersStartsAndOffersToResume()
    {
        _page.Services.GetRequiredService<NavigationManager>().NavigateTo("/scenarios?language=ko");
        var page = await RenderAsync<ScenariosPage>();
        Assert.Single(page.FindAll(".scenario-list > li"));

        await page.Find(".scenario-list button").ClickAsync(new MouseEventArgs());
        Assert.EndsWith("/scenarios/runs/1", _page.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Contains("0 of 18 done", page.Find(".scenario-runs").TextContent, StringComparison.Ordinal));

        await page.Find(".scenario-runs button").ClickAsync(new MouseEventArgs());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".scenario-runs")));
        await page.InvokeAsync(() => _page.Services.GetRequiredService<UndoOffers>().Current!.Undo(Token));
        page.WaitForAssertion(() => Assert.Single(page.FindAll(".scenario-runs")));
    }

    [Fact]
    public async Task Import_OfABadFile_SaysWhyAndWhere_AndOfAGoodOneIsOnesOwn()
    {
        var page = await RenderAsync<ScenariosPage>();
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("{ \"title\": \"x\", \"language\": \"de\", \"phases\": [{ \"title\": \"p\" }] }", "x.json"));
        page.WaitForAssertion(() => Assert.Contains("phases[0].situation is missing", page.Find(".refusal").TextContent, StringComparison.Ordinal));

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(ScenarioFile.Write(BuiltInScenarios.All["bank-de"]), "bank.json"));
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".scenario-group").Count));
        Assert.Empty(page.FindAll(".refusal"));

        await page.Find("button[aria-label^='Delete']").ClickAsync(new MouseEventArgs());
        page.WaitForAssertion(() => Assert.Single(page.FindAll(".scenario-group")));
        await page.InvokeAsync(() => _page.Services.GetRequiredService<UndoOffers>().Current!.Undo(Token));
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".scenario-group").Count));
    }

    [Fact]
    public async Task Run_TellsNearMissesAndTries_AndFinishesWithItsResult()
    {
        var content = BuiltInScenarios.All["directions-de"];
        var started = (await _study.Get<ScenarioRuns>().StartAsync(_study.StudentId, "directions-de", Token)).Value;
        var page = await RenderAsync<RunPage>(p => p.Add(r => r.Id, started.Id));

        await page.FindAll(".run-options button").Single(b => b.TextContent == "Hallo du!").ClickAsync(new MouseEventArgs());
        Assert.Contains("Try once more", page.Find(".run-verdict").TextContent, StringComparison.Ordinal);
        await page.FindAll(".run-options button").Single(b => b.TextContent == content.Phases[0].Prompts[0].Accepted[0]).ClickAsync(new MouseEventArgs());
        await page.Find(".run-reply .quiet").ClickAsync(new MouseEventArgs());
        Assert.Contains("It begins with “Wo ist …”", page.Find(".run-verdict").TextContent, StringComparison.Ordinal);
        await ReplyAsync(page, "Wo ist die Bahnhof?");
        Assert.Contains("Almost: “Wo ist der Bahnhof?” Der Bahnhof ist männlich.", page.Find(".run-verdict").TextContent, StringComparison.Ordinal);
        while (page.FindAll(".run-prompt, .run-word").Count > 0)
        {
            var reveal = page.FindAll(".run-prompt .actions button:last-child");
            await (reveal.Count > 0 ? reveal[0] : page.Find(".run-word .primary")).ClickAsync(new MouseEventArgs());
        }
        await page.FindAll("button").Single(b => b.TextContent == "Finish").ClickAsync(new MouseEventArgs());

        Assert.Contains("1 of 9", page.Find(".run-figures").TextContent, StringComparison.Ordinal);
        Assert.Equal(9, page.FindAll("td a[href^='/review/cards/']").Count);
        await page.FindAll("button").Single(b => b.TextContent == "Run it again").ClickAsync(new MouseEventArgs());
        Assert.EndsWith("/scenarios/runs/2", _page.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_EachStep_GivesTheKeyboardToWhatCameUp()
    {
        var started = (await _study.Get<ScenarioRuns>().StartAsync(_study.StudentId, "directions-de", Token)).Value;
        var page = await RenderAsync<RunPage>(p => p.Add(r => r.Id, started.Id));
        _page.JSInterop.VerifyNotInvoke("Blazor._internal.domWrapper.focus");

        var steps = 0;
        while (page.FindAll(".run-prompt, .run-word").Count > 0)
        {
            var reveal = page.FindAll(".run-prompt .actions button:last-child");
            await (reveal.Count > 0 ? reveal[0] : page.Find(".run-word .primary")).ClickAsync(new MouseEventArgs());
            steps++;
            page.WaitForAssertion(() => _page.JSInterop.VerifyFocusAsyncInvoke(steps));
        }
        await page.FindAll("button").Single(b => b.TextContent == "Finish").ClickAsync(new MouseEventArgs());

        page.WaitForAssertion(() => _page.JSInterop.VerifyFocusAsyncInvoke(steps + 1));
    }

    [Fact]
    public async Task Run_OnAnotherDevice_FollowsAtOnce()
    {
        var started = (await _study.Get<ScenarioRuns>().StartAsync(_study.StudentId, "directions-de", Token)).Value;
        var page = await RenderAsync<RunPage>(p => p.Add(r => r.Id, started.Id));

        await _study.Get<ScenarioRuns>().StepAsync(_study.StudentId, started.Id, 0, StepKind.Reveal, null, null, Token);

        page.WaitForAssertion(() => Assert.Contains("1 of 18 done", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_OfSomeoneElse_ShowsNothing()
    {
        var started = (await _study.Get<ScenarioRuns>().StartAsync(_study.AddPerson("Ivan"), "directions-de", Token)).Value;

        var page = await RenderAsync<RunPage>(p => p.Add(r => r.Id, started.Id));

        Assert.Contains("There is nothing here", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Editor_ShowsErrorsAtTheirFields_AndStoresWhatIsWhole()
    {
        var page = await RenderAsync<EditorPage>();
        await page.Find("form").SubmitAsync();
        Assert.NotEmpty(page.FindAll("[id='title-error']"));
        Assert.NotEmpty(page.FindAll("[id='phases[0].prompts[0].accepted-error']"));
        Assert.Equal("This is missing.", page.Find("[id='phases[0].situation-error']").TextContent);
        Assert.Equal("A language is a tag like de or pt-BR.", page.Find("[id='language-error']").TextContent);
        Assert.DoesNotContain("phases[", page.Find(".refusal").TextContent, StringComparison.Ordinal);

        await TypeAsync(page, "phases[0].vocabulary", "der Tee | tea\nder Kaffee");
        await page.Find("form").SubmitAsync();
        Assert.Equal("Line 2 meaning is missing.", page.Find("[id='phases[0].vocabulary-error']").TextContent);

        await TypeAsync(page, "title", "Im Café");
        await TypeAsync(page, "language", "de");
        await TypeAsync(page, "phases[0].title", "Bestellen");
        await TypeAsync(page, "phases[0].situation", "A café.");
        await TypeAsync(page, "phases[0].prompts[0].text", "Order a coffee.");
        await TypeAsync(page, "phases[0].prompts[0].accepted", "Einen Kaffee, bitte\nIch hätte gern einen Kaffee");
        await TypeAsync(page, "phases[0].prompts[0].near", "Ich will Kaffee | Höflicher: ich hätte gern.");
        await TypeAsync(page, "phases[0].vocabulary", "der Kaffee | coffee | Der Kaffee ist heiß.");
        await page.Find("form").SubmitAsync();

        var stored = (await _study.Get<ScenarioService>().ListAsync(_study.StudentId, null, null, Token)).Single(s => s.Own is not null).Content;
        Assert.Equal(("Im Café", 2, "Der Kaffee ist heiß."), (stored.Title, stored.Phases[0].Prompts[0].Accepted.Count, stored.Phases[0].Vocabulary[0].Example));
        Assert.Equal("Höflicher: ich hätte gern.", stored.Phases[0].Prompts[0].Near.Single().Note);
        Assert.Equal(ScenarioFile.Write(stored), ScenarioFile.Write(ScenarioInput.Of(stored).ToContent()));
    }

    [Fact]
    public async Task History_Empty_SaysWhatWillBeHere() =>
        Assert.Contains("No scenario is complete yet", (await RenderAsync<HistoryPage>()).Markup, StringComparison.Ordinal);

    private static Task TypeAsync(IRenderedComponent<EditorPage> page, string id, string text) => page.Find($"[id='{id}']").ChangeAsync(new ChangeEventArgs { Value = text });

    private static async Task ReplyAsync(IRenderedComponent<RunPage> page, string reply)
    {
        await page.Find("#reply").ChangeAsync(new ChangeEventArgs { Value = reply });
        await page.Find(".run-reply").SubmitAsync();
    }

    private async Task<IRenderedComponent<T>> RenderAsync<T>(Action<ComponentParameterCollectionBuilder<T>>? with = null) where T : IComponent
    {
        var profile = (await _study.Get<ProfileService>().GetAsync(_study.StudentId, Token))!;
        return _page.Render<T>(p =>
        {
            p.AddCascadingValue(profile);
            with?.Invoke(p);
        });
    }
}
