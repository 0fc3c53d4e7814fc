using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Components.Today;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Overview;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Today;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Tests.Features.Tutoring.Lessons;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Tutoring.Today;

public sealed class NextLessonTests : IDisposable
{
    private readonly TutorWorld _world = new();
    private readonly BunitContext _browser = new();

    public NextLessonTests()
    {
        _browser.JSInterop.Mode = JSRuntimeMode.Loose;
        _browser.Services.AddSingleton<TimeProvider>(_world.Fixture.Clock);
        _browser.Services.AddSingleton(_world.Fixture.Get<TodayService>());
        _browser.Services.AddSingleton(_world.Fixture.Get<WatchedWeeks>());
        _browser.Services.AddSingleton(_world.Fixture.Get<NextLessonCards>());
        _browser.Services.AddSingleton(_world.Fixture.Get<IEnumerable<ITodayCards>>());
        _browser.Services.AddSingleton(_world.Fixture.Get<ProfileService>());
        _browser.Services.AddSingleton(_world.Fixture.Get<SessionUndo>());
        _browser.Services.AddSingleton(_world.Fixture.Get<StudyFeed>());
        _browser.Services.AddSingleton<UndoOffers>();
        _browser.AddBunitPersistentComponentState();
        _browser.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _browser.Dispose();
        _world.Dispose();
    }

    [Fact]
    public async Task Today_WithALessonPlanned_NamesItAndLeadsIntoIt()
    {
        await PlanAsync("2026-03-03 17:00", join: "https://call.example/room");
        var page = await TodayAsync(_world.Fixture.StudentId, Roles.Student);

        var card = Card(page);
        Assert.Equal("Mathematics with Petra", card.QuerySelector("h2")!.TextContent);
        Assert.Equal("Tomorrow, 17:00–18:00 · online", card.QuerySelector(".act-detail")!.TextContent);
        var id = _world.Lessons()[0].Id;
        Assert.Equal(["https://call.example/room", $"/schedule/lessons/{id}", $"/schedule/lessons/{id}/whiteboard"], card.QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
        Assert.Equal("_blank", card.QuerySelector("a")!.GetAttribute("target"));
    }

    [Fact]
    public async Task Today_StudentElsewhere_SeesTheirOwnTimeAndItsZone()
    {
        await PlanAsync("2026-03-03 17:00", enrollment: _world.Leo);
        var page = await TodayAsync(_world.Lessons()[0].StudentId, Roles.Student);

        Assert.Equal("Tomorrow, 10:00–11:00 (America/New_York) · online", Card(page).QuerySelector(".act-detail")!.TextContent);
    }

    [Fact]
    public async Task Today_Guardian_SeesTheChildsNextLesson()
    {
        await PlanAsync("2026-03-02 17:00", join: "https://call.example/room");
        var page = await TodayAsync(Guardian(), Roles.Guardian);

        Assert.Equal("Mina: next lesson", Card(page).QuerySelector(".act-kicker")!.TextContent);
        Assert.StartsWith("Today, 17:00–18:00", Card(page).QuerySelector(".act-detail")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("call.example", page.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Roles.Student)]
    [InlineData(Roles.Guardian)]
    public async Task Today_LessonMovedByTheTutor_FollowsByItself(string role)
    {
        await PlanAsync("2026-03-03 17:00");
        var page = await TodayAsync(role == Roles.Student ? _world.Fixture.StudentId : Guardian(), role);

        await _world.EditAsync(_world.Lessons()[0], LessonScope.This, d => d with { Slot = LessonSlot.At(TutorWorld.Local("2026-03-02 19:00"), TimeSpan.FromHours(1), "Europe/Sofia") });

        page.WaitForAssertion(() => Assert.StartsWith("Today, 19:00–20:00", Card(page).QuerySelector(".act-detail")!.TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Next_WhileALessonGoesOn_IsThatOneUntilItsEnd()
    {
        await PlanAsync("2026-03-02 17:00");
        await PlanAsync("2026-03-04 17:00");
        _world.Fixture.Clock.SetUtc(Make.At("2026-03-02 15:30"));

        var now = Assert.Single(await CardsAsync());
        _world.Fixture.Clock.SetUtc(Make.At("2026-03-02 16:00"));
        var later = Assert.Single(await CardsAsync());

        Assert.Equal(("Lesson now", Make.At("2026-03-02 16:00")), (now.Kicker, now.OutOfDateAt!.Value));
        Assert.StartsWith("Wed 4 Mar, 17:00", later.Detail, StringComparison.Ordinal);
        Assert.Equal(Make.At("2026-03-02 22:00"), later.OutOfDateAt);
    }

    [Fact]
    public async Task Next_CancelledAndExcusedLessons_AreLeftOut()
    {
        await PlanAsync("2026-03-03 17:00");
        await PlanAsync("2026-03-04 17:00");
        await PlanAsync("2026-03-05 17:00");
        _world.Write(_world.Lessons()[0].Id, l => l.Cancel(null));
        _world.Write(_world.Lessons()[1].Id, l => l.MarkStudent(Attendance.Excused, null));

        Assert.StartsWith("Thu 5 Mar", Assert.Single(await CardsAsync()).Detail, StringComparison.Ordinal);
    }

    private static AngleSharp.Dom.IElement Card(IRenderedComponent<TodayPage> page) =>
        Assert.Single(page.FindAll(".act"), c => c.TextContent.Contains("lesson", StringComparison.OrdinalIgnoreCase));

    private async Task<IReadOnlyList<TodayCard>> CardsAsync() =>
        (await _world.Fixture.Get<TodayService>().GetAsync((await _world.Fixture.Get<ProfileService>().GetAsync(_world.Fixture.StudentId, Token))!, cancellationToken: Token))
            .Cards.Where(c => c.Source == "lesson").ToList();

    private Task<int?> PlanAsync(string start, string? join = null, int? enrollment = null)
    {
        var draft = _world.Draft(start, enrollments: enrollment ?? _world.Mina);
        return _world.CreateAsync(draft with { Details = draft.Details with { JoinLink = join } });
    }

    private int Guardian()
    {
        var guardian = _world.Fixture.AddPerson("Vera");
        using var context = _world.Fixture.Context();
        context.Add(new Guardianship(_world.Fixture.StudentId, guardian, _world.Fixture.Clock.UtcNow));
        context.SaveChanges();
        return guardian;
    }

    private async Task<IRenderedComponent<TodayPage>> TodayAsync(int personId, string role)
    {
        var profile = (await _world.Fixture.Get<ProfileService>().GetAsync(personId, Token))! with { Roles = [role] };
        return _browser.Render<TodayPage>(p => p.AddCascadingValue(profile));
    }
}
