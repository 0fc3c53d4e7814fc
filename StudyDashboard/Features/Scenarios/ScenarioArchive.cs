using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Imports.Archive;
using StudyDashboard.Features.Scenarios.Content;
using StudyDashboard.Features.Scenarios.Runs;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Scenarios;

/// <summary>Own scenarios, runs and history of an archive. What a run came to is worked out again from its steps.</summary>
internal sealed class ScenarioArchive : IArchivePart
{
    public ArchiveSlice Read(ArchiveFile file, DateTime nowUtc)
    {
        var slice = new ScenarioArchiveSlice();
        file.Read<ArchivedScenario>("scenarios", (record, row) =>
        {
            if (ScenarioChecks.Check(row.Content) is { Refusal: null } whole)
            {
                slice.Scenarios.TryAdd(row.Id, row with { Content = whole.Value });
            }
            else
            {
                file.Refuse("scenarios", record, ScenarioTexts.Row_Scenario);
            }
        });
        var steps = new List<ArchivedStep>();
        file.Read<ArchivedStep>("scenario_steps", (_, row) => steps.Add(row));
        var history = new Dictionary<int, ArchivedHistory>();
        file.Read<ArchivedHistory>("scenario_progress_history", (_, row) => history.TryAdd(row.RunId, row));
        var byRun = steps.ToLookup(s => s.RunId);
        file.Read<ArchivedRun>("scenario_runs", (record, row) =>
        {
            List<ArchivedStep> own = [.. byRun[row.Id].OrderBy(s => s.Number)];
            if (ScenarioChecks.Check(row.Content) is { Refusal: null } whole && own.Index().All(s => s.Item.Number == s.Index && s.Item.Reply?.Length is null or <= ScenarioChecks.MaxReply)
                && (row.Status == RunStatus.Completed) == history.ContainsKey(row.Id) && row.ScenarioKey.Length is > 0 and <= 64)
            {
                slice.Runs.TryAdd(row.Id, (row with { Content = whole.Value }, own, history.GetValueOrDefault(row.Id)));
            }
            else
            {
                file.Refuse("scenario_runs", record, ScenarioTexts.Row_Run);
            }
        });
        return slice;
    }

    public async Task<IReadOnlyList<KeptSession>> UndoAsync(ImportJob job, CancellationToken cancellationToken)
    {
        var context = job.Book.Context;
        await context.Set<ScenarioRun>().Where(r => r.StudentId == job.Book.StudentId && r.ImportId == job.Run.Id).ExecuteDeleteAsync(cancellationToken);
        // One that was edited since stays (rules.md 18).
        await context.Set<Scenario>().Where(s => s.OwnerId == job.Book.StudentId && s.ImportId == job.Run.Id && s.Version == 1).ExecuteDeleteAsync(cancellationToken);
        return [];
    }
}

internal sealed class ScenarioArchiveSlice : ArchiveSlice
{
    public Dictionary<int, ArchivedScenario> Scenarios { get; } = [];

    public Dictionary<int, (ArchivedRun Run, List<ArchivedStep> Steps, ArchivedHistory? History)> Runs { get; } = [];

    public override int Created => Scenarios.Count + Runs.Count;

    public override string Summary => Created == 0 ? "" : Plural.Of(ScenarioTexts.ResourceManager, "Archived", Created);

    private readonly Dictionary<int, string> _keys = [];

    public override async Task CompareAsync(StudyDbContext context, int studentId, bool isEmpty, ArchivedSessions sessions, CancellationToken cancellationToken)
    {
        var own = (await context.Set<Scenario>().Where(s => s.OwnerId == studentId).Select(s => new { s.Id, s.Title, s.CreatedAt }).ToListAsync(cancellationToken))
            .ToLookup(s => (s.Title, s.CreatedAt), s => s.Id);
        foreach (var scenario in Scenarios.Values.ToList())
        {
            if (own[(scenario.Content.Title, Utc(scenario.CreatedAt))].FirstOrDefault() is > 0 and var id)
            {
                _keys[scenario.Id] = id.ToString(CultureInfo.InvariantCulture);
                Drop(Scenarios, scenario.Id);
            }
        }
        var there = (await context.Set<ScenarioRun>().Where(r => r.StudentId == studentId).Select(r => new { r.Title, r.StartedAt }).ToListAsync(cancellationToken))
            .Select(r => (r.Title, r.StartedAt)).ToHashSet();
        foreach (var (run, _, _) in Runs.Values.ToList())
        {
            if (there.Contains((run.Content.Title, Utc(run.StartedAt))))
            {
                Drop(Runs, run.Id);
            }
        }
    }

    public override async Task ApplyAsync(ImportJob job, ArchivedSessions sessions, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var (context, studentId) = (job.Book.Context, job.Book.StudentId);
        var made = Scenarios.Values.Select(s => (s.Id, Scenario: Scenario.Restored(studentId, s.Content, Utc(s.CreatedAt), job.Run.Id))).ToList();
        context.AddRange(made.Select(m => m.Scenario));
        await context.SaveChangesAsync(cancellationToken);
        made.ForEach(m => _keys[m.Id] = m.Scenario.Id.ToString(CultureInfo.InvariantCulture));
        var open = (await context.Set<ScenarioRun>().Where(r => r.StudentId == studentId && r.Status == RunStatus.InProgress).Select(r => r.ScenarioKey).ToListAsync(cancellationToken)).ToHashSet();
        var runs = Runs.Values.Select(r => (Row: r, Run: Make(r.Run, r.Steps, studentId, job.Run.Id, open))).ToList();
        context.AddRange(runs.Select(r => r.Run));
        await context.SaveChangesAsync(cancellationToken);
        foreach (var ((_, _, archived), run) in runs.Where(r => r.Row.History is not null))
        {
            var steps = run.Steps.OrderBy(s => s.Number).ToList();
            var history = new ScenarioHistory(run, ScenarioResult.Of(ScenarioProgress.Of(run.Content, steps)), ScenarioTiming.Of(run.StartedAt, steps.Select(s => s.At), Utc(archived!.EndedAt)));
            history.Join(sessions.Of(archived.SessionId)?.Id, history.Words);
            context.Add(history);
        }
        await context.SaveChangesAsync(cancellationToken);
    }

    private ScenarioRun Make(ArchivedRun row, List<ArchivedStep> steps, int studentId, int importId, HashSet<string> open)
    {
        var key = int.TryParse(row.ScenarioKey, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? _keys.GetValueOrDefault(id, row.ScenarioKey) : row.ScenarioKey;
        var run = new ScenarioRun(studentId, key, row.Content, Utc(row.StartedAt));
        foreach (var step in steps)
        {
            run.Take(new ScenarioStep(step.Number, step.Kind, step.Reply, step.Verdict, Utc(step.At)));
        }
        run.CameFrom(importId);
        // One open run of a scenario: a second one is kept as given up.
        if (row.Status == RunStatus.Completed)
        {
            run.Complete(Utc(row.ClosedAt ?? row.LastStepAt));
        }
        else if (row.Status == RunStatus.Abandoned || !open.Add(key))
        {
            run.Abandon(Utc(row.ClosedAt ?? row.LastStepAt));
        }
        return run;
    }

    private void Drop<T>(Dictionary<int, T> rows, int id)
    {
        rows.Remove(id);
        Skipped++;
    }

    private static DateTime Utc(DateTime at) => Clock.ToSecond(at.Kind == DateTimeKind.Local ? at.ToUniversalTime() : DateTime.SpecifyKind(at, DateTimeKind.Utc));
}
