using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Tutoring.Closing;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Recorder;

/// <summary>
/// The one way to write lessons and their series. A command, the students' facts that follow from it, its notices and its journal are
/// one transaction. After the commit the open pages of all concerned hear of it.
/// </summary>
public sealed class LessonRecorder(
    IDbContextFactory<StudyDbContext> contexts, LessonFacts facts, IEnumerable<ILessonConsequence> consequences, StudyFeed feed, TimeProvider clock)
{
    /// <summary>Runs a command on a tutor's lessons. A refusal rolls all of it back.</summary>
    /// <param name="tutorId">Whose lessons.</param>
    /// <param name="verb">What the command does.</param>
    /// <param name="command">The command.</param>
    /// <param name="preview">Whether to roll back what was done: its outcome tells what would be.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is stored then.</param>
    public async Task<Outcome<LessonRecording<T>>> RecordAsync<T>(
        int tutorId, LessonVerb verb, Func<LessonBook, Task<Outcome<T>>> command, bool preview = false, CancellationToken cancellationToken = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(tutorId, cancellationToken);
        var book = new LessonBook(context, tutorId, clock.NowUtc());
        var outcome = await command(book);
        if (outcome.Refusal is { } refusal)
        {
            return refusal;
        }
        if (preview)
        {
            return new LessonRecording<T>(outcome.Value, null);
        }
        await book.FlushAsync(cancellationToken);
        // What is imported is history, what is taken back is what it was, and a series that is filled on had a next lesson already.
        if (verb is not (LessonVerb.Import or LessonVerb.Undo or LessonVerb.Fill))
        {
            await TopicCarry.FollowAsync(book, book.Copies.Deltas, cancellationToken);
            await book.FlushAsync(cancellationToken);
        }
        var deltas = book.Copies.Deltas;
        var students = await facts.FollowAsync(context, verb, deltas, cancellationToken);
        foreach (var consequence in consequences)
        {
            await consequence.FollowAsync(context, verb, deltas, book.NowUtc, cancellationToken);
        }
        var change = Journal(book, verb);
        await context.SaveChangesAsync(cancellationToken);
        var readers = await ReadersAsync(context, deltas, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Publish(tutorId, students, readers);
        return new LessonRecording<T>(outcome.Value, change?.Id);
    }

    /// <summary>Takes a command back. Refused when one of its rows has changed since.</summary>
    public Task<Outcome<LessonRecording<int>>> UndoAsync(int tutorId, int changeId, CancellationToken cancellationToken) =>
        RecordAsync<int>(tutorId, LessonVerb.Undo, async book =>
        {
            var change = await book.Context.Set<LessonChange>().SingleOrDefaultAsync(c => c.Id == changeId && c.TutorId == tutorId, cancellationToken);
            if (change is null)
            {
                return Refusal.NotFound(LessonTexts.Refused_NothingToUndo);
            }
            if (change.UndoneAt is not null)
            {
                return Refusal.Conflict(LessonTexts.Refused_UndoneBefore);
            }
            var rows = JsonSerializer.Deserialize<List<RowCopy>>(change.Rows, Json.Stored)!;
            if (!await RowCopies.RestoreAsync(book.Context, rows, cancellationToken))
            {
                return Refusal.Conflict(LessonTexts.Refused_ChangedSince);
            }
            change.Undo(book.NowUtc);
            return rows.Count;
        }, cancellationToken: cancellationToken);

    private static LessonChange? Journal(LessonBook book, LessonVerb verb)
    {
        var rows = book.Copies.Rows();
        if (rows.Count == 0 || verb == LessonVerb.Fill)
        {
            return null;
        }
        var change = new LessonChange(book.TutorId, book.NowUtc, verb, JsonSerializer.Serialize(rows, Json.Stored));
        book.Context.Add(change);
        return change;
    }

    private static async Task<IReadOnlyList<int>> ReadersAsync(StudyDbContext context, IReadOnlyList<LessonDelta> deltas, CancellationToken cancellationToken)
    {
        var students = deltas.Select(d => d.Any.StudentId).Distinct().ToList();
        var guardians = await context.Set<Guardianship>().Where(g => students.Contains(g.StudentId)).Select(g => g.GuardianId).ToListAsync(cancellationToken);
        return [.. students.Union(guardians)];
    }

    private void Publish(int tutorId, IEnumerable<int> studied, IEnumerable<int> readers)
    {
        foreach (var student in studied)
        {
            feed.Publish(student, FeedTopic.Sessions);
        }
        foreach (var person in readers.Append(tutorId).Distinct())
        {
            feed.Publish(person, FeedTopic.Lessons);
        }
    }
}

/// <summary>A command on lessons that was carried out.</summary>
/// <param name="Value">What it came to.</param>
/// <param name="ChangeId">Undoes it; null when it changed nothing.</param>
public sealed record LessonRecording<T>(T Value, int? ChangeId);
