using StudyDashboard.Features.Accounts.Choices;
using StudyDashboard.Features.Notices;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Requests;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Features.Tutoring.Lessons;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Tutoring.Requests;

public sealed class SlotRequestTests : IDisposable
{
    private readonly TutorWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private SlotRequestService Requests => _world.Fixture.Get<SlotRequestService>();

    private int Student => _world.Fixture.StudentId;

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("16:00-20:00, 21-22", 2)]
    [InlineData("9 am - 1 pm", 1)]
    [InlineData("", 0)]
    public void Hours_AsTyped_AreRead(string text, int spans) =>
        Assert.Equal(spans, OfferedHoursText.Parse(DayOfWeek.Monday, text, "hours").Value.Count);

    [Theory]
    [InlineData("16:00")]
    [InlineData("20-16")]
    [InlineData("9-12, 11-13")]
    [InlineData("25-26")]
    public void Hours_ThatCannotBe_AreRefusedAtTheirField(string text) =>
        Assert.Equal("hours", OfferedHoursText.Parse(DayOfWeek.Monday, text, "hours").Refusal!.Fields.Single().Field);

    [Fact]
    public async Task Free_LeavesOutWhatIsTakenWithItsBuffer()
    {
        await PublishAsync("16:00-20:00", buffer: 15);
        await _world.CreateAsync(_world.Draft("2026-03-03 18:00", enrollments: [_world.Leo]));

        var free = (await Requests.FreeAsync(Student, _world.Mina, Token)).Where(f => f.Date == Make.At("2026-03-03 00:00"));

        // 16:00, 16:30 and 19:30 Sofia time are 14:00, 14:30 and 17:30 UTC; an hour before 18:00 less the buffer only the first is free.
        Assert.Equal([Make.At("2026-03-03 14:00"), Make.At("2026-03-03 14:30")], free);
    }

    [Fact]
    public async Task Free_OfWhatIsNotPublishedOrNotTheirs_IsNothing()
    {
        await PublishAsync("16:00-20:00", isPublished: false);
        Assert.Empty(await Requests.FreeAsync(Student, _world.Mina, Token));

        await PublishAsync("16:00-20:00");
        Assert.NotEmpty(await Requests.FreeAsync(Student, _world.Mina, Token));
        Assert.Empty(await Requests.FreeAsync(Student, _world.Leo, Token));
    }

    [Fact]
    public async Task Accepting_MakesTheLesson_OnceOnly()
    {
        var id = await AskAsync();

        var accepted = TutorWorld.Done(await Requests.AcceptAsync(_world.TutorId, id, Token));
        var again = await Requests.AcceptAsync(_world.TutorId, id, Token);

        Assert.Equal(RefusalKind.NotFound, again.Refusal!.Kind);
        var lesson = _world.Lessons().Single();
        Assert.Equal((accepted.Value, TutorWorld.Local("2026-03-03 16:00")), (lesson.Id, lesson.Slot.LocalStart));
        Assert.Equal(RequestStatus.Accepted, (await Requests.ListAsync(Student, Token)).Single().Request.Status);
    }

    [Fact]
    public async Task Accepting_ATimeTakenMeanwhile_IsRefusedAndStaysOpen()
    {
        var id = await AskAsync();
        await _world.CreateAsync(_world.Draft("2026-03-03 16:30", enrollments: [_world.Leo]));

        var accepted = await Requests.AcceptAsync(_world.TutorId, id, Token);

        Assert.Equal(RefusalKind.Conflict, accepted.Refusal!.Kind);
        Assert.Single(_world.Lessons());
        Assert.Equal(RequestStatus.Open, (await Requests.ListAsync(Student, Token)).Single().Request.Status);
    }

    [Fact]
    public async Task Proposal_IsForTheOtherSideToAccept()
    {
        var id = await AskAsync();
        Assert.Null(await Requests.ProposeAsync(_world.TutorId, id, Make.At("2026-03-05 10:00"), 45, "Thursday?", Token));

        Assert.Equal(RefusalKind.NotFound, (await Requests.AcceptAsync(_world.TutorId, id, Token)).Refusal!.Kind);
        TutorWorld.Done(await Requests.AcceptAsync(Student, id, Token));

        Assert.Equal((Make.At("2026-03-05 10:00"), 45), (_world.Lessons().Single().StartsAt, _world.Lessons().Single().Duration));
    }

    [Fact]
    public async Task Request_OfSomeoneElse_CannotBeAnswered()
    {
        var id = await AskAsync();
        var stranger = _world.Fixture.AddPerson("Ivan");

        Assert.Equal(RefusalKind.NotFound, (await Requests.AcceptAsync(stranger, id, Token)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await Requests.DeclineAsync(stranger, id, null, Token))!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await Requests.WithdrawAsync(stranger, id, Token))!.Kind);
        Assert.Empty(await Requests.ListAsync(stranger, Token));
    }

    [Fact]
    public async Task EachStep_TellsTheOtherSide()
    {
        GiveAccounts();
        var id = await AskAsync();
        Assert.Null(await Requests.ProposeAsync(_world.TutorId, id, Make.At("2026-03-05 10:00"), 45, "Thursday?", Token));
        TutorWorld.Done(await Requests.AcceptAsync(Student, id, Token));

        using var context = _world.Fixture.Context();
        var told = context.Set<Notice>().Where(n => n.Channel == NoticeChannel.InApp && n.Kind != NoticeKind.LessonAdded && n.Kind != NoticeKind.LessonReminder)
            .OrderBy(n => n.Id).Select(n => new { n.Kind, n.PersonId }).ToList();
        Assert.Equal(
            [(NoticeKind.SlotRequested, _world.TutorId), (NoticeKind.SlotProposed, Student), (NoticeKind.SlotAccepted, _world.TutorId)],
            told.Select(n => (n.Kind, n.PersonId)));
    }

    [Fact]
    public async Task AskingTwice_ForOneTime_IsRefused()
    {
        await AskAsync();

        var again = await Requests.AskAsync(Student, _world.Mina, Make.At("2026-03-03 14:00"), null, Token);

        Assert.Equal(RefusalKind.Conflict, again.Refusal!.Kind);
    }

    private void GiveAccounts()
    {
        using var context = _world.Fixture.Context();
        foreach (var person in context.Users)
        {
            person.PasswordHash = "hash";
        }
        context.SaveChanges();
    }

    private async Task<int> AskAsync()
    {
        await PublishAsync("16:00-20:00");
        return TutorWorld.Done(await Requests.AskAsync(Student, _world.Mina, Make.At("2026-03-03 14:00"), "Before the exam", Token));
    }

    private async Task PublishAsync(string hours, int buffer = 0, bool isPublished = true) =>
        Assert.Null(await _world.Fixture.Get<OfferService>().SaveAsync(
            _world.TutorId, isPublished, OfferedHoursText.Parse(DayOfWeek.Tuesday, hours, "hours").Value, 60, buffer, 24, Token));
}
