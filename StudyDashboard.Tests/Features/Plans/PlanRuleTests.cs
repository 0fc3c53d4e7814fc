using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Plans;
using StudyDashboard.Features.Plans.Unassigned;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Sessions.Timer;
using StudyDashboard.Features.Sessions.Totals;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Features.Quizzes;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Plans;

public sealed class PlanRuleTests : IDisposable
{
    private readonly StudyFixture _study = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private UnassignedService Unassigned => _study.Get<UnassignedService>();

    public void Dispose() => _study.Dispose();

    [Theory]
    [InlineData(SessionSource.Timer)]
    [InlineData(SessionSource.Manual)]
    public async Task Session_WithAnUnknownCode_IsRefusedAndTheCodesAreListed(SessionSource source)
    {
        await PlanMake.PlanAsync(_study, PlanMake.Content("Dentistry"));

        var refused = await PlanMake.SessionAsync(_study, "XYZ", "2026-03-09 09:00", source: source);

        Assert.Equal("XYZ is no domain of “Dentistry”. Its codes are SURG, PROTH.", refused.Refusal?.Message);
        Assert.Equal("domain_code", refused.Refusal?.Fields.Single().Field);
        var timer = await _study.Get<TimerService>().StartAsync(_study.StudentId, new StartTimer { About = Make.About(domain: "XYZ") }, Token);
        Assert.Equal(RefusalKind.Invalid, timer.Refusal?.Kind);
    }

    [Fact]
    public async Task Session_WithAKnownCode_JoinsTheActivePlan()
    {
        var plan = await PlanMake.PlanAsync(_study);

        var session = (await PlanMake.SessionAsync(_study, "surg", "2026-03-09 09:00")).Value.Value;

        Assert.Equal((plan, "SURG"), (session.PlanId, session.DomainCode));
    }

    [Fact]
    public async Task Session_OfAPlanThatIsNotTheirs_IsRefused()
    {
        var other = (await _study.Get<PlanService>().AddAsync(_study.AddPerson("Jun"), PlanMake.Content(), false, Token)).Value;

        var refused = await _study.Get<TimerService>().StartAsync(_study.StudentId, new StartTimer { About = Make.About() with { PlanId = other } }, Token);

        Assert.Equal("plan_id", refused.Refusal?.Fields.Single().Field);
    }

    [Fact]
    public async Task Session_WithoutAPlan_KeepsItsCode()
    {
        var session = (await PlanMake.SessionAsync(_study, "ANY", "2026-03-09 09:00")).Value.Value;

        Assert.Equal((null, "ANY"), (session.PlanId, session.DomainCode));
    }

    [Fact]
    public async Task Import_WithUnknownCodes_WaitsAndCountsOnceAssigned_ThoseToComeToo()
    {
        var plan = await PlanMake.PlanAsync(_study);
        await PlanMake.SessionAsync(_study, "Chirurgie", "2026-03-08 09:00", source: SessionSource.Import, answered: 10, correct: 9);
        await PlanMake.SessionAsync(_study, "Chirurgie", "2026-03-09 09:00", source: SessionSource.Import);

        var waiting = Assert.Single(await Unassigned.CodesAsync(_study.StudentId, plan, Token));
        Assert.Equal(("Chirurgie", 2, 3600, 10), (waiting.Code, waiting.Sessions, waiting.NetSeconds, waiting.Answered));
        Assert.Equal(0, (await PlanMake.DomainAsync(_study, plan, "SURG")).Progress);

        Assert.Null((await Unassigned.AssignCodeAsync(_study.StudentId, plan, "Chirurgie", "SURG", Token)).Refusal);
        Assert.Empty(await Unassigned.CodesAsync(_study.StudentId, plan, Token));
        var assigned = await PlanMake.DomainAsync(_study, plan, "SURG");
        Assert.Equal((19d, (double?)90), (assigned.Progress, assigned.Mastery));
        Assert.Contains((MasteryLevel.None, MasteryLevel.Familiar, LevelCause.Assignment, "Chirurgie"), await PlanMake.LevelsAsync(_study, plan));

        await PlanMake.SessionAsync(_study, "Chirurgie", "2026-03-09 12:00", source: SessionSource.Import);
        Assert.Equal(29d, (await PlanMake.DomainAsync(_study, plan, "SURG")).Progress);
        Assert.Equal(0, await _study.Get<Rebuild>().RunAsync(Token));

        Assert.Null((await _study.Get<PlanService>().KnowAsync(_study.StudentId, plan, "Chirurgie", null, Token)).Refusal);
        Assert.Equal(10d, (await PlanMake.DomainAsync(_study, plan, "SURG")).Progress);
    }

