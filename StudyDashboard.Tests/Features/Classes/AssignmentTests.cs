using Microsoft.EntityFrameworkCore;
using StudyDashboard.Components.Today;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions.Figures;
using StudyDashboard.Features.Classes.Assignments;
using StudyDashboard.Features.Classes.Times;
using StudyDashboard.Features.Notices;
using StudyDashboard.Features.Notices.Post;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Features.Sessions.Totals;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Support;
using static StudyDashboard.Tests.Features.Classes.ClassWorld;

namespace StudyDashboard.Tests.Features.Classes;

public sealed class AssignmentTests : IDisposable
{
    private readonly ClassWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Assignment_DoneByOneAndLateForAnother_IsCountedForTheTeacher()
    {
        var id = await _world.ClassAsync();
        var assignment = await _world.GiveAsync(id, "2026-03-11");
        Done(await _world.StudyAsync(_world.Mina, id, "2026-03-10 05:00", 25, assignmentId: assignment));
        Done(await _world.Assignments.CompleteAsync(_world.Mina, id, assignment, _world.Mina, Token));
        Done(await _world.Assignments.CompleteAsync(_world.Mina, id, assignment, _world.Mina, Token));
        _world.Fixture.Clock.Advance(TimeSpan.FromDays(2));

        var row = await _world.RowAsync(_world.Tutor, id, assignment);
        Assert.Equal([("Leo", AssignmentStanding.Late, 0), ("Mina", AssignmentStanding.Done, 1500)], row.Progress.Select(p => (p.Name, p.Standing, p.NetSeconds)));
        Assert.Equal((1, 1, 0.5, 1500), (row.Completed, row.Late, row.Rate, row.NetSeconds));
        var own = await _world.RowAsync(_world.Leo, id, assignment);
        Assert.Equal(("Leo", AssignmentStanding.Late), (Assert.Single(own.Progress).Name, own.Mine!.Standing));
        Assert.Null(await _world.Fixture.Get<AssignmentReader>().OfClassAsync(_world.Fixture.AddPerson("Ivo"), id, Token));
    }

    [Fact]
    public async Task Completion_IsTheStudentsOwnOrTheTeachers_AndNobodyElses()
    {
        var id = await _world.ClassAsync();
        var assignment = await _world.GiveAsync(id);

        Assert.Equal(RefusalKind.NotFound, (await _world.Assignments.CompleteAsync(_world.Leo, id, assignment, _world.Mina, Token)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await _world.Assignments.CompleteAsync(_world.Tutor, id, assignment, _world.Tutor, Token)).Refusal?.Kind);
        Done(await _world.Assignments.CompleteAsync(_world.Tutor, id, assignment, _world.Mina, Token));
        Assert.Equal(AssignmentStanding.Done, (await _world.RowAsync(_world.Mina, id, assignment)).Mine!.Standing);
        Done(await _world.Assignments.ReopenAsync(_world.Mina, id, assignment, _world.Mina, Token));
        Assert.Equal(AssignmentStanding.Open, (await _world.RowAsync(_world.Mina, id, assignment)).Mine!.Standing);
    }

    [Fact]
    public async Task Days_FollowEveryChange_AndARebuildChangesNothing()
    {
        var id = await _world.ClassAsync();
        var first = await _world.GiveAsync(id, "2026-03-09");
        var second = await _world.GiveAsync(id);
        Done(await _world.Assignments.CompleteAsync(_world.Mina, id, first, _world.Mina, Token));
        Done(await _world.Assignments.CompleteAsync(_world.Mina, id, second, _world.Mina, Token));
        Assert.Equal(2, await DayAsync());

        var row = await _world.RowAsync(_world.Tutor, id, first);
        Done(await _world.Assignments.EditAsync(_world.Tutor, id, first, new AssignmentDraft { Title = "Sheet", DueOn = new DateOnly(2026, 3, 20) }, row.Version, Token));
        Assert.Equal(2, await DayAsync());
        Done(await _world.Assignments.DeleteAsync(_world.Tutor, id, second, Token));
        Assert.Equal(1, await DayAsync());
        Assert.Equal(0, await _world.RebuildAsync());
        Done(await _world.Assignments.RestoreAsync(_world.Tutor, id, second, Token));
        Assert.Equal(2, await DayAsync());
        Done(await _world.Assignments.ReopenAsync(_world.Mina, id, first, _world.Mina, Token));
        Done(await _world.Assignments.ReopenAsync(_world.Mina, id, second, _world.Mina, Token));
        Assert.Null(await DayAsync());
        Assert.Equal(0, await _world.RebuildAsync());
    }

