using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Review.Grading;

/// <summary>
/// Keeps the sittings of answers given here what the log says: after each change the sittings around it are cut anew, and a session
/// keeps its row, note and all. Imported sittings are <see cref="SittingKeeper"/>'s, and neither touches the other's.
/// </summary>
internal sealed class ReviewSittings(SessionBook book, StudyCalendar calendar)
{
    private readonly List<int> _gone = [];

    private IQueryable<ReviewLogEntry> Log =>
        book.Context.Set<ReviewLogEntry>().Where(e => e.StudentId == book.StudentId && e.Source == ReviewSource.Review && e.VoidedAt == null);

    /// <summary>Takes a stored answer into its sitting.</summary>
    public async Task AddAsync(ReviewLogEntry entry, CancellationToken cancellationToken)
    {
        var (from, to) = (entry.ReviewedAt - Sitting.Gap, entry.ReviewedAt + Sitting.Gap);
        var near = await Log.Where(e => e.ReviewedAt > from && e.ReviewedAt < to && e.SessionId != null).Select(e => e.SessionId!.Value).Distinct()
            .ToListAsync(cancellationToken);
        var sessions = await book.FindAsync(near, cancellationToken: cancellationToken);
        var rows = await RowsAsync([.. sessions.Select(s => s.Id)], cancellationToken);
        rows.Add(entry);
        await CutAsync(rows, sessions, cancellationToken);
    }

    /// <summary>Marks answers as taken back and counts their sittings without them.</summary>
    public async Task VoidAsync(IReadOnlyList<ReviewLogEntry> entries, CancellationToken cancellationToken)
    {
        var ids = entries.Select(e => e.SessionId).OfType<int>().Distinct().ToList();
        var now = book.NowUtc;
        foreach (var entry in entries)
        {
            entry.Void(now);
        }
        await book.Context.SaveChangesAsync(cancellationToken);
        var sessions = await book.FindAsync(ids, deletedToo: true, cancellationToken);
        // One that the person deleted stays deleted, with the right count should it come back.
        foreach (var deleted in sessions.Where(s => s.DeletedAt is not null))
        {
            await CutAsync(await RowsAsync([deleted.Id], cancellationToken), [deleted], cancellationToken);
        }
        List<StudySession> live = [.. sessions.Where(s => s.DeletedAt is null)];
        await CutAsync(await RowsAsync([.. live.Select(s => s.Id)], cancellationToken), live, cancellationToken);
    }

    /// <summary>Erases sessions that no answer is left of, when the totals have been derived without them.</summary>
    public Task EraseAsync(CancellationToken cancellationToken) =>
        _gone.Count == 0 ? Task.CompletedTask : book.Context.Sessions.Where(s => _gone.Contains(s.Id)).ExecuteDeleteAsync(cancellationToken);

    private async Task<List<ReviewLogEntry>> RowsAsync(int[] sessionIds, CancellationToken cancellationToken) =>
        sessionIds.Length == 0 ? [] : await Log.AsNoTracking().Where(e => e.SessionId != null && sessionIds.Contains(e.SessionId.Value)).ToListAsync(cancellationToken);

    private async Task CutAsync(IReadOnlyList<ReviewLogEntry> rows, IReadOnlyList<StudySession> sessions, CancellationToken cancellationToken)
    {
        var byKey = rows.ToDictionary(r => (r.CardKey, r.ReviewedAt));
        var free = sessions.ToDictionary(s => s.Id);
        foreach (var sitting in Sitting.Of(rows.Select(r => new LoggedReview(r.CardKey, r.ReviewedAt, r.Grade, r.DurationMs, r.SessionId))))
        {
            // The row of the earliest answer stays the sitting's, unless a part that was cut off before has it.
            var session = sitting.Reviews.Select(r => r.SessionId).OfType<int>().Where(free.ContainsKey).Select(id => free[id]).FirstOrDefault()
                ?? book.Add(StudySession.Completed(
                    book.StudentId, new SessionAbout { Kind = SessionKind.VocabularyReview }, SessionSource.Review, null, calendar, sitting.Start, sitting.End));
            free.Remove(session.Id);
            session.SetSpan(sitting.Start, sitting.End);
            session.SetSitting(sitting.HoursIn(session.Calendar), sitting.Reviews.Count);
            if (session.Id == 0)
            {
                await book.FlushAsync(cancellationToken);
            }
            await JoinAsync([.. sitting.Reviews.Select(r => byKey[(r.CardKey, r.At)]).Where(r => r.SessionId != session.Id)], session.Id, cancellationToken);
        }
        foreach (var empty in free.Values)
        {
            empty.Delete(book.NowUtc);
            _gone.Add(empty.Id);
        }
    }

    private async Task JoinAsync(IReadOnlyList<ReviewLogEntry> moved, int sessionId, CancellationToken cancellationToken)
    {
        foreach (var entry in moved)
        {
            entry.JoinSitting(sessionId);
        }
        var ids = moved.Where(e => book.Context.Entry(e).State == EntityState.Detached).Select(e => e.Id).ToList();
        if (ids.Count > 0)
        {
            await book.Context.Set<ReviewLogEntry>().Where(e => ids.Contains(e.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(e => e.SessionId, sessionId), cancellationToken);
        }
    }
}
