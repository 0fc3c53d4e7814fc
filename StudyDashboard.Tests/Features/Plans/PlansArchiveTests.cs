using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Plans;
using StudyDashboard.Features.Plans.Templates;
using StudyDashboard.Features.Plans.Unassigned;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Tests.Features.Imports.Archive;
using StudyDashboard.Tests.Features.Quizzes;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Plans;

/// <summary>Plans leave with a person and come in again with every figure.</summary>
public sealed class PlansArchiveTests : IDisposable
{
    private readonly StudyFixture _from = new();
    private readonly StudyFixture _to = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _from.Dispose();
        _to.Dispose();
    }

    [Fact]
    public async Task RoundTrip_BringsPlansWithEqualFigures_AndTwiceIsOnce()
    {
        await PlanMake.PlanAsync(_from, PlanMake.Content("Old"));
        var plan = await PlanMake.PlanAsync(_from, PlanMake.Content("Exam", new(2026, 6, 1)), activate: true);
        await PlanMake.SessionAsync(_from, "SURG", "2026-03-08 09:00", answered: 10, correct: 10);
        await PlanMake.SessionAsync(_from, "Chirurgie", "2026-03-08 12:00", source: SessionSource.Import, answered: 4, correct: 4);
        Assert.Null((await _from.Get<UnassignedService>().AssignCodeAsync(_from.StudentId, plan, "Chirurgie", "SURG", Token)).Refusal);
        var (topic, ids) = await QuizMake.BankAsync(_from, 4, place: i => new QuestionPlace { DomainCode = i <= 2 ? "SURG" : "PROTH" });
        await QuizMake.TakeAsync(_from, topic, ids, "cccw");
        await _from.Get<TemplateService>().AddAsync(_from.StudentId, PlanMake.Content("Mine"), Token);
        var archive = await FilledStudent.ExportAsync(_from);
        _to.Clock.SetUtc(_from.Clock.UtcNow);

        await ImportAsync(archive);
        await ImportAsync(archive);

        var plans = await _to.Get<PlanReader>().ListAsync(_to.StudentId, Token);
        Assert.Equal([("Exam", PlanStatus.Active), ("Old", PlanStatus.Archived)], plans.Select(p => (p.Title, p.Status)));
        Assert.Equal(await PlanMake.StandingsAsync(_from, plan), await PlanMake.StandingsAsync(_to, plans[0].Id));
        Assert.Equal(MasteryLevel.Mastered, (await PlanMake.DomainAsync(_to, plans[0].Id, "SURG")).Level);
        Assert.Contains((MasteryLevel.None, MasteryLevel.Proficient, LevelCause.Session, "Notes"), await PlanMake.LevelsAsync(_to, plans[0].Id));
        Assert.Single((await _to.Get<TemplateService>().ListAsync(_to.StudentId, Token)), t => t.IsOwn);
        Assert.Equal(0, await _to.Get<Rebuild>().RunAsync(Token));
    }

    private async Task ImportAsync(MemoryStream archive)
    {
        var done = await _to.Get<ImportService>().ImportAsync(_to.StudentId, new ImportCommand("archive", "archive.zip", new MemoryStream(archive.ToArray())), null, Token);
        Assert.True(done.Refusal is null, done.Refusal?.Message);
    }
}
