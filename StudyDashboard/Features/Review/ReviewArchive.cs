using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Imports.Archive;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Review;

/// <summary>A row of the archive's <c>review_log</c>.</summary>
public sealed record ArchivedReview
{
    public required string CardId { get; init; }

    public required DateTime ReviewedAt { get; init; }

    public required ReviewGrade Grade { get; init; }

    public required int DurationMs { get; init; }

    public int? SessionId { get; init; }
}

/// <summary>The review log of an archive. Its sittings come in with the sessions; reviews without theirs make new ones.</summary>
internal sealed class ReviewArchive : IArchivePart
{
    private const string Table = "review_log";

    public ArchiveSlice Read(ArchiveFile file, DateTime nowUtc)
    {
        var slice = new ReviewArchiveSlice();
        file.Read<ArchivedReview>(Table, (record, row) =>
        {
            var at = row.ReviewedAt.Kind == DateTimeKind.Local ? row.ReviewedAt.ToUniversalTime() : DateTime.SpecifyKind(row.ReviewedAt, DateTimeKind.Utc);
            var refused = row.CardId is not { Length: > 0 } ? ReviewTexts.Row_NoCard
                : row.CardId.Length > ReviewLogEntry.MaxCardKey ? ReviewTexts.Row_CardTooLong.With(ReviewLogEntry.MaxCardKey)
                : row.DurationMs is < 0 or > ReviewLogImport.MaxDurationMs ? ReviewTexts.Row_Duration.With(row.DurationMs)
                : at < ReviewLogImport.Earliest || at > nowUtc.AddDays(1) ? ReviewTexts.Row_TimeRange.With(at)
                : null;
            if (refused is not null)
            {
                file.Refuse(Table, record, refused);
                return;
            }
            at = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMillisecond));
            slice.Add(new LoggedReview(row.CardId, at, row.Grade, row.DurationMs), row.SessionId);
        });
        return slice;
    }

    public Task<IReadOnlyList<KeptSession>> UndoAsync(ImportJob job, CancellationToken cancellationToken) =>
        new SittingKeeper(job).RemoveAsync(job.Run.Id, cancellationToken);
}

/// <summary>The reviews of an archive, and which of them are new.</summary>
internal sealed class ReviewArchiveSlice : ArchiveSlice
{
    private const int Chunk = 2000;

    private readonly Dictionary<(string Card, DateTime At), (LoggedReview Review, int? ArchivedSession)> _reviews = [];

    public override int Created => _reviews.Count;

    public override string Summary => Created == 0 ? "" : Plural.Of(ReviewTexts.ResourceManager, "Reviews", Created) + ".";

    /// <summary>Takes a review in; the same card at the same time twice is one review.</summary>
    public void Add(LoggedReview review, int? archivedSession)
    {
        if (!_reviews.TryAdd((review.CardKey, review.At), (review, archivedSession)))
        {
            Skipped++;
        }
    }

    /// <summary>A sitting of which any review is stored is there in some form: it does not come in, and its new reviews join what is there.</summary>
    public override async Task CompareAsync(
        StudyDbContext context, int studentId, bool isEmpty, ArchivedSessions sessions, CancellationToken cancellationToken)
    {
        if (_reviews.Count == 0)
        {
            return;
        }
        var (first, last) = (_reviews.Keys.Min(r => r.At), _reviews.Keys.Max(r => r.At));
        var stored = context.Set<ReviewLogEntry>()
            .Where(e => e.StudentId == studentId && e.VoidedAt == null && e.ReviewedAt >= first && e.ReviewedAt <= last)
            .Select(e => new { e.CardKey, e.ReviewedAt }).AsAsyncEnumerable();
        await foreach (var review in stored.WithCancellation(cancellationToken))
        {
            if (_reviews.Remove((review.CardKey, review.ReviewedAt), out var there))
            {
                Skipped++;
                Mark(sessions, there.ArchivedSession, isStored: true);
            }
        }
        foreach (var session in _reviews.Values.Select(r => r.ArchivedSession).Distinct())
        {
            Mark(sessions, session, isStored: false);
        }
    }

    public override async Task ApplyAsync(
        ImportJob job, ArchivedSessions sessions, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var context = job.Book.Context;
        var whole = _reviews.Values.Where(r => r.ArchivedSession is null || sessions.Of(r.ArchivedSession) is not null);
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            foreach (var chunk in whole.Chunk(Chunk))
            {
                var entries = chunk.Select(r => new ReviewLogEntry(job.Book.StudentId, r.Review, sessions.Of(r.ArchivedSession)?.Id, job.Run.Id)).ToList();
                context.AddRange(entries);
                await context.SaveChangesAsync(cancellationToken);
                entries.ForEach(e => context.Entry(e).State = EntityState.Detached);
            }
        }
        finally
        {
            context.ChangeTracker.AutoDetectChangesEnabled = true;
        }
        List<LoggedReview> others = [.. _reviews.Values.Where(r => r.ArchivedSession is not null && sessions.Of(r.ArchivedSession) is null).Select(r => r.Review)];
        if (others.Count > 0)
        {
            await new SittingKeeper(job).AddAsync(others, progress, cancellationToken);
        }
    }

    private static void Mark(ArchivedSessions sessions, int? archivedSession, bool isStored)
    {
        if (archivedSession is { } id)
        {
            sessions.Sitting(id, isStored);
        }
    }
}
