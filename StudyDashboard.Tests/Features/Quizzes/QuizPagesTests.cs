using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Quizzes;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Features.Quizzes.History;
using StudyDashboard.Features.Quizzes.Play;
using StudyDashboard.Features.Quizzes.Runs;
using StudyDashboard.Features.Quizzes.Start;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Quizzes;

public sealed class QuizPagesTests : IDisposable
{
    private readonly StudyFixture _study = new();
    private readonly BunitContext _page = new();
    private readonly UndoOffers _undo = new();

    public QuizPagesTests()
    {
        _page.JSInterop.Mode = JSRuntimeMode.Loose;
        _page.Services.AddSingleton(_study.Get<BankReader>()).AddSingleton(_study.Get<BankService>()).AddSingleton(_study.Get<StatisticsService>())
            .AddSingleton(_study.Get<QuizService>()).AddSingleton(_study.Get<QuizReader>()).AddSingleton(_study.Get<QuizFinalizer>())
            .AddSingleton(_study.Get<ImportService>()).AddSingleton(_study.Get<StudyFeed>()).AddSingleton(_undo).AddSingleton<TimeProvider>(_study.Clock).AddScoped<Drafts>();
        _page.AddBunitPersistentComponentState();
        _page.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Quizzes_WithNothing_OffersABankAndMakesIt()
    {
        var page = await RenderAsync<QuizzesPage>();
        Assert.Contains("No question banks yet", page.Markup, StringComparison.Ordinal);

        await Button(page, "New question bank").ClickAsync(new MouseEventArgs());
        await page.Find("#title").ChangeAsync(new ChangeEventArgs { Value = "Bones" });
        await page.Find("form").SubmitAsync();

        Assert.EndsWith("/quizzes/topics/1", _page.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quizzes_WithNothing_LoadASampleThatCanBeTakenBack()
    {
        var page = await RenderAsync<QuizzesPage>();

        await Button(page, "Load sample data").ClickAsync(new MouseEventArgs());

        page.WaitForElement(".quiz-topics h2");
        Assert.Null(await page.InvokeAsync(() => _undo.Current!.Undo(Token)));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".quiz-topics h2")));
    }

