using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Sessions.Recorder;

/// <summary>Takes a recorded command back: every session it touched becomes what it was, and all totals follow.</summary>
public sealed class SessionUndo(SessionRecorder recorder)
{
    /// <summary>
    /// Undoes a command. Refused when a touched session was changed since, and, when it would let a stopped timer run again, while
    /// another runs (the refusal names it; <paramref name="switchTimer"/> finishes that one first).
    /// </summary>
    public Task<Outcome<Recording<SessionChange>>> UndoAsync(
        int studentId, int changeId, bool switchTimer = false, CancellationToken cancellationToken = default) =>
        recorder.RecordAsync<SessionChange>(studentId, ChangeVerb.Undo, async book =>
        {
            var change = await book.Context.SessionChanges.SingleOrDefaultAsync(c => c.Id == changeId && c.StudentId == studentId, cancellationToken);
            if (change is null)
            {
                return Refusal.NotFound(SessionTexts.Refused_NothingToUndo);
            }
            if (change.UndoneAt is not null)
            {
                return Refusal.Conflict(SessionTexts.Refused_UndoneBefore);
            }
            var snapshots = JsonSerializer.Deserialize<List<SessionSnapshot>>(change.Before)!;
            var sessions = (await book.FindAsync([.. snapshots.Select(s => s.SessionId)], deletedToo: true, cancellationToken)).ToDictionary(s => s.Id);
            if (snapshots.Exists(s => !sessions.TryGetValue(s.SessionId, out var session) || session.Version != s.VersionAfter))
            {
                return Refusal.Conflict(SessionTexts.Refused_ChangedSince);
            }
            if (await SlotTakenAsync(book, snapshots, switchTimer, cancellationToken) is { } refusal)
            {
                return refusal;
            }
            // Deletions first: what the command created may hold the running slot that a restored session takes back.
            foreach (var snapshot in snapshots.Where(s => s.Values is null))
            {
                snapshot.RestoreTo(book.Context, sessions[snapshot.SessionId], book.NowUtc);
            }
            await book.FlushAsync(cancellationToken);
            foreach (var snapshot in snapshots.Where(s => s.Values is not null))
            {
                snapshot.RestoreTo(book.Context, sessions[snapshot.SessionId], book.NowUtc);
            }
            change.Undo(book.NowUtc);
            return change;
        }, cancellationToken);

    private static async Task<Refusal?> SlotTakenAsync(
        SessionBook book, List<SessionSnapshot> snapshots, bool switchTimer, CancellationToken cancellationToken)
    {
        var restoresRunning = snapshots.Exists(s => s.IsRunning);
        if (!restoresRunning || await book.RunningAsync(cancellationToken) is not { } running || snapshots.Exists(s => s.SessionId == running.Id))
        {
            return null;
        }
        if (!switchTimer)
        {
            return Refusal.Conflict(SessionTexts.Refused_Running.With(running.Subject ?? SessionLabels.Of(running.Kind)), running.Id);
        }
        running.Finish(book.NowUtc);
        await book.FlushAsync(cancellationToken);
        return null;
    }
}
