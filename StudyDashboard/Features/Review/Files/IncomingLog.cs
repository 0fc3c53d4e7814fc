using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Fsrs;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Review.Files;

/// <summary>The answers that come in with cards: stored with their sittings, then each told what it did to its card.</summary>
internal sealed class IncomingLog(ImportJob job, StudyCalendar calendar)
{
    private IQueryable<ReviewLogEntry> Log => job.Book.Context.Set<ReviewLogEntry>().Where(e => e.StudentId == job.Book.StudentId && e.VoidedAt == null);

    /// <summary>Stores the answers that are not there yet.</summary>
    public async Task AddAsync(IReadOnlyList<LoggedReview> reviews, CancellationToken cancellationToken)
    {
        var missing = reviews.DistinctBy(r => (r.CardKey, r.At)).ToDictionary(r => (r.CardKey, r.At));
        if (missing.Count == 0)
        {
            return;
        }
        var (first, last) = (reviews.Min(r => r.At), reviews.Max(r => r.At));
        var stored = Log.Where(e => e.ReviewedAt >= first && e.ReviewedAt <= last).Select(e => new { e.CardKey, e.ReviewedAt }).AsAsyncEnumerable();
        await foreach (var review in stored.WithCancellation(cancellationToken))
        {
            missing.Remove((review.CardKey, review.ReviewedAt));
        }
        if (missing.Count > 0)
        {
            await new SittingKeeper(job).AddAsync([.. missing.Values], null, cancellationToken);
        }
    }

    /// <summary>Takes the answers of cards through the scheduler and writes down what each did.</summary>
    public async Task ReplayAsync(
        IReadOnlyList<(IncomingCard Incoming, Card Card)> cards, IReadOnlyDictionary<string, Deck> decks, CancellationToken cancellationToken)
    {
        if (cards.Count == 0)
        {
            return;
        }
        var context = job.Book.Context;
        var keys = cards.Select(c => c.Incoming.LogKey!).ToList();
        var entries = (await Log.Where(e => keys.Contains(e.CardKey)).ToListAsync(cancellationToken)).ToLookup(e => e.CardKey);
        foreach (var (incoming, card) in cards)
        {
            var deck = decks[incoming.Deck];
            var own = entries[incoming.LogKey!].OrderBy(e => e.ReviewedAt).ToList();
            var steps = new FsrsScheduler(deck.Parameters).Steps(
                FsrsCard.New(own.Count > 0 ? own[0].ReviewedAt : card.CreatedAt), own.Select(e => new PastReview(e.ReviewedAt, e.Grade)), calendar, card.Id);
            foreach (var (entry, step) in own.Zip(steps))
            {
                entry.Replayed(card.Id, step, deck.WeightsVersion);
                // Only what it changed: with every column marked, the columns of the unique index too, each row is compared with each.
                context.Entry(entry).DetectChanges();
            }
        }
        await context.SaveChangesAsync(cancellationToken);
        foreach (var entry in context.ChangeTracker.Entries<ReviewLogEntry>().ToList())
        {
            entry.State = EntityState.Detached;
        }
    }
}