    [Fact]
    public async Task Quizzes_StartAbandonAndUndo_ShowWhatIsInProgress()
    {
        await QuizMake.BankAsync(_study);
        _page.Services.GetRequiredService<NavigationManager>().NavigateTo("/quizzes?start=1");
        var page = await RenderAsync<QuizzesPage>();
        await page.Find(".quiz-start form").SubmitAsync();
        Assert.EndsWith("/quizzes/1", _page.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Contains("0 of 5 answered", page.Markup, StringComparison.Ordinal));

        await page.Find("button[aria-label='Abandon the quiz of Anatomy']").ClickAsync(new MouseEventArgs());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("button[aria-label='Abandon the quiz of Anatomy']")));
        Assert.Null(await _undo.Current!.Undo(Token));

        page.WaitForElement("a[aria-label='Resume the quiz of Anatomy']");
    }

    [Fact]
    public async Task Quiz_AnsweredUnsureCheckedAndFinished_StoresEachStepAndShowsTheResult()
    {
        var (topic, ids) = await QuizMake.BankAsync(_study, questions: 2);
        var quiz = (await _study.Get<QuizService>().StartAsync(_study.StudentId, new QuizStart { TopicId = topic, Questions = ids }, Token)).Value;
        var page = await RenderAsync<QuizPage>(p => p.Add(x => x.Id, quiz));
        Assert.Contains("Question 1 of 2", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("the right answer", page.Markup, StringComparison.Ordinal);

        await page.Find("[data-unsure]").ClickAsync(new MouseEventArgs());
        await page.FindAll("[data-option]")[1].ChangeAsync(new ChangeEventArgs { Value = "on" });
        var stored = (await _study.Get<QuizReader>().FindAsync(_study.StudentId, quiz, Token))!;
        Assert.Equal((QuizOutcome.Unsure, true), (stored.Items[0].Outcome, stored.Items[0].IsRight));
        await page.Find("form").SubmitAsync();
        Assert.Contains("Unsure, but right", page.Markup, StringComparison.Ordinal);
        await page.Find("form").SubmitAsync();
        Assert.Contains("Question 2 of 2", page.Markup, StringComparison.Ordinal);
        await Button(page, "Finish").ClickAsync(new MouseEventArgs());
        Assert.Contains("1 question is not answered", page.Markup, StringComparison.Ordinal);
        await Button(page, "Finish anyway").ClickAsync(new MouseEventArgs());

        page.WaitForAssertion(() => Assert.Contains("0 of 1 correct", page.Markup, StringComparison.Ordinal));
        Assert.Contains("1 marked unsure was right.", page.Markup, StringComparison.Ordinal);
        await Button(page, "Practise these 2 questions").ClickAsync(new MouseEventArgs());
        Assert.EndsWith($"/quizzes/{quiz + 1}", _page.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quiz_EachStep_GivesTheKeyboardToWhatCameUp()
    {
        var (topic, ids) = await QuizMake.BankAsync(_study, questions: 3);
        var quiz = (await _study.Get<QuizService>().StartAsync(_study.StudentId, new QuizStart { TopicId = topic, Questions = ids }, Token)).Value;
        var page = await RenderAsync<QuizPage>(p => p.Add(x => x.Id, quiz));
        await page.FindAll("[data-option]")[1].ChangeAsync(new ChangeEventArgs { Value = "on" });
        _page.JSInterop.VerifyNotInvoke("Blazor._internal.domWrapper.focus");

        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => _page.JSInterop.VerifyFocusAsyncInvoke(1));
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => _page.JSInterop.VerifyFocusAsyncInvoke(2));
        await Button(page, "Finish").ClickAsync(new MouseEventArgs());
        page.WaitForAssertion(() => _page.JSInterop.VerifyFocusAsyncInvoke(3));
        await Button(page, "Finish anyway").ClickAsync(new MouseEventArgs());

        page.WaitForAssertion(() => _page.JSInterop.VerifyFocusAsyncInvoke(4));
    }

    [Fact]
    public async Task Option_PressedWhenThePageHasMovedOn_CountsForItsOwnQuestion()
    {
        var (topic, ids) = await QuizMake.BankAsync(_study, questions: 2);
        var quiz = (await _study.Get<QuizService>().StartAsync(_study.StudentId, new QuizStart { TopicId = topic, Questions = ids }, Token)).Value;
        var page = await RenderAsync<QuizPage>(p => p.Add(x => x.Id, quiz));
        var chosen = page.FindComponent<AnswerFields>().Instance.OnChosen;
        await page.Find("[data-unsure]").ClickAsync(new MouseEventArgs());
        await page.Find("form").SubmitAsync();

        await page.InvokeAsync(() => chosen.InvokeAsync(["C"]));

        Assert.Contains("Question 2 of 2 · 1 of 2 answered", page.Markup, StringComparison.Ordinal);
        var stored = (await _study.Get<QuizReader>().FindAsync(_study.StudentId, quiz, Token))!;
        Assert.Equal(["C", ""], stored.Items.Select(i => string.Concat(i.Selected)));
        Assert.False(stored.Items[0].IsUnsure);
    }

    [Fact]
    public async Task Quiz_BeforeItsCircuit_TakesNoPress()
    {
        var (topic, ids) = await QuizMake.BankAsync(_study);
        var quiz = (await _study.Get<QuizService>().StartAsync(_study.StudentId, new QuizStart { TopicId = topic, Questions = ids }, Token)).Value;
        _page.SetRendererInfo(new RendererInfo("Static", isInteractive: false));

        var page = await RenderAsync<QuizPage>(p => p.Add(x => x.Id, quiz));

        Assert.All(page.FindAll("[data-option]"), option => Assert.True(option.HasAttribute("disabled")));
        Assert.Equal("", page.Find("[data-quiz]").GetAttribute("data-quiz"));
    }

    [Fact]
    public async Task Quiz_OnTwoDevices_ShowsWhatTheOtherStored()
    {
        var (topic, ids) = await QuizMake.BankAsync(_study, questions: 3);
        var quiz = (await _study.Get<QuizService>().StartAsync(_study.StudentId, new QuizStart { TopicId = topic, Questions = ids }, Token)).Value;
        var page = await RenderAsync<QuizPage>(p => p.Add(x => x.Id, quiz));

        await _study.Get<QuizService>().AnswerAsync(_study.StudentId, quiz, new QuizAnswer(ids[2], ["B"], false), Token);

        page.WaitForAssertion(() => Assert.Contains("Question 1 of 3 · 1 of 3 answered", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Quiz_OpenedAfterAWhile_CountsTheTimeAwayAsAPause()
    {
        var (topic, ids) = await QuizMake.BankAsync(_study);
        var quiz = (await _study.Get<QuizService>().StartAsync(_study.StudentId, new QuizStart { TopicId = topic, Questions = ids }, Token)).Value;
        _study.Clock.Advance(TimeSpan.FromHours(2));

        var page = await RenderAsync<QuizPage>(p => p.Add(x => x.Id, quiz));

        page.WaitForAssertion(() =>
        {
            using var context = _study.Context();
            Assert.Equal(7200, Assert.Single(context.Set<QuizSession>().Single(s => s.Id == quiz).Pauses).Seconds);
        });
    }

    [Fact]
    public async Task Quiz_OfSomebodyElse_IsNotThere()
    {
        var (topic, ids) = await QuizMake.BankAsync(_study);
        var quiz = (await _study.Get<QuizService>().StartAsync(_study.StudentId, new QuizStart { TopicId = topic, Questions = ids }, Token)).Value;
        var other = _study.AddPerson("Jun");

        var page = await RenderAsync<QuizPage>(p => p.Add(x => x.Id, quiz), other);

        Assert.Contains("No such quiz", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bank_QuestionWrittenEditedDeletedAndRestored_IsListed()
    {
        await QuizMake.BankAsync(_study, questions: 0);
        var page = await RenderAsync<TopicPage>(p => p.Add(x => x.Id, 1));
        Assert.Contains("No questions yet", page.Markup, StringComparison.Ordinal);

        await Button(page, "New question").ClickAsync(new MouseEventArgs());
        await page.Find("#text").InputAsync(new ChangeEventArgs { Value = "Which <b>one</b>?" });
        await page.Find("input[aria-label='Option A']").InputAsync(new ChangeEventArgs { Value = "this" });
        await page.Find("input[aria-label='Option B']").InputAsync(new ChangeEventArgs { Value = "<script>that</script>" });
        await page.Find(".bank-form").SubmitAsync();
        Assert.Contains("No option is marked as right", page.Markup, StringComparison.Ordinal);
        await page.Find("input[aria-label='Option A is right']").ChangeAsync(new ChangeEventArgs { Value = "on" });
        Assert.Contains("Which <b>one</b>?", page.Find(".bank-preview").InnerHtml, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".bank-preview script"));
        await page.Find(".bank-form").SubmitAsync();

        await page.WaitForElement("button[aria-label='Delete: Which one?']").ClickAsync(new MouseEventArgs());
        page.WaitForAssertion(() => Assert.Contains("No questions yet", page.Markup, StringComparison.Ordinal));
        Assert.Null(await _undo.Current!.Undo(Token));
        await page.WaitForElement("button[aria-label='Edit: Which one?']").ClickAsync(new MouseEventArgs());
        Assert.True(page.Find("input[aria-label='Option A is right']").HasAttribute("checked"));
    }

    [Fact]
    public async Task History_WithNothing_SaysSo() =>
        Assert.Contains("No quizzes yet", (await RenderAsync<HistoryPage>()).Markup, StringComparison.Ordinal);

    [Fact]
    public async Task History_WithAFinishedQuiz_SaysWhatChanged()
    {
        var (topic, ids) = await QuizMake.BankAsync(_study, questions: 2);
        await QuizMake.TakeAsync(_study, topic, ids, "cw");

        var page = await RenderAsync<HistoryPage>();

        Assert.Equal(["Anatomy", "1 of 2", "Newly correct 1"], new[] { "th a", "td.number", "td:last-child" }.Select(c => page.WaitForElement(c).TextContent.Trim()));
    }

    public void Dispose()
    {
        _page.Dispose();
        _study.Dispose();
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<IComponent> page, string text) =>
        page.FindAll("button").First(b => b.TextContent.Trim() == text);

    private async Task<IRenderedComponent<TPage>> RenderAsync<TPage>(Action<ComponentParameterCollectionBuilder<TPage>>? build = null, int? person = null) where TPage : IComponent
    {
        var profile = (await _study.Get<ProfileService>().GetAsync(person ?? _study.StudentId, Token))!;
        return _page.Render<TPage>(parameters =>
        {
            parameters.AddCascadingValue(profile);
            build?.Invoke(parameters);
        });
    }
}
