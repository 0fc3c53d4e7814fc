using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Imports.Archive;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Files;
using StudyDashboard.Features.Review.Fsrs;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Review.Archive;

/// <summary>A row of the archive's <c>review_log</c>.</summary>
public sealed record ArchivedReview
{
    public required string CardId { get; init; }

    public required DateTime ReviewedAt { get; init; }

    public required ReviewGrade Grade { get; init; }

    public required int DurationMs { get; init; }

    public int? SessionId { get; init; }

    public ReviewSource Source { get; init; } = ReviewSource.Import;

    /// <summary>Where the card stood; null where only the answer is known.</summary>
    public CardState? StateBefore { get; init; }

    public int IntervalBefore { get; init; }

    public int ElapsedDays { get; init; }

    /// <summary>The card before, see <see cref="ScheduleText"/>.</summary>
    public string? Before { get; init; }

    /// <summary>The card after.</summary>
    public string? After { get; init; }
}

/// <summary>Decks, cards and the review log of an archive. Its sittings come in with the sessions; reviews without theirs make new ones.</summary>
internal sealed class ReviewArchive : IArchivePart
{
    private const string Table = "review_log";

    public ArchiveSlice Read(ArchiveFile file, DateTime nowUtc)
    {
        var slice = new ReviewArchiveSlice();
        slice.Cards.Read(file);
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
            slice.Add(new LoggedReview(row.CardId, at, row.Grade, row.DurationMs), row);
        });
        return slice;
    }

    public Task<IReadOnlyList<KeptSession>> UndoAsync(ImportJob job, CancellationToken cancellationToken) => CardsPlan.UndoAsync(job, cancellationToken);
}

/// <summary>The cards and reviews of an archive, and which of them are new.</summary>
internal sealed class ReviewArchiveSlice : ArchiveSlice
{
    private const int Chunk = 2000;

    private readonly Dictionary<(string Card, DateTime At), (LoggedReview Review, ArchivedReview Row)> _reviews = [];

    public ArchivedCards Cards { get; } = new();

    public override int Created => Cards.Created + _reviews.Count;

    public override string Summary => string.Join(' ', new[]
    {
        Cards.Created == 0 ? null : Plural.Of(ReviewPageTexts.ResourceManager, "Cards", Cards.Created) + ".",
        _reviews.Count == 0 ? null : Plural.Of(ReviewTexts.ResourceManager, "Reviews", _reviews.Count) + ".",
    }.OfType<string>());

    /// <summary>Takes a review in; the same card at the same time twice is one review.</summary>
    public void Add(LoggedReview review, ArchivedReview row)
    {
        if (!_reviews.TryAdd((review.CardKey, review.At), (review, row)))
        {
            Skipped++;
        }
    }

    /// <summary>A sitting of which any review is stored is there in some form: it does not come in, and its new reviews join what is there.</summary>
    public override async Task CompareAsync(
        StudyDbContext context, int studentId, bool isEmpty, ArchivedSessions sessions, CancellationToken cancellationToken)
    {
        await Cards.CompareAsync(context, studentId, cancellationToken);
        Skipped += Cards.Skipped;
        if (_reviews.Count == 0)
        {
            return;
        }
        var (first, last) = (_reviews.Keys.Min(r => r.At), _reviews.Keys.Max(r => r.At));
        // By the keys that they have here: cards of ours have other ids in every database.
        var here = _reviews.Keys.Select(k => (Archived: k, Here: Cards.KeyOf(k.Card))).Where(k => k.Here is not null).ToDictionary(k => (k.Here!, k.Archived.At), k => k.Archived);
        var stored = context.Set<ReviewLogEntry>()
            .Where(e => e.StudentId == studentId && e.VoidedAt == null && e.ReviewedAt >= first && e.ReviewedAt <= last)
            .Select(e => new { e.CardKey, e.ReviewedAt }).AsAsyncEnumerable();
        await foreach (var review in stored.WithCancellation(cancellationToken))
        {
            if (here.TryGetValue((review.CardKey, review.ReviewedAt), out var archived) && _reviews.Remove(archived, out var there))
            {
                Skipped++;
                Mark(sessions, there.Row.SessionId, isStored: true);
            }
        }
        foreach (var session in _reviews.Values.Select(r => r.Row.SessionId).Distinct())
        {
            Mark(sessions, session, isStored: false);
        }
    }

    public override async Task ApplyAsync(
        ImportJob job, ArchivedSessions sessions, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var context = job.Book.Context;
        await Cards.ApplyAsync(job, cancellationToken);
        var reviews = _reviews.Values.Select(r => (Review: r.Review with { CardKey = Cards.KeyOf(r.Review.CardKey)! }, r.Row)).ToList();
        var whole = reviews.Where(r => r.Row.SessionId is null || sessions.Of(r.Row.SessionId) is not null);
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            foreach (var chunk in whole.Chunk(Chunk))
            {
                var entries = chunk.Select(r =>
                {
                    var entry = new ReviewLogEntry(job.Book.StudentId, r.Review, sessions.Of(r.Row.SessionId)?.Id, job.Run.Id);
                    entry.Restore(Cards.IdOf(r.Row.CardId), r.Row);
                    return entry;
                }).ToList();
                context.AddRange(entries);
                await context.SaveChangesAsync(cancellationToken);
                entries.ForEach(e => context.Entry(e).State = EntityState.Detached);
            }
        }
        finally
        {
            context.ChangeTracker.AutoDetectChangesEnabled = true;
        }
        List<LoggedReview> others = [.. reviews.Where(r => r.Row.SessionId is not null && sessions.Of(r.Row.SessionId) is null).Select(r => r.Review)];
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
