using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Review.Fsrs;
using StudyDashboard.Features.Review.Queue;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Review.Cards;

/// <summary>Reads cards to show them.</summary>
public sealed class CardReader(IDbContextFactory<StudyDbContext> contexts, TimeProvider clock)
{
    /// <summary>A card with its sources, or null.</summary>
    public async Task<Card?> FindAsync(int studentId, int cardId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<Card>().AsNoTracking().Include(c => c.Sources)
            .SingleOrDefaultAsync(c => c.Id == cardId && c.StudentId == studentId && c.DeletedAt == null, cancellationToken);
    }

    /// <summary>A card as it is asked now, or null when it cannot be: deleted, suspended, buried, or not due any more.</summary>
    public async Task<AskedCard?> AskAsync(int studentId, int cardId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var calendar = await context.CalendarOfAsync(studentId, cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        var today = calendar.DayOf(now);
        var end = calendar.StartOf(today.AddDays(1));
        var card = await context.AskableOf(studentId, today).Include(c => c.Sources).SingleOrDefaultAsync(c => c.Id == cardId, cancellationToken);
        if (card is null || (card.State != CardState.New && card.Due >= end)
            || await context.Set<Deck>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == card.DeckId && d.DeletedAt == null, cancellationToken) is not { } deck)
        {
            return null;
        }
        var pick = await LoadReader.PickAsync(context, studentId, deck, card.Schedule, card.Id, now, calendar, cancellationToken);
        return new AskedCard(card, deck.Name, new FsrsScheduler(deck.Parameters).Preview(card.Schedule, now, calendar, card.Id, pick), now);
    }

    /// <summary>The orders of cards.</summary>
    public static SortOrders<Card> Orders { get; } = new SortOrders<Card>(c => c.Id).By("id", c => c.Id).By("due", c => c.Due).By("front", c => c.Front);

    /// <summary>A page of a deck's cards, or of all; the newest first unless the filter says otherwise.</summary>
    public async Task<CardsFound> PageAsync(int studentId, CardFilter filter, int page, int size, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var calendar = await context.CalendarOfAsync(studentId, cancellationToken);
        var today = calendar.DayOf(clock.NowUtc());
        var end = calendar.StartOf(today.AddDays(1));
        var cards = context.Set<Card>().AsNoTracking().Where(c => c.StudentId == studentId && c.DeletedAt == null);
        cards = filter.DeckId is { } deckId ? cards.Where(c => c.DeckId == deckId) : cards;
        cards = filter.CardId is { } cardId ? cards.Where(c => c.Id == cardId) : cards;
        cards = filter.Show switch
        {
            CardShow.Suspended => cards.Where(c => c.IsSuspended),
            CardShow.Leeches => cards.Where(c => c.IsLeech),
            CardShow.Flagged => cards.Where(c => c.Flag != CardFlag.None),
            CardShow.New => cards.Where(c => c.State == CardState.New),
            CardShow.Due => cards.Where(c => c.State != CardState.New && c.Due < end && !c.IsSuspended && (c.BuriedUntil == null || c.BuriedUntil <= today)),
            _ => cards,
        };
        if (filter.Text is { Length: > 0 } text)
        {
            var lower = text.ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // Becomes SQL: no culture of this process has a say, and the advised overloads have no SQL.
            cards = cards.Where(c => c.Front.ToLower().Contains(lower) || c.Back.ToLower().Contains(lower) || c.Cloze!.ToLower().Contains(lower));
#pragma warning restore CA1304, CA1311, CA1862
        }
        var total = await cards.CountAsync(cancellationToken);
        var rows = await Orders.Apply(cards, filter.Sort ?? "-id").Skip((page - 1) * size).Take(size).Include(c => c.Sources).AsSplitQuery().ToListAsync(cancellationToken);
        return new CardsFound(rows, total);
    }
}

/// <summary>Which cards to show.</summary>
/// <param name="DeckId">A deck, or all.</param>
/// <param name="Text">Part of the front, the back or the text with gaps.</param>
/// <param name="Show">Which of them.</param>
/// <param name="CardId">One card.</param>
/// <param name="Sort">One of <see cref="CardReader.Orders"/>.</param>
public sealed record CardFilter(int? DeckId = null, string? Text = null, CardShow Show = CardShow.All, int? CardId = null, string? Sort = null);

/// <summary>What of the cards is shown.</summary>
public enum CardShow
{
    All,
    Due,
    New,
    Suspended,
    Leeches,
    Flagged,
}

/// <summary>A page of cards.</summary>
public sealed record CardsFound(IReadOnlyList<Card> Cards, int Total);

/// <summary>A card as it is asked, with what each answer would lead to.</summary>
/// <param name="Card">The card with its sources.</param>
/// <param name="Deck">Its deck's name.</param>
/// <param name="Preview">The card after each answer.</param>
/// <param name="NowUtc">As of when.</param>
public sealed record AskedCard(Card Card, string Deck, FsrsPreview Preview, DateTime NowUtc)
{
    /// <summary>The question, Markdown.</summary>
    public string Question => Card is { Cloze: { } cloze, ClozeNumber: { } gap } ? Joined(Card.Front, ClozeText.Question(cloze, gap)) : Card.Front;

    /// <summary>The answer, Markdown.</summary>
    public string Answer => Card is { Cloze: { } cloze, ClozeNumber: { } gap } ? Joined(ClozeText.Answer(cloze, gap), Card.Back) : Card.Back;

    private static string Joined(string first, string second) => first.Length == 0 ? second : second.Length == 0 ? first : $"{first}\n\n{second}";
}