    [Fact]
    public async Task Sessions_OneByOne_AreAssignedAndTakenBack()
    {
        var plan = await PlanMake.PlanAsync(_study);
        var first = (await PlanMake.SessionAsync(_study, "X", "2026-03-08 09:00", source: SessionSource.Import)).Value.Value;
        await PlanMake.SessionAsync(_study, "X", "2026-03-09 09:00", source: SessionSource.Import);
        Assert.Equal(2, (await Unassigned.SessionsAsync(_study.StudentId, plan, "X", Token)).Count);

        var assigned = await Unassigned.AssignSessionsAsync(_study.StudentId, plan, [first.Id], "PROTH", Token);

        Assert.Equal(10d, (await PlanMake.DomainAsync(_study, plan, "PROTH")).Progress);
        Assert.Single(await Unassigned.SessionsAsync(_study.StudentId, plan, "X", Token));
        Assert.Null((await _study.Get<SessionUndo>().UndoAsync(_study.StudentId, assigned.Value.ChangeId!.Value, cancellationToken: Token)).Refusal);
        Assert.Equal(0d, (await PlanMake.DomainAsync(_study, plan, "PROTH")).Progress);
        Assert.Equal(2, (await Unassigned.SessionsAsync(_study.StudentId, plan, "X", Token)).Count);
    }

    [Fact]
    public async Task Sessions_FromBeforeThePlan_WaitWithTheirDomainSuggested()
    {
        await PlanMake.SessionAsync(_study, "SURG", "2026-03-08 09:00");
        var plan = await PlanMake.PlanAsync(_study);
        var waiting = Assert.Single(await Unassigned.CodesAsync(_study.StudentId, plan, Token));
        Assert.Equal("SURG", waiting.Suggested);

        var change = await Unassigned.AssignCodeAsync(_study.StudentId, plan, "SURG", "SURG", Token);

        Assert.Equal(10d, (await PlanMake.DomainAsync(_study, plan, "SURG")).Progress);
        Assert.Null((await _study.Get<SessionUndo>().UndoAsync(_study.StudentId, change.Value!.Value, cancellationToken: Token)).Refusal);
        Assert.Equal(0d, (await PlanMake.DomainAsync(_study, plan, "SURG")).Progress);
    }

    [Fact]
    public async Task Quiz_WithCodesThePlanDoesNotKnow_IsKeptAndItsPartIsAssigned()
    {
        var plan = await PlanMake.PlanAsync(_study);
        var (topic, ids) = await QuizMake.BankAsync(_study, 4, place: i => new QuestionPlace { DomainCode = i <= 2 ? "SURG" : "ODD" });

        await QuizMake.TakeAsync(_study, topic, ids, "cccc");

        var waiting = Assert.Single(await Unassigned.CodesAsync(_study.StudentId, plan, Token));
        Assert.Equal(("ODD", 2), (waiting.Code, waiting.Answered));
        Assert.Null((await Unassigned.AssignCodeAsync(_study.StudentId, plan, "ODD", "PROTH", Token)).Refusal);
        Assert.Equal(100d, (await PlanMake.DomainAsync(_study, plan, "PROTH")).Mastery);
        Assert.Equal(0, await _study.Get<Rebuild>().RunAsync(Token));
    }

    [Fact]
    public async Task Domain_ThatGetsAnotherCode_KeepsItsSessions_AndOneThatGoesLeavesThemWaiting()
    {
        var plan = await PlanMake.PlanAsync(_study);
        await PlanMake.SessionAsync(_study, "SURG", "2026-03-08 09:00");
        await PlanMake.SessionAsync(_study, "PROTH", "2026-03-08 12:00");

        var content = new PlanContent { Title = "Exam", Domains = [new PlanPart { Code = "OMFS", Name = "Surgery", Was = "SURG" }] };
        Assert.Null((await _study.Get<PlanService>().EditAsync(_study.StudentId, plan, 1, content, Token)).Refusal);

        Assert.Equal(10d, (await PlanMake.DomainAsync(_study, plan, "OMFS")).Progress);
        Assert.Equal("PROTH", Assert.Single(await Unassigned.CodesAsync(_study.StudentId, plan, Token)).Code);
        Assert.Null((await PlanMake.SessionAsync(_study, "SURG", "2026-03-09 09:00")).Refusal);
        Assert.Equal(20d, (await PlanMake.DomainAsync(_study, plan, "OMFS")).Progress);
        Assert.Equal(RefusalKind.Stale, (await _study.Get<PlanService>().EditAsync(_study.StudentId, plan, 1, content, Token)).Refusal?.Kind);
    }

