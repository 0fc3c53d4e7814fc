using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Fsrs;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Review.Files;

/// <summary>The cards of a file, which of them are new, and the answers that come with them.</summary>
internal sealed class CardsPlan : ImportPlan
{
    private const int Chunk = 500;

    private readonly Dictionary<string, IncomingCard> _cards = [];
    private readonly Dictionary<string, int> _occurrences = [];
    private int _skipped;

    public override int Created => _cards.Count;

    public override int Skipped => _skipped;

    /// <summary>Media that the file has and that do not come in.</summary>
    public int Media { get; set; }

    public override string Summary => string.Join(' ', new[]
    {
        Created == 0 ? null : FileTexts.Summary.With(
            Plural.Of(ReviewPageTexts.ResourceManager, "Cards", Created), Plural.Of(FileTexts.ResourceManager, "Decks", _cards.Values.Select(c => c.Deck).Distinct().Count())),
        _cards.Values.Sum(c => c.Reviews.Count) is > 0 and var answers ? Plural.Of(FileTexts.ResourceManager, "Answers", answers) : null,
        Media > 0 ? Plural.Of(FileTexts.ResourceManager, "Media", Media) : null,
    }.OfType<string>());

    /// <summary>Takes a card in; what stands twice in the file is two cards.</summary>
    public void Add(IncomingCard card)
    {
        var occurrence = _occurrences[card.Identity] = _occurrences.GetValueOrDefault(card.Identity) + 1;
        _cards.Add(card.KeyOf(occurrence), card);
    }

    public override async Task CompareAsync(StudyDbContext context, int studentId, CancellationToken cancellationToken)
    {
        foreach (var keys in _cards.Keys.ToList().Chunk(Chunk))
        {
            var stored = await context.Set<Card>().Where(c => c.StudentId == studentId && c.DeletedAt == null && c.ImportKey != null && keys.Contains(c.ImportKey))
                .Select(c => c.ImportKey!).ToListAsync(cancellationToken);
            foreach (var key in stored)
            {
                _skipped += _cards.Remove(key) ? 1 : 0;
            }
        }
    }

    public override async Task ApplyAsync(ImportJob job, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var context = job.Book.Context;
        var decks = await DecksAsync(job, cancellationToken);
        var calendar = await context.CalendarOfAsync(job.Book.StudentId, cancellationToken);
        var log = new IncomingLog(job, calendar);
        await log.AddAsync([.. _cards.Values.SelectMany(c => c.Reviews)], cancellationToken);
        var done = 0;
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            foreach (var chunk in _cards.Chunk(Chunk))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var cards = chunk.Select(c => (Incoming: c.Value, Card: CardOf(job, decks[c.Value.Deck], c.Key, c.Value, calendar))).ToList();
                context.AddRange(cards.Select(c => c.Card));
                await context.SaveChangesAsync(cancellationToken);
                await log.ReplayAsync([.. cards.Where(c => c.Incoming.Reviews.Count > 0)], decks, cancellationToken);
                foreach (var entry in context.ChangeTracker.Entries<Card>().ToList())
                {
                    entry.State = EntityState.Detached;
                }
                foreach (var entry in context.ChangeTracker.Entries<CardSource>().ToList())
                {
                    entry.State = EntityState.Detached;
                }
                progress?.Report(new ImportProgress(ImportStep.Write, (done += chunk.Length) * 100 / _cards.Count));
            }
        }
        finally
        {
            context.ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    /// <summary>Takes back what an import brought; cards that were answered or changed since stay.</summary>
    public static async Task<IReadOnlyList<KeptSession>> UndoAsync(ImportJob job, CancellationToken cancellationToken)
    {
        var context = job.Book.Context;
        var kept = await new SittingKeeper(job).RemoveAsync(job.Run.Id, cancellationToken);
        await context.Set<Card>().Where(c => c.ImportId == job.Run.Id && (c.Version == Card.ImportedVersion || c.DeletedAt != null)).ExecuteDeleteAsync(cancellationToken);
        await context.Set<Deck>().Where(d => d.ImportId == job.Run.Id && !context.Set<Card>().Any(c => c.DeckId == d.Id)).ExecuteDeleteAsync(cancellationToken);
        return kept;
    }

    private static Card CardOf(ImportJob job, Deck deck, string key, IncomingCard incoming, StudyCalendar calendar)
    {
        var now = job.Book.NowUtc;
        var card = Card.Of(job.Book.StudentId, deck.Id, incoming.Text, deck.Language, now);
        card.SetTags(incoming.Tags);
        card.Meet(new CardOrigin(CardSourceKind.Manual, null, job.Run.FileName), now);
        if (incoming.Gap is { } gap)
        {
            card.AskGap(gap);
        }
        if ((incoming.Schedule ?? Replayed(deck, incoming, calendar)) is { } schedule)
        {
            card.Put(schedule);
            card.NameLeech(deck.Leeches.IsLeech(schedule.Lapses));
        }
        if (incoming.IsSuspended)
        {
            card.Suspend(true);
        }
        if (incoming.IsBuried)
        {
            card.BuryUntil(calendar.DayOf(now).AddDays(1));
        }
        card.SetFlag(incoming.Flag);
        card.CameFrom(job.Run.Id, key);
        return card;
    }

    private static FsrsCard? Replayed(Deck deck, IncomingCard incoming, StudyCalendar calendar) => incoming.Reviews.Count == 0 ? null
        : new FsrsScheduler(deck.Parameters).Replay(FsrsCard.New(incoming.Reviews[0].At), incoming.Reviews.Select(r => new PastReview(r.At, r.Grade)), calendar);

    /// <summary>The decks by the file's names, made where the person has none of the name.</summary>
    private async Task<Dictionary<string, Deck>> DecksAsync(ImportJob job, CancellationToken cancellationToken)
    {
        var context = job.Book.Context;
        var own = await context.Set<Deck>().Where(d => d.StudentId == job.Book.StudentId && d.DeletedAt == null).ToListAsync(cancellationToken);
        var decks = new Dictionary<string, Deck>();
        foreach (var name in _cards.Values.Select(c => c.Deck).Distinct())
        {
            var deck = own.Find(d => string.Equals(d.Name, name, StringComparison.OrdinalIgnoreCase));
            if (deck is null)
            {
                context.Add(deck = new Deck(job.Book.StudentId, name, DeckKind.Own, "", job.Book.NowUtc, job.Run.Id));
                own.Add(deck);
            }
            decks.Add(name, deck);
        }
        await context.SaveChangesAsync(cancellationToken);
        return decks;
    }
}
