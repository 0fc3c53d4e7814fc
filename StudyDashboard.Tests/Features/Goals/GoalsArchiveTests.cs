using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Goals;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Rewards;
using StudyDashboard.Features.Rewards.Achievements;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Tests.Features.Imports.Archive;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Goals;

public sealed class GoalsArchiveTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Archive_IntoAnEmptyAccount_BringsGoalsWithTheirPastOnceAndUndoes()
    {
        using var from = new GoalWorld();
        var mina = await from.MinaAsync();
        await from.AddAsync(new GoalDraft { Target = 60, StartsOn = GoalWorld.Today.AddDays(-9), RestDays = [DayOfWeek.Sunday], SkipBudget = 1, Title = "Weekly" });
        var pages = await from.AddAsync(new GoalDraft { Metric = GoalMetric.CustomCount, Period = GoalPeriod.Month, Target = 5, Unit = "pages" });
        var once = await from.AddAsync(new GoalDraft { Metric = GoalMetric.Sessions, Period = GoalPeriod.Once, Target = 1, EndsOn = GoalWorld.Today.AddDays(3), Subject = "Algebra" });
        await from.Goals.CountAsync(mina, pages, 6, null, "atlas", Token);
        await from.Goals.PauseAsync(mina, pages, GoalWorld.Today.AddDays(2), GoalWorld.Today.AddDays(3), Token);
        await from.StudyAsync("2026-03-10 06:00", minutes: 61);
        await from.StudyAsync("2026-03-03 06:00", minutes: 20);
        await from.Study.Get<StreakFreezes>().FreezeAsync(mina, GoalWorld.Today.AddDays(1), Token);
        Assert.Equal(GoalStatus.Completed, await from.StoredStatusAsync(once));
        var archive = await FilledStudent.ExportAsync(from.Study);
        using var to = new StudyFixture();

        var done = await to.Get<ImportService>().ImportAsync(to.StudentId, new ImportCommand("archive", "study.zip", archive), null, Token);

        Assert.Empty(done.Value.Plan.Refusals.Lines);
        Assert.Equal(await FactsAsync(from.Study), await FactsAsync(to));
        Assert.Equal(0, await to.Get<Rebuild>().RunAsync(Token));
        var again = await to.Get<ImportService>().DryRunAsync(to.StudentId, new ImportCommand("archive", "study.zip", archive), null, Token);
        Assert.Equal(0, again.Value.Created);
        await to.Get<ImportService>().UndoAsync(to.StudentId, done.Value.ImportId!.Value, Token);
        await using var context = to.Context();
        Assert.Empty(await context.Set<Goal>().ToListAsync(Token));
        Assert.Empty(await context.Set<Achievement>().ToListAsync(Token));
    }

    [Fact]
    public async Task Archive_Undone_LeavesGoalsThatWereEditedOrCountedFor()
    {
        using var from = new GoalWorld();
        await from.WeeklyAsync();
        await from.AddAsync(new GoalDraft { Target = 60, Subject = "Latin" });
        await from.AddAsync(new GoalDraft { Metric = GoalMetric.CustomCount, Target = 5, Unit = "pages" });
        var archive = await FilledStudent.ExportAsync(from.Study);
        using var to = new GoalWorld();
        var done = await to.Study.Get<ImportService>().ImportAsync(to.Study.StudentId, new ImportCommand("archive", "study.zip", archive), null, Token);
        var mina = await to.MinaAsync();
        var brought = await to.Study.Get<GoalReader>().ListAsync(mina, Token);
        var latin = brought.Single(g => g.Draft.Subject == "Latin");
        Assert.Null((await to.Goals.EditAsync(mina, latin.Id, null, latin.Draft with { Target = 90 }, Token)).Refusal);
        to.Study.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await to.Goals.CountAsync(mina, brought.Single(g => g.Draft.Unit is not null).Id, 3, null, null, Token)).Refusal);

        await to.Study.Get<ImportService>().UndoAsync(to.Study.StudentId, done.Value.ImportId!.Value, Token);

        Assert.Equal(["5 pages a week", "90 min a week · Latin"], (await to.Study.Get<GoalReader>().ListAsync(mina, Token)).Select(g => g.Name).Order());
    }

    private static async Task<IReadOnlyList<string>> FactsAsync(StudyFixture study)
    {
        await using var context = study.Context();
        var goals = await context.Set<Goal>().Include(g => g.Terms).Include(g => g.Pauses).Include(g => g.Progress).OrderBy(g => g.Id).AsSplitQuery().ToListAsync(Token);
        var entries = await context.Set<GoalEntry>().OrderBy(e => e.Id).ToListAsync(Token);
        return
        [
            .. goals.Select(g => $"{g.Title} {g.Metric} {g.Period} {g.Scope} {g.Unit} {g.StartsOn} {g.EndsOn} {g.WeekStart} {g.Status} "
                + string.Join(' ', g.Terms.Select(t => $"{t.ValidFrom} {t.Target} {string.Join(',', t.RestDays)} {t.SkipBudget}").Order())
                + string.Join(' ', g.Pauses.Select(p => $"{p.From} {p.To}").Order()) + string.Join(' ', g.Progress.Select(p => $"{p.FromDay} {p.ToDay} {p.Value} {p.Target} {p.ReachedOn}").Order())),
            .. entries.Select(e => $"{e.StudyDay} {e.Amount} {e.Note}"),
            .. (await context.Set<StreakFreeze>().OrderBy(f => f.StudyDay).ToListAsync(Token)).Select(f => $"frozen {f.StudyDay}"),
            .. (await context.Set<Achievement>().OrderBy(a => a.Code).ToListAsync(Token)).Select(a => $"{a.Code} {a.ReachedOn}"),
        ];
    }
}
