using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Review;

/// <summary>
/// Keeps the stored sittings what the review log says. A sitting that changes is replaced as a whole, so whatever the order in which
/// reviews come in or go, the sessions are the same. A sitting that the person edited or deleted stays as it is, with its reviews.
/// </summary>
internal sealed class SittingKeeper(ImportJob job)
{
    private const int Chunk = 2000;

    private IQueryable<ReviewLogEntry> Log => job.Book.Context.Set<ReviewLogEntry>().Where(e => e.StudentId == job.Book.StudentId && e.VoidedAt == null);

    /// <summary>Stores reviews, none of which is stored yet, and brings the sittings around them in line.</summary>
    public async Task AddAsync(IReadOnlyList<LoggedReview> added, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var from = added.Min(r => r.At) - Sitting.Gap;
        var to = added.Max(r => r.At) + Sitting.Gap;
        var stored = await PoolAsync(Log.Where(e => e.ReviewedAt >= from && e.ReviewedAt <= to), cancellationToken);
        await RegroupAsync([.. stored, .. added], stored, progress, cancellationToken);
    }

    /// <summary>Removes the reviews of an import and brings their sittings in line.</summary>
    /// <returns>The edited sittings, which stay.</returns>
    public async Task<IReadOnlyList<KeptSession>> RemoveAsync(int importId, CancellationToken cancellationToken)
    {
        var sessions = job.Book.Context.Set<StudySession>();
        var mine = Log.Where(e => e.ImportId == importId);
        var edited = await sessions
            .Where(s => s.DeletedAt == null && s.Version != KeptSession.ImportedVersion && mine.Any(e => e.SessionId == s.Id))
            .OrderBy(s => s.StartedAt).ToListAsync(cancellationToken);
        var keep = edited.Select(s => s.Id).ToHashSet();
        var deleted = await sessions.Where(s => s.DeletedAt != null && mine.Any(e => e.SessionId == s.Id)).Select(s => s.Id).ToListAsync(cancellationToken);

        var pool = (await PoolAsync(mine, cancellationToken)).Where(r => !keep.Contains(r.SessionId!.Value)).ToList();
        await mine.Where(e => e.SessionId == null || !keep.Contains(e.SessionId.Value)).ExecuteDeleteAsync(cancellationToken);
        // A sitting that the person had deleted is gone for good with its last review; with others left it stays where it is.
        var stillUsed = await Log.Where(e => e.SessionId != null && deleted.Contains(e.SessionId.Value)).Select(e => e.SessionId!.Value)
            .Distinct().ToListAsync(cancellationToken);
        await job.RemoveAsync([.. deleted.Except(stillUsed)], cancellationToken);
        await RegroupAsync([.. pool.Where(r => r.ImportId != importId)], pool, null, cancellationToken);
        return [.. edited.Select(KeptSession.Of)];
    }

    /// <summary>The reviews of every untouched sitting that one of these reviews belongs to.</summary>
    private async Task<List<LoggedReview>> PoolAsync(IQueryable<ReviewLogEntry> near, CancellationToken cancellationToken)
    {
        var sittings = job.Book.Context.Set<StudySession>()
            // One with a key came in whole, edited elsewhere: no reviews made it, so none make it anew.
            .Where(s => s.StudentId == job.Book.StudentId && s.DeletedAt == null && s.Source == SessionSource.Import
                && s.Version == KeptSession.ImportedVersion && s.ImportKey == null)
            .Where(s => near.Any(e => e.SessionId == s.Id)).Select(s => s.Id);
        return await Log.AsNoTracking().Where(e => e.SessionId != null && sittings.Contains(e.SessionId.Value))
            .Select(e => new LoggedReview(e.CardKey, e.ReviewedAt, e.Grade, e.DurationMs, e.SessionId, e.ImportId))
            .ToListAsync(cancellationToken);
    }

