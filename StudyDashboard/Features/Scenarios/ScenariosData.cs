using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Scenarios.Runs;

namespace StudyDashboard.Features.Scenarios;

/// <summary>A person's own scenarios, their runs and what these came to. The deletion of the person's row takes them along.</summary>
internal sealed class ScenariosData : IPersonalData
{
    public async Task ExportAsync(PersonalArchive archive, StudyDbContext context, int personId, CancellationToken cancellationToken)
    {
        await archive.AddAsync("scenarios", "Scenarios of your own.", () => context.Set<Scenario>().AsNoTracking()
            .Where(s => s.OwnerId == personId && s.DeletedAt == null).OrderBy(s => s.Id)
            .Select(s => new ArchivedScenario { Id = s.Id, Content = s.Content, CreatedAt = s.CreatedAt, UpdatedAt = s.UpdatedAt }).AsAsyncEnumerable(), cancellationToken);
        var runs = context.Set<ScenarioRun>().AsNoTracking().Where(r => r.StudentId == personId).OrderBy(r => r.Id);
        await archive.AddAsync("scenario_runs", "A way through a scenario a row, with the scenario as it was then.", () => runs
            .Select(r => new ArchivedRun
            {
                Id = r.Id, ScenarioKey = r.ScenarioKey, Content = r.Content, Status = r.Status, StartedAt = r.StartedAt, LastStepAt = r.LastStepAt, ClosedAt = r.ClosedAt,
            }).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("scenario_steps", "Each reply, hint and word of a run, in order.", () => context.Set<ScenarioStep>().AsNoTracking()
            .Where(s => runs.Any(r => r.Id == s.RunId)).OrderBy(s => s.RunId).ThenBy(s => s.Number)
            .Select(s => new ArchivedStep { RunId = s.RunId, Number = s.Number, Kind = s.Kind, Reply = s.Reply, Verdict = s.Verdict, At = s.At }).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("scenario_progress_history", "A completed run a row: time, words, objectives and how it went.", () => context.Set<ScenarioHistory>().AsNoTracking()
            .Where(h => h.StudentId == personId).OrderBy(h => h.Id)
            .Select(h => new ArchivedHistory
            {
                RunId = h.RunId, Title = h.Title, Language = h.Language, Level = h.Level, StartedAt = h.StartedAt, EndedAt = h.EndedAt, NetSeconds = h.NetSeconds, Phases = h.Phases,
                Prompts = h.Prompts, RightReplies = h.RightReplies, SuccessRate = h.SuccessRate, Score = h.Score, SupportLevel = h.SupportLevel, Words = h.Words,
                Objectives = h.Objectives,
                SessionId = context.Sessions.Where(s => s.Id == h.SessionId && s.DeletedAt == null).Select(s => (int?)s.Id).FirstOrDefault(),
            }).AsAsyncEnumerable(), cancellationToken);
    }

    public Task EraseAsync(StudyDbContext context, int personId, CancellationToken cancellationToken) => Task.CompletedTask;
}
