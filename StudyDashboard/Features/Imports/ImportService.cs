using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Imports;

/// <summary>
/// Takes files in: first what they would make, then the making, in one transaction that a cancelled import rolls back. A second
/// import of the same rows adds nothing (rules.md 18).
/// </summary>
public sealed class ImportService(
    IEnumerable<IImportKind> kinds, IDbContextFactory<StudyDbContext> contexts, SessionRecorder recorder, StudyFeed feed,
    ImportLimits limits, TimeProvider clock)
{
    private readonly IReadOnlyList<IImportKind> _all = [.. kinds.OrderBy(k => k.Word, StringComparer.Ordinal)];

    /// <summary>The kinds of file that can come in, by their words.</summary>
    public IReadOnlyList<IImportKind> Kinds => [.. _all.Where(k => k.IsForFiles)];

    public ImportLimits Limits { get; } = limits;

    /// <summary>Says what a file would make and stores nothing.</summary>
    public async Task<Outcome<ImportPlan>> DryRunAsync(
        int studentId, ImportCommand command, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var read = await ReadAsync(context, studentId, command, progress, cancellationToken);
        if (read.Refusal is null)
        {
            await read.Value.CompareAsync(context, studentId, cancellationToken);
        }
        return read;
    }

    /// <summary>Takes a file in. Everything that is not refused comes in, or, when it is cancelled, nothing.</summary>
    public async Task<Outcome<ImportResult>> ImportAsync(
        int studentId, ImportCommand command, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var read = await ReadAsync(context, studentId, command, progress, cancellationToken);
        if (read.Refusal is { } refusal)
        {
            return refusal;
        }
        return await ApplyAsync(context, studentId, command.Kind, command.FileName, read.Value, progress, cancellationToken);
    }

    /// <summary>Takes in what the product itself has made, as if it came from a file, so that it can be undone.</summary>
    internal async Task<Outcome<ImportResult>> TakeInAsync(int studentId, string kind, string name, ImportPlan plan, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await ApplyAsync(context, studentId, kind, name, plan, null, cancellationToken);
    }

    private async Task<Outcome<ImportResult>> ApplyAsync(
        StudyDbContext context, int studentId, string kind, string name, ImportPlan plan, IProgress<ImportProgress>? progress,
        CancellationToken cancellationToken)
    {
        await using var transaction = await context.BeginWriteAsync(studentId, cancellationToken);
        await plan.CompareAsync(context, studentId, cancellationToken);
        if (plan.Created == 0)
        {
            return new ImportResult(plan, null);
        }
        var run = new ImportRun(studentId, kind, name, clock.NowUtc());
        run.Count(plan);
        context.Add(run);
        await context.SaveChangesAsync(cancellationToken);
        ImportJob? job = null;
        var recorded = await recorder.RecordWithinAsync<ImportRun>(context, studentId, ChangeVerb.Import, async book =>
        {
            job = new ImportJob(book, run);
            await plan.ApplyAsync(job, progress, cancellationToken);
            progress?.Report(new ImportProgress(ImportStep.Derive, 0));
            return run;
        }, cancellationToken);
        if (recorded.Refusal is { } refused)
        {
            return refused;
        }
        await job!.EraseAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Publish(studentId);
        if (plan.ChangesProfile)
        {
            feed.Publish(studentId, FeedTopic.Profile);
        }
        progress?.Report(new ImportProgress(ImportStep.Derive, 100));
        return new ImportResult(plan, run.Id);
    }

    /// <summary>Takes an import back: every total is as it was, but for what a person has edited since.</summary>
    public async Task<Outcome<ImportUndone>> UndoAsync(int studentId, int importId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(studentId, cancellationToken);
        var run = await context.Set<ImportRun>().SingleOrDefaultAsync(r => r.Id == importId && r.StudentId == studentId, cancellationToken);
        if (run is null || _all.FirstOrDefault(k => k.Word == run.Kind) is not { } kind)
        {
            return Refusal.NotFound(ImportTexts.Refused_NoSuchImport);
        }
        if (run.UndoneAt is not null)
        {
            return Refusal.Conflict(ImportTexts.Refused_UndoneBefore);
        }
        ImportJob? job = null;
        var recorded = await recorder.RecordWithinAsync<IReadOnlyList<KeptSession>>(context, studentId, ChangeVerb.Undo, async book =>
        {
            job = new ImportJob(book, run);
            run.Undo(book.NowUtc);
            return Outcome.Of(await kind.UndoAsync(job, cancellationToken));
        }, cancellationToken);
        if (recorded.Refusal is { } refused)
        {
            return refused;
        }
        await job!.EraseAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Publish(studentId);
        return new ImportUndone(importId, recorded.Value.Value, kind.UndoNote);
    }

    private void Publish(int studentId)
    {
        feed.Publish(studentId, FeedTopic.Sessions);
        feed.Publish(studentId, FeedTopic.Lessons);
        feed.Publish(studentId, FeedTopic.Calendars);
        feed.Publish(studentId, FeedTopic.Cards);
        feed.Publish(studentId, FeedTopic.Quizzes);
    }

    private async Task<Outcome<ImportPlan>> ReadAsync(
        StudyDbContext context, int studentId, ImportCommand command, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        if (Kinds.FirstOrDefault(k => k.Word == command.Kind) is not { } kind)
        {
            return Unreadable(ImportTexts.Refused_NoSuchKind.With(command.Kind, string.Join(", ", Kinds.Select(k => k.Word))));
        }
        if (command.Content.Length > Limits.MaxBytes)
        {
            return Unreadable(ImportTexts.Refused_TooLarge.With(Limits.MaxMegabytes));
        }
        if (command.Content.Length == 0)
        {
            return Unreadable(ImportTexts.Refused_Empty);
        }
        command.Content.Position = 0;
        var person = await context.Users.AsNoTracking().Where(p => p.Id == studentId).Select(p => new { p.Email, p.DisplayName, p.Preferences }).SingleAsync(cancellationToken);
        var file = new ImportFile
        {
            Content = command.Content,
            Name = command.FileName,
            Calendar = await context.CalendarOfAsync(studentId, cancellationToken),
            NowUtc = clock.NowUtc(),
            Map = command.Map,
            Person = new ImportPerson(person.Email ?? "", person.DisplayName, person.Preferences.Trackers),
            Asks = command.Asks,
        };
        return kind.Read(file, progress, cancellationToken);
    }

    /// <summary>The refusal of a file of which nothing can be read.</summary>
    public static Refusal Unreadable(string message) => Refusal.Invalid(new FieldError("file", message));
}