    private async Task RegroupAsync(
        IReadOnlyList<LoggedReview> reviews, IReadOnlyList<LoggedReview> stored, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var context = job.Book.Context;
        var today = await context.CalendarOfAsync(job.Book.StudentId, cancellationToken);
        var sizes = stored.GroupBy(r => r.SessionId!.Value).ToDictionary(g => g.Key, g => g.Count());
        var changed = Sitting.Of(reviews).Where(s => !IsUnchanged(s, sizes)).ToList();
        var unchanged = sizes.Keys.ToHashSet();
        unchanged.ExceptWith(changed.SelectMany(s => s.Reviews).Select(r => r.SessionId).OfType<int>());
        var left = reviews.Select(r => r.SessionId).OfType<int>().ToHashSet();
        int[] replaced = [.. sizes.Keys.Where(id => !unchanged.Contains(id) || !left.Contains(id))];

        var calendars = await context.Set<StudySession>().Where(s => replaced.Contains(s.Id)).Select(s => new { s.Id, s.TimeZone, s.DayStartHour })
            .ToDictionaryAsync(s => s.Id, s => StudyCalendar.For(s.TimeZone, s.DayStartHour), cancellationToken);
        await job.RemoveAsync(replaced, cancellationToken);
        var sessions = changed.Select(sitting => job.Book.Add(SessionOf(sitting, CalendarOf(sitting)))).ToList();
        await job.Book.FlushAsync(cancellationToken);
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            await WriteAsync(changed, sessions, replaced, progress, cancellationToken);
        }
        finally
        {
            context.ChangeTracker.AutoDetectChangesEnabled = true;
        }

        // A session keeps the days it was recorded with (rules.md 7); one that joins several keeps those of the earliest.
        StudyCalendar CalendarOf(Sitting sitting) =>
            sitting.Reviews.FirstOrDefault(r => r.SessionId is not null).SessionId is { } earliest ? calendars[earliest] : today;
    }

    private static bool IsUnchanged(Sitting sitting, Dictionary<int, int> sizes) =>
        sitting.Reviews[0].SessionId is { } id && sizes[id] == sitting.Reviews.Count && sitting.Reviews.All(r => r.SessionId == id);

    private StudySession SessionOf(Sitting sitting, StudyCalendar calendar)
    {
        var session = StudySession.Completed(
            job.Book.StudentId, new SessionAbout { Kind = SessionKind.VocabularyReview }, SessionSource.Import, null, calendar, sitting.Start, sitting.End);
        session.SetSitting(sitting.HoursIn(calendar), sitting.Reviews.Count);
        session.CameFrom(sitting.Reviews.Min(r => r.ImportId) ?? job.Run.Id, null);
        return session;
    }

    /// <summary>Writes the new reviews piece by piece and lets go of each, so that a large file does not stay in memory.</summary>
    private async Task WriteAsync(
        IReadOnlyList<Sitting> sittings, IReadOnlyList<StudySession> sessions, int[] replaced, IProgress<ImportProgress>? progress,
        CancellationToken cancellationToken)
    {
        var context = job.Book.Context;
        var batch = new List<ReviewLogEntry>(Chunk);
        for (var i = 0; i < sittings.Count; i++)
        {
            var reviews = sittings[i].Reviews;
            if (reviews.Any(r => r.SessionId is not null))
            {
                var (first, last, id) = (reviews[0].At, reviews[^1].At, sessions[i].Id);
                int[] from = [.. reviews.Select(r => r.SessionId).OfType<int>().Distinct()];
                await Log.Where(e => e.ReviewedAt >= first && e.ReviewedAt <= last && e.SessionId != null && from.Contains(e.SessionId.Value))
                    .ExecuteUpdateAsync(set => set.SetProperty(e => e.SessionId, id), cancellationToken);
            }
            batch.AddRange(reviews.Where(r => r.SessionId is null).Select(r => new ReviewLogEntry(job.Book.StudentId, r, sessions[i].Id, job.Run.Id)));
            if (batch.Count >= Chunk || i == sittings.Count - 1)
            {
                cancellationToken.ThrowIfCancellationRequested();
                context.AddRange(batch);
                await context.SaveChangesAsync(cancellationToken);
                foreach (var entry in batch)
                {
                    context.Entry(entry).State = EntityState.Detached;
                }
                batch.Clear();
                progress?.Report(new ImportProgress(ImportStep.Write, (i + 1) * 100 / sittings.Count));
            }
        }
    }
}
