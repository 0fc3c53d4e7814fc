using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Scenarios.Content;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Scenarios.Runs;

/// <summary>Begins runs and takes their steps. Each step is stored at once, so a run goes on anywhere after anything.</summary>
public sealed class ScenarioRuns(IDbContextFactory<StudyDbContext> contexts, ScenarioService scenarios, StudyFeed feed, TimeProvider clock)
{
    /// <summary>Begins a run, or finds the one of this scenario that is open.</summary>
    public async Task<Outcome<RunState>> StartAsync(int studentId, string scenarioKey, CancellationToken cancellationToken)
    {
        if (await scenarios.FindAsync(studentId, scenarioKey, cancellationToken) is not { } scenario)
        {
            return Refusal.NotFound(ScenarioTexts.Refused_NotThere);
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(studentId, cancellationToken);
        var run = await context.Set<ScenarioRun>().Include(r => r.Steps)
            .SingleOrDefaultAsync(r => r.StudentId == studentId && r.ScenarioKey == scenario.Key && r.Status == RunStatus.InProgress, cancellationToken);
        if (run is null)
        {
            context.Add(run = new ScenarioRun(studentId, scenario.Key, scenario.Content, clock.NowUtc()));
            await context.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            feed.Publish(studentId, FeedTopic.Scenarios);
        }
        return RunState.Of(run, null);
    }

    /// <summary>A run as it stands; null when it is not the student's.</summary>
    public async Task<RunState?> FindAsync(int studentId, int runId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var run = await context.Set<ScenarioRun>().AsNoTracking().Include(r => r.Steps).SingleOrDefaultAsync(r => r.Id == runId && r.StudentId == studentId, cancellationToken);
        return run is null ? null : RunState.Of(run, await context.Set<ScenarioHistory>().AsNoTracking().SingleOrDefaultAsync(h => h.RunId == runId, cancellationToken));
    }

    /// <summary>The orders of runs.</summary>
    public static SortOrders<ScenarioRun> Orders { get; } = new SortOrders<ScenarioRun>(r => r.Id).By("last_step_at", r => r.LastStepAt).By("started_at", r => r.StartedAt);

    /// <summary>The student's runs, newest step first.</summary>
    public async Task<(IReadOnlyList<RunState> Items, int Total)> PageAsync(int studentId, RunStatus? status, string? sort, int page, int size, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var runs = context.Set<ScenarioRun>().AsNoTracking().Where(r => r.StudentId == studentId && (status == null || r.Status == status));
        var found = await Orders.Apply(runs.Include(r => r.Steps), sort ?? "-last_step_at").Skip((page - 1) * size).Take(size)
            .AsSplitQuery().ToListAsync(cancellationToken);
        return ([.. found.Select(r => RunState.Of(r, null))], await runs.CountAsync(cancellationToken));
    }

    /// <summary>Stores a step.</summary>
    /// <param name="studentId">Whose run.</param>
    /// <param name="runId">Which.</param>
    /// <param name="number">
    /// How many steps the sender knew: one that was stored already, by a second press or another device, is answered with the run as it stands.
    /// </param>
    /// <param name="kind">What it is.</param>
    /// <param name="reply">The reply, of a reply.</param>
    /// <param name="isKnown">Whether the word was known, of a word.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<RunState>> StepAsync(int studentId, int runId, int number, StepKind kind, string? reply, bool? isKnown, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(studentId, cancellationToken);
        var run = await context.Set<ScenarioRun>().Include(r => r.Steps).SingleOrDefaultAsync(r => r.Id == runId && r.StudentId == studentId, cancellationToken);
        if (run is null)
        {
            return Refusal.NotFound(ScenarioTexts.Refused_NotThere);
        }
        if (number < run.Steps.Count)
        {
            return RunState.Of(run, null);
        }
        var progress = ScenarioProgress.Of(run.Content, run.Steps);
        var fits = kind == StepKind.Word ? progress.Word is not null : progress.Prompt is not null;
        if (run.Status != RunStatus.InProgress || number > run.Steps.Count || !fits)
        {
            return Refusal.Conflict(ScenarioTexts.Refused_Step);
        }
        if (kind == StepKind.Reply && (string.IsNullOrWhiteSpace(reply) || reply.Length > ScenarioChecks.MaxReply))
        {
            return Refusal.Invalid(new FieldError("reply", ScenarioTexts.Refused_Reply.With(ScenarioChecks.MaxReply)));
        }
        ReplyVerdict? verdict = kind switch
        {
            StepKind.Reply => ReplyMatch.Judge(progress.Prompt!.Prompt, reply!).Verdict,
            StepKind.Word => isKnown == true ? ReplyVerdict.Right : ReplyVerdict.Wrong,
            _ => null,
        };
        run.Take(new ScenarioStep(number, kind, kind == StepKind.Reply ? reply!.Trim() : null, verdict, clock.NowUtc()));
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(studentId, FeedTopic.Scenarios);
        return RunState.Of(run, null);
    }

    /// <summary>Gives an open run up. It leaves no history.</summary>
    public Task<Refusal?> AbandonAsync(int studentId, int runId, CancellationToken cancellationToken) =>
        ChangeAsync(studentId, runId, RunStatus.InProgress, run => run.Abandon(clock.NowUtc()), cancellationToken);

    /// <summary>Takes a run up again that was given up, unless another of its scenario is open.</summary>
    public Task<Refusal?> TakeUpAsync(int studentId, int runId, CancellationToken cancellationToken) =>
        ChangeAsync(studentId, runId, RunStatus.Abandoned, run => run.Reopen(), cancellationToken);

    private async Task<Refusal?> ChangeAsync(int studentId, int runId, RunStatus from, Action<ScenarioRun> change, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(studentId, cancellationToken);
        var run = await context.Set<ScenarioRun>().SingleOrDefaultAsync(r => r.Id == runId && r.StudentId == studentId, cancellationToken);
        if (run is null)
        {
            return Refusal.NotFound(ScenarioTexts.Refused_NotThere);
        }
        if (run.Status != from || (from == RunStatus.Abandoned
            && await context.Set<ScenarioRun>().AnyAsync(r => r.StudentId == studentId && r.ScenarioKey == run.ScenarioKey && r.Status == RunStatus.InProgress, cancellationToken)))
        {
            return Refusal.Conflict(ScenarioTexts.Refused_Closed);
        }
        change(run);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(studentId, FeedTopic.Scenarios);
        return null;
    }
}
