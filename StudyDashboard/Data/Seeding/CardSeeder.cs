using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Review;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Fsrs;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Data.Seeding;

/// <summary>Gives seeded students a deck of cards with a review log, for measuring.</summary>
public sealed class CardSeeder(IDbContextFactory<StudyDbContext> contexts, TimeProvider clock)
{
    /// <summary>Cards that are due now, whatever their number in all.</summary>
    public const int Due = 200;

    private const int MostDays = 2000;
    private const int AnswerMs = 6000;

    /// <summary>Makes a deck for the first of the students: a tenth of the cards new, <see cref="Due"/> due, the others over the years to come.</summary>
    /// <param name="email">The student.</param>
    /// <param name="cards">How many cards.</param>
    /// <param name="reviews">Answers in all, divided among the cards that are not new.</param>
    /// <param name="cancellationToken">Rolls all of it back.</param>
    public async Task SeedAsync(string email, int cards, int reviews, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var person = await context.Users.SingleAsync(p => p.Email == email, cancellationToken);
        await using var transaction = await context.BeginWriteAsync(person.Id, cancellationToken);
        var now = clock.NowUtc();
        var deck = new Deck(person.Id, "Seeded", DeckKind.Own, "", now);
        context.Add(deck);
        await context.SaveChangesAsync(cancellationToken);
        var cardId = await context.Set<Card>().MaxAsync(c => (int?)c.Id, cancellationToken) ?? 0;
        var entryId = (int)(await context.Set<ReviewLogEntry>().MaxAsync(e => (long?)e.Id, cancellationToken) ?? 0);
        using var intoCards = new BulkInsert<Card>(context, nameof(Card.Id));
        using var intoLog = new BulkInsert<ReviewLogEntry>(context, nameof(ReviewLogEntry.Id));
        var (answered, done) = (cards - (cards / 10), 0);
        for (var i = 0; i < cards; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var card = Card.Of(person.Id, deck.Id, new CardText($"Question {i}", $"Answer {i}"), "", now.AddDays(-730));
            cardId++;
            if (i < answered)
            {
                card.Put(ScheduleOf(i, answered, now));
            }
            intoCards.Insert(card, cardId);
            // Its answers come after the card: they point to it.
            for (var share = (int)((Math.Min(i, answered - 1) + 1L) * reviews / answered); done < share; done++)
            {
                intoLog.Insert(new ReviewLogEntry(cardId, person.Id, now.AddDays(-1).AddSeconds(-7L * done), AnswerMs), ++entryId);
            }
        }
        await intoCards.EndAsync(cancellationToken);
        await intoLog.EndAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static FsrsCard ScheduleOf(int number, int all, DateTime now)
    {
        var interval = 5 + (number % 300);
        // The first are due; of the others each day has its share.
        var due = number < Math.Min(Due, all / 5) ? now.AddMinutes(-1 - number) : now.AddDays(1 + (number % MostDays));
        return new FsrsCard
        {
            State = CardState.Review, Stability = interval, Difficulty = 3 + (number % 5), ScheduledDays = interval, Reps = 10, Lapses = number % 3,
            LastReview = Clock.Earlier(now.AddDays(-1), due.AddDays(-interval)), Due = due,
        };
    }
}
