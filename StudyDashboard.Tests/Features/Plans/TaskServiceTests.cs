using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Plans;
using StudyDashboard.Features.Plans.Tasks;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Planning;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Sessions.Timer;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Plans;

public sealed class TaskServiceTests : IDisposable
{
    private readonly StudyFixture _study = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private TaskService Tasks => _study.Get<TaskService>();

    public void Dispose() => _study.Dispose();

    [Fact]
    public async Task Propose_WritesNothing_AndPlanWritesAllInOneChange()
    {
        var student = await StudentAsync();
        var plan = await PlanMake.PlanAsync(_study, PlanMake.Content(target: new(2026, 5, 5)));

        var proposed = (await Tasks.ProposeAsync(student, plan, 2, Token)).Value;

        Assert.Equal((new DateOnly(2026, 3, 10), new DateOnly(2026, 3, 23)), (proposed.From, proposed.To));
        Assert.Equal(28, proposed.Tasks.Count);
        await using var context = _study.Context();
        Assert.False(await context.Sessions.AnyAsync(Token));
        var written = await Tasks.PlanAsync(student.Id, plan, proposed, Token);
        Assert.Equal(RefusalKind.Conflict, (await Tasks.PlanAsync(student.Id, plan, proposed, Token)).Refusal?.Kind);
        Assert.Equal(28, await context.Sessions.CountAsync(s => s.Status == SessionStatus.Planned && s.PlanId == plan && s.DomainCode != null, Token));
        Assert.Empty((await Tasks.ProposeAsync(student, plan, 2, Token)).Value.Tasks);
        Assert.Null((await _study.Get<SessionUndo>().UndoAsync(student.Id, written.Value.ChangeId!.Value, cancellationToken: Token)).Refusal);
        Assert.False(await context.Sessions.AnyAsync(s => s.DeletedAt == null, Token));
    }

    [Fact]
    public async Task Propose_EndsBeforeTheTarget_AndIsRefusedAfterIt()
    {
        var student = await StudentAsync();
        var plan = await PlanMake.PlanAsync(_study, PlanMake.Content(target: new(2026, 3, 12)));

        Assert.Equal(new DateOnly(2026, 3, 11), (await Tasks.ProposeAsync(student, plan, 4, Token)).Value.To);
        _study.Clock.SetUtc(Make.At("2026-03-12 12:00"));
        Assert.Equal(RefusalKind.Conflict, (await Tasks.ProposeAsync(student, plan, 1, Token)).Refusal?.Kind);
        Assert.Equal("weeks", (await Tasks.ProposeAsync(student, plan, 5, Token)).Refusal?.Fields.Single().Field);
        Assert.Equal(RefusalKind.NotFound, (await Tasks.ProposeAsync(student, 999, 1, Token)).Refusal?.Kind);
    }

    [Fact]
    public async Task Replan_MovesWhatIsLate_AsShown_AndIsRefusedWhenThatHasChanged()
    {
        var student = await StudentAsync();
        var plan = await PlanMake.PlanAsync(_study);
        var late = await PlannedAsync(plan, new(2026, 3, 8));
        var coming = await PlannedAsync(plan, new(2026, 3, 11));

        var moves = (await Tasks.ReplanAsync(student, plan, Token)).Value;

        var move = Assert.Single(moves);
        Assert.Equal((late, (DateOnly?)new DateOnly(2026, 3, 10)), (move.Task.SessionId, move.To));
        Assert.Null((await Tasks.MoveAsync(student.Id, moves, Token)).Refusal);
        await using var context = _study.Context();
        Assert.Equal(new DateOnly(2026, 3, 10), (await context.Sessions.SingleAsync(s => s.Id == late, Token)).PlannedDay);
        Assert.Equal(new DateOnly(2026, 3, 11), (await context.Sessions.SingleAsync(s => s.Id == coming, Token)).PlannedDay);
        Assert.Equal(RefusalKind.Conflict, (await Tasks.MoveAsync(student.Id, moves, Token)).Refusal?.Kind);
        Assert.Empty((await Tasks.ReplanAsync(student, plan, Token)).Value);
    }

    [Fact]
    public async Task Domain_ThatGetsAnotherCode_KeepsWhatIsPlannedForIt()
    {
        var student = await StudentAsync();
        var plan = await PlanMake.PlanAsync(_study, PlanMake.Content(target: new(2026, 5, 5), domains: ("SURG", 1)));
        Assert.Null((await Tasks.PlanAsync(student.Id, plan, (await Tasks.ProposeAsync(student, plan, 1, Token)).Value, Token)).Refusal);

        var content = new PlanContent { Title = "Exam", TargetDay = new(2026, 5, 5), Domains = [new PlanPart { Code = "OMFS", Name = "Surgery", Was = "SURG" }] };
        Assert.Null((await _study.Get<PlanService>().EditAsync(student.Id, plan, null, content, Token)).Refusal);

        Assert.Empty((await Tasks.ReplanAsync(student, plan, Token)).Value);
        Assert.Empty((await Tasks.ProposeAsync(student, plan, 1, Token)).Value.Tasks);
    }

    [Fact]
    public async Task Loads_ComparePlannedWithStudied()
    {
        var student = await StudentAsync();
        var plan = await PlanMake.PlanAsync(_study);
        var planned = await PlannedAsync(plan, new(2026, 3, 10));
        await PlannedAsync(plan, new(2026, 3, 3));
        Assert.Null((await _study.Get<TimerService>().StartAsync(student.Id, new StartTimer { About = Make.About(), PlannedSessionId = planned }, Token)).Refusal);
        _study.Clock.Advance(TimeSpan.FromMinutes(45));
        Assert.Null((await _study.Get<TimerService>().FinishAsync(student.Id, planned, new FinishTimer(), Token)).Refusal);

        var load = await _study.Get<WeekLoads>().OfAsync(student, plan, Token);

        Assert.Equal(WeekLoads.Weeks, load.Weeks.Count);
        Assert.Equal([(new DateOnly(2026, 3, 2), 30, 0), (new DateOnly(2026, 3, 9), 30, 2700)], load.Weeks.TakeLast(2).Select(w => (w.First, w.PlannedMinutes, w.ActualSeconds)));
        Assert.Equal(10d, (await PlanMake.DomainAsync(_study, plan, "SURG")).Progress);
    }

    private async Task<int> PlannedAsync(int plan, DateOnly day) => (await _study.Get<SessionPlanner>().PlanAsync(
        _study.StudentId, new PlannedSession(Make.About(SessionKind.Theory, "Surgery", "SURG") with { PlanId = plan }, day, null, 30), Token)).Value.Value.Id;

    private Task<Profile> StudentAsync() => PlanMake.ProfileAsync(_study);
}
