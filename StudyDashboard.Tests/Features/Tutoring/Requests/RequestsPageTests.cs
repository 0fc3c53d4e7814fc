using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Choices;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Tutoring.Requests;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Tests.Features.Tutoring.Lessons;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Tutoring.Requests;

public sealed class RequestsPageTests : IDisposable
{
    private readonly TutorWorld _world = new();
    private readonly BunitContext _browser = new();

    public RequestsPageTests()
    {
        _browser.JSInterop.Mode = JSRuntimeMode.Loose;
        _browser.Services.AddSingleton<TimeProvider>(_world.Fixture.Clock);
        _browser.Services.AddSingleton(_world.Fixture.Get<SlotRequestService>());
        _browser.Services.AddSingleton(_world.Fixture.Get<OfferService>());
        _browser.Services.AddSingleton(_world.Fixture.Get<StudyFeed>());
        _browser.Services.AddScoped<Drafts>();
        _browser.AddBunitPersistentComponentState();
        _browser.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private SlotRequestService Requests => _world.Fixture.Get<SlotRequestService>();

    private int Student => _world.Fixture.StudentId;

    public void Dispose()
    {
        _browser.Dispose();
        _world.Dispose();
    }

    [Fact]
    public async Task Page_WhereNobodyOffersHours_SaysSo()
    {
        var page = await PageAsync(Student, Roles.Student);

        Assert.NotEmpty(page.FindAll(".empty"));
        Assert.Empty(page.FindAll("form"));
    }

    [Fact]
    public async Task Student_Asks_SeesTheRequestAndTakesItBack()
    {
        await PublishAsync();
        var page = await PageAsync(Student, Roles.Student);

        await page.Find("form").SubmitAsync();
        Assert.Contains("start", page.Find("form").TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(await Requests.ListAsync(Student, Token));
        await page.Find(".slots input").ChangeAsync(new ChangeEventArgs { Value = "on" });
        await page.Find("#message").ChangeAsync(new ChangeEventArgs { Value = "Before the exam" });
        await page.Find("form").SubmitAsync();

        Assert.Contains("Before the exam", page.Find(".request").TextContent, StringComparison.Ordinal);
        Assert.Equal((RequestStatus.Open, "Before the exam"), (Only().Status, Only().Message));
        await Button(page, "Withdraw").ClickAsync(new());
        Assert.Equal(RequestStatus.Withdrawn, Only().Status);
    }

    [Fact]
    public async Task Day_IsOneOfTheList_AndChoosesItsStarts()
    {
        await PublishAsync();
        var page = await PageAsync(Student, Roles.Student);
        var days = page.FindAll("#day option").Select(o => o.GetAttribute("value")).ToList();

        Assert.Equal(days[0], page.Find("#day").GetAttribute("value"));
        await page.Find("#day").ChangeAsync(new ChangeEventArgs { Value = days[1] });
        await page.Find(".slots input").ChangeAsync(new ChangeEventArgs { Value = "on" });
        await page.Find("form").SubmitAsync();

        Assert.Equal(days[1], DateOnly.FromDateTime(Only().StartsAt).ToString("O", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Guardian_AsksForTheChild()
    {
        await PublishAsync();
        var guardian = _world.Fixture.AddPerson("Vera");
        await using (var context = _world.Fixture.Context())
        {
            context.Add(new Guardianship(Student, guardian, _world.Fixture.Clock.UtcNow));
            await context.SaveChangesAsync(Token);
        }
        var page = await PageAsync(guardian, Roles.Guardian);

        Assert.Contains("Mina", page.Find("#course").TextContent, StringComparison.Ordinal);
        await page.Find(".slots input").ChangeAsync(new ChangeEventArgs { Value = "on" });
        await page.Find("form").SubmitAsync();

        Assert.Equal((Student, guardian), (Only().StudentId, Only().AskedById));
    }

    [Fact]
    public async Task Tutor_Accepts_AndALessonComesOfIt()
    {
        await AskedAsync();
        var page = await PageAsync(_world.TutorId, Roles.Tutor);

        await Button(page, "Accept").ClickAsync(new());

        Assert.Equal(RequestStatus.Accepted, Only().Status);
        Assert.Equal(Only().StartsAt, Assert.Single(_world.Lessons()).StartsAt);
        page.WaitForAssertion(() => Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent == "Accept"));
    }

    [Fact]
    public async Task Tutor_ProposesAnotherTime_AndTheStudentTakesIt()
    {
        await AskedAsync();
        var page = await PageAsync(_world.TutorId, Roles.Tutor);

        await page.InvokeAsync(() => Button(page, "Propose another time").Click());
        await page.Find(".request form").SubmitAsync();
        Assert.Equal(RequestStatus.Open, Only().Status);
        var id = Only().Id;
        await page.Find($"#day-{id}").ChangeAsync(new ChangeEventArgs { Value = "2026-03-05" });
        await page.Find($"#time-{id}").ChangeAsync(new ChangeEventArgs { Value = "18:30" });
        await page.Find($"#answer-{id}").ChangeAsync(new ChangeEventArgs { Value = "Rather then" });
        await page.Find(".request form").SubmitAsync();

        Assert.Equal((RequestStatus.Proposed, Make.At("2026-03-05 16:30"), "Rather then"), (Only().Status, Only().StartsAt, Only().Answer));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".request form")));
        var theirs = await PageAsync(Student, Roles.Student);
        Assert.Contains("Rather then", theirs.Markup, StringComparison.Ordinal);
        await Button(theirs, "Accept").ClickAsync(new());
        Assert.Equal(RequestStatus.Accepted, Only().Status);
    }

    [Fact]
    public async Task Tutor_Declines_WithWords()
    {
        await AskedAsync();
        var page = await PageAsync(_world.TutorId, Roles.Tutor);

        await page.InvokeAsync(() => Button(page, "Decline").Click());
        await page.Find($"#answer-{Only().Id}").ChangeAsync(new ChangeEventArgs { Value = "Away" });
        await page.Find(".request form").SubmitAsync();

        Assert.Equal((RequestStatus.Declined, "Away"), (Only().Status, Only().Answer));
    }

    [Fact]
    public async Task Live_RequestMadeElsewhere_ShowsByItself_UntilThePageIsLeft()
    {
        await PublishAsync();
        var page = await PageAsync(_world.TutorId, Roles.Tutor);

        await AskAsync();
        page.WaitForAssertion(() => Assert.Single(page.FindAll(".request")));

        page.Instance.Dispose();
        var before = page.RenderCount;
        _world.Fixture.Get<StudyFeed>().Publish(_world.TutorId, FeedTopic.Lessons);
        await Assert.ThrowsAsync<Bunit.Extensions.WaitForHelpers.WaitForFailedException>(
            () => page.WaitForStateAsync(() => page.RenderCount > before, TimeSpan.FromMilliseconds(300)));
    }

    [Fact]
    public async Task Tutor_PublishesHours()
    {
        var page = await PageAsync(_world.TutorId, Roles.Tutor);

        await page.Find("#hours-monday").ChangeAsync(new ChangeEventArgs { Value = "16-20" });
        await page.Find(".check input").ChangeAsync(new ChangeEventArgs { Value = true });
        await page.Find("form").SubmitAsync();

        var offer = await _world.Fixture.Get<OfferService>().OfAsync(_world.TutorId, Token);
        Assert.Equal((true, new OfferedHours(DayOfWeek.Monday, new TimeOnly(16, 0), new TimeOnly(20, 0))), (offer.IsPublished, Assert.Single(offer.Hours)));
    }

    private async Task AskedAsync()
    {
        await PublishAsync();
        await AskAsync();
    }

    private async Task AskAsync()
    {
        var free = await Requests.FreeAsync(Student, _world.Mina, Token);
        Assert.Null((await Requests.AskAsync(Student, _world.Mina, free[0], null, Token)).Refusal);
    }

    private async Task PublishAsync() => Assert.Null(await _world.Fixture.Get<OfferService>().SaveAsync(
        _world.TutorId, true, [.. Enum.GetValues<DayOfWeek>().Select(d => new OfferedHours(d, new TimeOnly(16, 0), new TimeOnly(20, 0)))], 60, 0, 0, Token));

    private SlotRequest Only()
    {
        using var context = _world.Fixture.Context();
        return context.Set<SlotRequest>().Single();
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<RequestsPage> page, string text) => page.FindAll("button").First(b => b.TextContent.Trim() == text);

    private async Task<IRenderedComponent<RequestsPage>> PageAsync(int personId, string role)
    {
        var profile = (await _world.Fixture.Get<ProfileService>().GetAsync(personId, Token))! with { Roles = [role] };
        return _browser.Render<RequestsPage>(p => p.AddCascadingValue(profile));
    }
}
