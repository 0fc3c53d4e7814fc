using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Tutoring.Closures;
using StudyDashboard.Features.Tutoring.Conflicts;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Tests.Features.Tutoring.Lessons;

namespace StudyDashboard.Tests.Features.Tutoring.Schedule;

public sealed class ClosureServiceTests : IDisposable
{
    private readonly TutorWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ClosureService Closures => _world.Fixture.Get<ClosureService>();

    [Fact]
    public async Task Add_OverStoredLessons_SaysHowManyAndLeavesThem()
    {
        await _world.CreateAsync(_world.Draft("2026-03-03 17:00", "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=8"));

        var added = TutorWorld.Done(await Closures.AddAsync(await TutorAsync(), Spring(ClosureHandling.Skip), Token));

        Assert.Equal(2, added.Lessons);
        Assert.All(_world.Lessons(), l => Assert.Equal(LessonStatus.Scheduled, l.Status));
    }

    [Fact]
    public async Task CancelLessons_Undone_AreThereAgain()
    {
        await _world.CreateAsync(_world.Draft("2026-03-03 17:00", "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=8"));
        var added = TutorWorld.Done(await Closures.AddAsync(await TutorAsync(), Spring(ClosureHandling.Skip), Token));
        var before = _world.Picture();

        var cancelled = TutorWorld.Done(await Closures.CancelLessonsAsync(await TutorAsync(), added.Id, Token));

        Assert.Equal(2, cancelled.Value);
        Assert.Equal(["Spring break", "Spring break"], _world.Lessons().Where(l => l.Status == LessonStatus.Cancelled).Select(l => l.CancelReason));
        Assert.Null(await _world.Service.UndoAsync(_world.TutorId, cancelled.ChangeId!.Value, Token));
        Assert.Equal(before, _world.Picture());
    }

    [Fact]
    public async Task Series_OverSkippedDays_LeavesThemOut()
    {
        await Closures.AddAsync(await TutorAsync(), Spring(ClosureHandling.Skip), Token);

        await _world.CreateAsync(_world.Draft("2026-03-03 17:00", "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=8"));

        Assert.Equal(6, _world.Lessons().Count);
        _world.AssertSound();
    }

    [Fact]
    public async Task Series_OverAskedDays_NamesThemAsClashes()
    {
        await Closures.AddAsync(await TutorAsync(), Spring(ClosureHandling.Ask), Token);
        var draft = _world.Draft("2026-03-03 17:00", "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=8");

        var trial = TutorWorld.Done(await _world.Service.CreateAsync(_world.TutorId, draft, ConflictHandling.Ask, preview: true, Token));

        Assert.Equal(["Spring break", "Spring break"], trial.Value.Conflicts.Select(c => c.Title));
        await _world.CreateAsync(draft, ConflictHandling.Skip);
        Assert.Equal(6, _world.Lessons().Count);
        _world.AssertSound();
    }

    [Theory]
    [InlineData("", "2026-03-10", "2026-03-12", "closure_name")]
    [InlineData("x", "2026-03-12", "2026-03-10", "closure_last")]
    [InlineData("x", "2026-03-12", "2028-03-10", "closure_last")]
    public async Task Add_WhatIsNoPeriod_IsRefusedAtItsField(string name, string first, string last, string field)
    {
        var refused = await Closures.AddAsync(await TutorAsync(), new ClosureDraft(name, Day(first), Day(last), ClosureHandling.Skip), Token);

        Assert.Equal(field, refused.Refusal!.Fields.Single().Field);
    }

    [Fact]
    public async Task Remove_OfAnotherTutor_IsNotThere()
    {
        var added = TutorWorld.Done(await Closures.AddAsync(await TutorAsync(), Spring(ClosureHandling.Skip), Token));

        Assert.NotNull((await Closures.RemoveAsync(_world.Fixture.StudentId, added.Id, Token)).Refusal);
        Assert.Null((await Closures.RemoveAsync(_world.TutorId, added.Id, Token)).Refusal);
        Assert.Empty(await Closures.OfAsync(_world.TutorId, Token));
    }

    public void Dispose() => _world.Dispose();

    private static ClosureDraft Spring(ClosureHandling handling) => new("Spring break", Day("2026-03-10"), Day("2026-03-12"), handling);

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private async Task<Profile> TutorAsync() => (await _world.Fixture.Get<ProfileService>().GetAsync(_world.TutorId, Token))!;
}
