using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Review;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Decks;
using StudyDashboard.Features.Review.Figures;
using StudyDashboard.Features.Review.Grading;
using StudyDashboard.Features.Review.Page;
using StudyDashboard.Features.Review.Queue;
using StudyDashboard.Infrastructure.Live;

namespace StudyDashboard.Tests.Features.Review.Page;

public sealed class ReviewPagesTests : IDisposable
{
    private readonly CardWorld _world = new();
    private readonly BunitContext _browser = new();

    public ReviewPagesTests()
    {
        BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(10);
        _browser.JSInterop.Mode = JSRuntimeMode.Loose;
        _browser.Services.AddSingleton<TimeProvider>(_world.Study.Clock);
        Add<QueueService>();
        Add<CardReader>();
        Add<CardService>();
        Add<CardPlaces>();
        Add<DeckService>();
        Add<FigureService>();
        Add<GradingService>();
        Add<ImportService>();
        Add<ProfileService>();
        Add<StudyFeed>();
        _browser.Services.AddScoped<UndoOffers>();
        _browser.Services.AddScoped<Drafts>();
        _browser.AddBunitPersistentComponentState();
        _browser.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Decks_WithNoneYet_LoadASampleThatCanBeTakenBack()
    {
        await _world.Decks.DeleteAsync(_world.StudentId, _world.DeckId, Token);
        var page = await OpenAsync<ReviewPage>();

        await page.FindAll("button").Single(b => b.TextContent == "Load sample data").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("Sample: German nouns", page.Markup, StringComparison.Ordinal));
        await page.InvokeAsync(() => _browser.Services.GetRequiredService<UndoOffers>().Current!.Undo(Token));
        page.WaitForAssertion(() => Assert.DoesNotContain("Sample: German nouns", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sitting_WithNothingDue_SaysSo() => Assert.Contains("Nothing is due", (await OpenAsync<SittingPage>()).Markup, StringComparison.Ordinal);

    [Fact]
    public async Task Sitting_AsksTheFirstCard_WithTheIntervalOnEachButton()
    {
        await _world.AddAsync("casa", "house");

        var page = await OpenAsync<SittingPage>();

        Assert.Equal("casa", page.Find(".ask-question").TextContent.Trim());
        Assert.Equal(["1 min", "6 min", "10 min", "8 d"], page.FindAll(".grade .muted").Select(b => b.TextContent));
        Assert.True(page.Find("[data-answer]").HasAttribute("hidden"));
        Assert.Contains("1 / 1", page.Find(".sitting-head").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sitting_AnswerTakenTwice_CountsOnceAndGoesOn_AndUndoComesBackToIt()
    {
        var first = await _world.AddAsync("casa", "house");
        await _world.AddAsync("perro", "dog");
        var page = await OpenAsync<SittingPage>();

        await page.InvokeAsync(() => page.Instance.TakeAsync("k", first, 4, 4000, 0));
        await page.InvokeAsync(() => page.Instance.TakeAsync("k", first, 4, 4000, 0));

        Assert.Equal("perro", page.Find(".ask-question").TextContent.Trim());
        Assert.Equal(1, (await _world.CardAsync(first)).Reps);
        await page.Find("[data-key=u]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("casa", page.Find(".ask-question").TextContent.Trim()));
        Assert.Equal(0, (await _world.CardAsync(first)).Reps);
    }

    [Fact]
    public async Task Sitting_Bury_GoesOn_AndTheUndoBringsTheCardBack()
    {
        var card = await _world.AddAsync("casa", "house");
        var page = await OpenAsync<SittingPage>();

        await page.Find("[data-key=b]").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("Nothing is due", page.Markup, StringComparison.Ordinal));
        Assert.NotNull((await _world.CardAsync(card)).BuriedUntil);
        await page.InvokeAsync(() => _browser.Services.GetRequiredService<UndoOffers>().Current!.Undo(Token));
        page.WaitForAssertion(() => Assert.Equal("casa", page.Find(".ask-question").TextContent.Trim()));
    }

    [Fact]
    public async Task Sitting_CardWithMarkupOfItsOwn_IsTextAndNotRun()
    {
        await _world.AddAsync("<script>alert(1)</script> **b** [x](javascript:alert(1)) ![p](https://elsewhere.example/p.png)", "a");

        var page = await OpenAsync<SittingPage>();

        Assert.Empty(page.FindAll(".ask-question script, .ask-question img, .ask-question a[href^='javascript']"));
        Assert.NotNull(page.Find(".ask-question strong"));
    }

    [Fact]
    public async Task Sitting_LeechOnTheWay_OffersWhatToDo()
    {
        await _world.SetAsync(s => s with { Leeches = s.Leeches with { First = 1 } });
        var card = await _world.AddAsync("casa", "house");
        await _world.AnswerAsync(card, ReviewGrade.Easy);
        _world.Study.Clock.Advance(TimeSpan.FromDays(9));
        var page = await OpenAsync<SittingPage>();

        await page.InvokeAsync(() => page.Instance.TakeAsync("k", card, 1, 4000, 0));

        Assert.Contains("is set aside", page.Find(".sitting-leech").TextContent, StringComparison.Ordinal);
        await page.Find(".sitting-leech .button.quiet").ClickAsync(new());
        Assert.False((await _world.CardAsync(card)).IsSuspended);
    }

    [Fact]
    public async Task Decks_ShowWhatTodayHas_AndFollowAnAnswerElsewhere()
    {
        var card = await _world.AddAsync();
        var page = await OpenAsync<ReviewPage>();
        Assert.Contains("Start: 1 card", page.Markup, StringComparison.Ordinal);

        await _world.AnswerAsync(card, ReviewGrade.Easy);

        page.WaitForAssertion(() => Assert.Contains("1 answer today", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Nothing is due now", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_OfADeck_AreSavedAndRefusedByField()
    {
        var page = await OpenAsync<DeckSettingsPage>(p => p.Add(x => x.Id, _world.DeckId));
        await page.Find("#desired_retention").ChangeAsync(new() { Value = "50" });
        await page.Find("form").SubmitAsync();
        Assert.NotNull(page.Find(".field.invalid #desired_retention"));

        await page.Find("#desired_retention").ChangeAsync(new() { Value = "85" });
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("Saved", page.Markup, StringComparison.Ordinal));
        Assert.Equal(0.85, (await _world.Decks.FindAsync(_world.StudentId, _world.DeckId, Token))!.DesiredRetention);
    }

    [Fact]
    public async Task Cards_DeletedAndTakenBack_AreThereAgain()
    {
        await _world.AddAsync("casa", "house");
        var page = await OpenAsync<CardsPage>(p => p.Add(x => x.Id, _world.DeckId));

        await page.Find("button[aria-label='Delete casa']").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("No cards", page.Markup, StringComparison.Ordinal));
        await page.InvokeAsync(() => _browser.Services.GetRequiredService<UndoOffers>().Current!.Undo(Token));
        page.WaitForAssertion(() => Assert.NotNull(page.Find("button[aria-label='Delete casa']")));
    }

    [Fact]
    public async Task Cards_RefusedNewCard_IsNotSaidInTheFormOfAnother()
    {
        await _world.AddAsync("casa", "house");
        var page = await OpenAsync<CardsPage>(p => p.Add(x => x.Id, _world.DeckId));
        await page.Find("[data-action=new]").ClickAsync(new());
        await page.Find("form[data-draft^=new-card]").SubmitAsync();
        Assert.NotEmpty(page.FindAll(".field.invalid"));

        await page.Find("button[aria-label='Edit casa']").ClickAsync(new());

        Assert.Empty(page.FindAll("form[data-draft^=new-card]"));
        Assert.Equal("casa", Assert.Single(page.FindAll("#front")).GetAttribute("value"));
        Assert.Empty(page.FindAll(".field.invalid, .refusal"));
    }

    [Fact]
    public async Task Cards_OneByItsAddress_IsShownAloneUntilAllAreAskedFor()
    {
        await _world.AddAsync("casa", "house");
        var card = await _world.AddAsync("**perro**", "dog");
        _browser.Services.GetRequiredService<NavigationManager>().NavigateTo($"/review/decks/{_world.DeckId}?card={card}");

        var page = await OpenAsync<CardsPage>(p => p.Add(x => x.Id, _world.DeckId));

        Assert.Equal("perro", Assert.Single(page.FindAll("tbody th")).TextContent.Trim());
        await page.FindAll(".toolbar .chip")[0].ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tbody th").Count));
    }

    [Fact]
    public async Task Sitting_Edit_GivesTheKeyboardToTheFirstField()
    {
        await _world.AddAsync("casa", "house");
        var page = await OpenAsync<SittingPage>();

        await page.Find("[data-key=e]").ClickAsync(new());

        page.WaitForAssertion(() => _browser.JSInterop.VerifyFocusAsyncInvoke());
    }

    [Fact]
    public async Task Figures_WithoutAnswers_DrawTheForecastAndSayWhatComes()
    {
        await _world.AddAsync();

        var page = await OpenAsync<FiguresPage>();

        Assert.Contains("Due in the next 30 days", page.Markup, StringComparison.Ordinal);
        Assert.Contains("will show here", page.Markup, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _browser.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _world.Dispose();
    }

    private async Task<IRenderedComponent<T>> OpenAsync<T>(Action<ComponentParameterCollectionBuilder<T>>? more = null) where T : IComponent
    {
        var profile = (await _world.Study.Get<ProfileService>().GetAsync(_world.StudentId, Token))! with { Roles = [Roles.Student] };
        return _browser.Render<T>(page =>
        {
            page.AddCascadingValue(profile);
            more?.Invoke(page);
        });
    }

    private void Add<T>() where T : class => _browser.Services.AddSingleton(_world.Study.Get<T>());
}