    [Fact]
    public async Task Code_OfAnotherDomain_CannotBeTakenInOneStep()
    {
        var plan = await PlanMake.PlanAsync(_study);
        var swapped = new PlanContent { Title = "Exam", Domains = [new PlanPart { Code = "PROTH", Name = "Surgery", Was = "SURG" }, new PlanPart { Code = "SURG", Name = "Prosthetics", Was = "PROTH" }] };

        var refused = (await _study.Get<PlanService>().EditAsync(_study.StudentId, plan, null, swapped, Token)).Refusal;

        Assert.Equal("domains", refused?.Fields.Single().Field);
        Assert.Contains("PROTH", refused!.Fields.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_OfADeletedPlan_GoesOnWithoutIt_AndItsSessionsWaitForTheActiveOne()
    {
        var first = await PlanMake.PlanAsync(_study, PlanMake.Content("First", domains: [("SURG", 1), ("OLD", 1)]));
        var done = (await PlanMake.SessionAsync(_study, "SURG", "2026-03-08 09:00")).Value.Value;
        await PlanMake.SessionAsync(_study, "OLD", "2026-03-08 12:00");
        Assert.Null(await _study.Get<PlanService>().DeleteAsync(_study.StudentId, first, Token));
        var second = await PlanMake.PlanAsync(_study, PlanMake.Content("Second"), activate: true);

        // Going on with one of the past: what the plan of now knows of it.
        var glance = _study.Get<GlanceReader>();
        Assert.Equal((null, "SURG"), await glance.AboutAsync(_study.StudentId, done.Id, Token) is { } about ? (about.PlanId, about.DomainCode) : default);
        Assert.Null((await _study.Get<TimerService>().StartAsync(_study.StudentId, StartTimer.Like(done), Token)).Refusal);

        Assert.Equal(["OLD", "SURG"], (await Unassigned.CodesAsync(_study.StudentId, second, Token)).Select(c => c.Code).Order());
        Assert.Single(await Unassigned.SessionsAsync(_study.StudentId, second, "SURG", Token));
        Assert.Null((await Unassigned.AssignCodeAsync(_study.StudentId, second, "SURG", "SURG", Token)).Refusal);
        Assert.Equal(10d, (await PlanMake.DomainAsync(_study, second, "SURG")).Progress);
    }

    [Fact]
    public async Task Plan_Purged_LetsItsSessionsGo_AndTheyWait()
    {
        var first = await PlanMake.PlanAsync(_study, PlanMake.Content("First"));
        await PlanMake.SessionAsync(_study, "SURG", "2026-03-08 09:00");
        Assert.Null(await _study.Get<PlanService>().DeleteAsync(_study.StudentId, first, Token));
        var second = await PlanMake.PlanAsync(_study, PlanMake.Content("Second", domains: ("OTHER", 1)), activate: true);

        Assert.Equal(0, await _study.Get<PlanPurge>().RunAsync(_study.Clock.UtcNow.AddDays(29), Token));
        Assert.Equal(1, await _study.Get<PlanPurge>().RunAsync(_study.Clock.UtcNow.AddDays(31), Token));

        await using var context = _study.Context();
        Assert.Equal((null, "SURG"), (await context.Sessions.Select(s => new { s.PlanId, s.DomainCode }).SingleAsync(Token)) is var session ? (session.PlanId, session.DomainCode) : default);
        Assert.Equal("SURG", Assert.Single(await Unassigned.CodesAsync(_study.StudentId, second, Token)).Code);
        Assert.Equal(0, await _study.Get<Rebuild>().RunAsync(Token));
    }

    [Fact]
    public async Task ActivePlan_IsOneAStudent_WhichTheDatabaseHolds()
    {
        var first = await PlanMake.PlanAsync(_study, PlanMake.Content("First"));
        var second = await PlanMake.PlanAsync(_study, PlanMake.Content("Second"));
        var plans = _study.Get<PlanReader>();
        Assert.Equal([(first, PlanStatus.Active), (second, PlanStatus.Draft)], (await plans.ListAsync(_study.StudentId, Token)).Select(p => (p.Id, p.Status)));

        Assert.Null(await _study.Get<PlanService>().ActivateAsync(_study.StudentId, second, Token));
        Assert.Equal([(second, PlanStatus.Active), (first, PlanStatus.Archived)], (await plans.ListAsync(_study.StudentId, Token)).Select(p => (p.Id, p.Status)));

        await using var context = _study.Context();
        await Assert.ThrowsAnyAsync<Exception>(() => context.Set<Plan>().Where(p => p.Id == first).ExecuteUpdateAsync(s => s.SetProperty(p => p.Status, PlanStatus.Active), Token));
    }

    [Fact]
    public async Task Plan_Deleted_ComesBackAsADraft_WhereAnotherIsActive()
    {
        var (service, first) = (_study.Get<PlanService>(), await PlanMake.PlanAsync(_study, PlanMake.Content("First")));
        Assert.Null(await service.DeleteAsync(_study.StudentId, first, Token));
        var second = await PlanMake.PlanAsync(_study, PlanMake.Content("Second"));

        Assert.Null(await service.RestoreAsync(_study.StudentId, first, Token));

        Assert.Equal([(second, PlanStatus.Active), (first, PlanStatus.Draft)], (await _study.Get<PlanReader>().ListAsync(_study.StudentId, Token)).Select(p => (p.Id, p.Status)));
    }
}