    [Fact]
    public async Task Member_WhoCameLater_HasNothingThatWasDueBefore()
    {
        var id = await _world.ClassAsync(_world.Mina);
        var old = await _world.GiveAsync(id, "2026-03-11");
        _world.Fixture.Clock.Advance(TimeSpan.FromDays(3));
        Done(await _world.Members.AddAsync(_world.Tutor, id, _world.Leo, Token));

        Assert.Empty((await _world.RowAsync(_world.Leo, id, old)).Progress);
        Assert.Equal(["Mina"], (await _world.RowAsync(_world.Tutor, id, old)).Progress.Select(p => p.Name));
    }

    [Fact]
    public async Task Notices_TellWhatIsGivenAndWhatIsDue_AndStopWhenItIsDone()
    {
        _world.GiveAccount(_world.Tutor, _world.Mina, _world.Leo);
        var id = await _world.ClassAsync();
        var assignment = await _world.GiveAsync(id, "2026-03-12", "Sheet 7");

        var due = await WaitingAsync(NoticeKind.AssignmentDue);
        Assert.Equal(2, due.Select(n => n.PersonId).Distinct().Count());
        Assert.All(due, n => Assert.Equal(Make.At("2026-03-12 06:00"), n.DueAt));
        Done(await _world.Assignments.CompleteAsync(_world.Mina, id, assignment, _world.Mina, Token));
        Assert.All(await WaitingAsync(NoticeKind.AssignmentDue), n => Assert.Equal(_world.Leo, n.PersonId));
        var row = await _world.RowAsync(_world.Tutor, id, assignment);
        Done(await _world.Assignments.EditAsync(_world.Tutor, id, assignment, new AssignmentDraft { Title = "Sheet 7", DueOn = new DateOnly(2026, 3, 14) }, row.Version, Token));
        Assert.All(await WaitingAsync(NoticeKind.AssignmentDue), n => Assert.Equal(Make.At("2026-03-14 06:00"), n.DueAt));

        await _world.Fixture.Get<ScreenPost>().DeliverAsync(Token);
        var line = Assert.Single(await _world.Fixture.Get<NoticeReader>().NewestAsync(_world.Leo, 5, Token));
        Assert.Equal(("New assignment: Sheet 7", "Class Algebra, due Thu 12 Mar 2026.", $"/classes/{id}"), (line.Title, line.Body, line.Address));

        Done(await _world.Classes.DeleteAsync(_world.Tutor, id, Token));
        Assert.Empty(await WaitingAsync(NoticeKind.AssignmentDue));
        Done(await _world.Classes.RestoreAsync(_world.Tutor, id, Token));
        Assert.Equal([_world.Leo], (await WaitingAsync(NoticeKind.AssignmentDue)).Select(n => n.PersonId).Distinct());

        Done(await _world.Members.LeaveAsync(_world.Leo, id, _world.Leo, Token));
        Assert.Empty(await WaitingAsync(NoticeKind.AssignmentDue));
    }

    [Fact]
    public async Task Link_OfATaughtClass_LeadsOnlyToWhatItsStudentsCanOpen()
    {
        var id = await _world.ClassAsync();
        var banks = _world.Fixture.Get<BankService>();
        var closed = Done(await banks.AddTopicAsync(_world.Tutor, new TopicDraft("Closed"), Token));
        var open = Done(await banks.AddTopicAsync(_world.Tutor, new TopicDraft("Open", "", IsShared: true), Token));

        async Task<Outcome<int>> GiveAsync(AssignmentLinkKind kind, string key) =>
            await _world.Assignments.GiveAsync(_world.Tutor, id, new AssignmentDraft { Title = "X", LinkKind = kind, LinkKey = key }, Token);
        Assert.Equal("link_key", Assert.Single((await GiveAsync(AssignmentLinkKind.Quiz, closed.ToString(null, null))).Refusal!.Fields).Field);
        Assert.NotNull((await GiveAsync(AssignmentLinkKind.Material, "1")).Refusal);
        Assert.NotNull((await GiveAsync(AssignmentLinkKind.Scenario, "nowhere")).Refusal);
        Done(await GiveAsync(AssignmentLinkKind.Scenario, "hotel-es"));
        var quiz = Done(await GiveAsync(AssignmentLinkKind.Quiz, open.ToString(null, null)));
        var link = (await _world.RowAsync(_world.Mina, id, quiz)).Link!;
        Assert.Equal(("Open", $"/quizzes?start={open}"), (link.Title, AssignmentLinks.AddressOf(link)));
        Assert.Contains(await _world.Fixture.Get<AssignmentLinks>().OfferedAsync(_world.Tutor, isPrivate: false, Token), l => l.Title == "Open");
        Assert.DoesNotContain(await _world.Fixture.Get<AssignmentLinks>().OfferedAsync(_world.Tutor, isPrivate: false, Token), l => l.Title == "Closed");
    }

    [Fact]
    public async Task Today_NamesWhatIsDueWithinAWeekAndStartsIt()
    {
        var id = await _world.ClassAsync();
        var late = await _world.GiveAsync(id, "2026-03-10", "Sheet 1");
        await _world.GiveAsync(id, "2026-03-18", "Far");
        _world.Fixture.Clock.Advance(TimeSpan.FromDays(1));
        await _world.GiveAsync(id, "2026-03-12", "Sheet 2");
        var mina = await _world.ProfileAsync(_world.Mina, Roles.Student);
        var cards = _world.Fixture.Get<IEnumerable<ITodayCards>>().Single(c => c.Source == "assignments");

        var card = Assert.Single(await cards.CardsAsync(new TodayRequest(mina, new DateOnly(2026, 3, 11), _world.Fixture.Clock.UtcNow, SessionGlance.Empty), Token));

        Assert.Equal(("3 assignments due within a week", "1 is late"), (card.Title, card.Detail));
        Assert.Equal(["Sheet 1 · Algebra · was due Tue 10 Mar", "Sheet 2 · Algebra · tomorrow", "Far · Algebra · Wed 18 Mar"], card.Lines.Select(l => l.Text));
        Assert.Null((await cards.ActAsync(mina, card.Lines[0].Actions[0], Token)).Refusal);
        await using var context = _world.Fixture.Context();
        var running = await context.Sessions.SingleAsync(Token);
        Assert.Equal((id, late, "Mathematics"), (running.ClassId, running.AssignmentId, running.Subject));
    }

    [Fact]
    public async Task Records_OfAPeriod_HaveItsTimeAndWhatWasDueAndDone()
    {
        var id = await _world.ClassAsync();
        var first = await _world.GiveAsync(id, "2026-03-10");
        await _world.GiveAsync(id, "2026-03-11");
        await _world.GiveAsync(id, "2026-03-30");
        Done(await _world.StudyAsync(_world.Mina, id, "2026-03-10 05:00", 25));
        Done(await _world.StudyAsync(_world.Mina, id, "2026-03-02 05:00", 25));
        Done(await _world.Assignments.CompleteAsync(_world.Mina, id, first, _world.Mina, Token));

        await using var context = _world.Fixture.Context();
        async Task<IReadOnlyList<ClassRecord>> ReadAsync(int? teacher) => await _world.Fixture.Get<ClassRecords>()
            .OfAsync(context, _world.Mina, new DateOnly(2026, 3, 9), new DateOnly(2026, 3, 15), new DateOnly(2026, 3, 12), new Dictionary<int, int> { [id] = 1500 }, teacher, Token);

        Assert.Equal(new ClassRecord(id, "Algebra", 1500, 1, 2, 1, 1), Assert.Single(await ReadAsync(_world.Tutor)));
        Assert.Empty(await ReadAsync(_world.Leo));
    }

    private async Task<int?> DayAsync()
    {
        await using var context = _world.Fixture.Context();
        return (await context.Set<FigureDay>().SingleOrDefaultAsync(d => d.StudentId == _world.Mina && d.Figure == DayFigure.Assignments, Token))?.Amount;
    }

    private async Task<List<Notice>> WaitingAsync(NoticeKind kind)
    {
        await using var context = _world.Fixture.Context();
        return await context.Set<Notice>().Where(n => n.Kind == kind && n.State == NoticeState.Waiting).ToListAsync(Token);
    }
}
