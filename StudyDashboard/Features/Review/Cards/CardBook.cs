using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Review.Fsrs;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Review.Cards;

/// <summary>
/// A student's cards, for a use case that spans features: everything happens on the context of a transaction that the caller opened with
/// <see cref="WriteTransactions.BeginWriteAsync"/> and will commit; the caller publishes to the feed. Nothing is saved here but what a new id
/// is needed of.
/// </summary>
public sealed class CardBook
{
    /// <summary>
    /// Takes words in: a card once for each language and term, due at once; where it is there already, one more source and one more time
    /// studied.
    /// </summary>
    /// <param name="context">The open transaction's context.</param>
    /// <param name="studentId">Whose cards.</param>
    /// <param name="language">A language tag; null or empty for none.</param>
    /// <param name="words">The words. One that is in twice counts once.</param>
    /// <param name="origin">What brings them.</param>
    /// <param name="nowUtc">Now.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A card for each word, in their order.</returns>
    public async Task<IReadOnlyList<WordAdded>> AddWordsAsync(
        StudyDbContext context, int studentId, string? language, IReadOnlyList<WordDraft> words, CardOrigin origin, DateTime nowUtc, CancellationToken cancellationToken)
    {
        language = language.NullIfBlank()?.ToLowerInvariant() ?? "";
        string[] terms = [.. words.Select(w => TermKey.Of(w.Term))];
        var wanted = terms.Distinct().ToList();
        var cards = await context.Set<Card>().Include(c => c.Sources)
            .Where(c => c.StudentId == studentId && c.Language == language && c.DeletedAt == null && c.Term != null && wanted.Contains(c.Term))
            .ToDictionaryAsync(c => c.Term!, cancellationToken);
        var known = cards.Keys.ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < words.Count; i++)
        {
            if (!cards.ContainsKey(terms[i]))
            {
                var deck = await DeckAsync(context, studentId, DeckKind.Words, language, nowUtc, cancellationToken);
                context.Add(cards[terms[i]] = Card.OfWord(studentId, deck.Id, words[i], language, nowUtc));
            }
        }
        foreach (var card in cards.Values)
        {
            card.Meet(origin, nowUtc);
        }
        await context.SaveChangesAsync(cancellationToken);
        return [.. terms.Select((term, i) => new WordAdded(cards[term].Id, !known.Contains(term) && Array.IndexOf(terms, term) == i))];
    }

    /// <summary>The cards of these questions by public id; those without one are left out.</summary>
    public async Task<Dictionary<string, Card>> OfQuestionsAsync(
        StudyDbContext context, int studentId, IReadOnlyCollection<string> pubIds, CancellationToken cancellationToken) =>
        await context.Set<Card>().Include(c => c.Sources)
            .Where(c => c.StudentId == studentId && c.DeletedAt == null && c.QuestionPubId != null && pubIds.Contains(c.QuestionPubId))
            .ToDictionaryAsync(c => c.QuestionPubId!, cancellationToken);

    /// <summary>A card for a question that has none, due at once.</summary>
    public async Task<Card> AddQuestionAsync(
        StudyDbContext context, int studentId, QuestionDraft question, CardOrigin origin, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var deck = await DeckAsync(context, studentId, DeckKind.Questions, "", nowUtc, cancellationToken);
        var card = Card.OfQuestion(studentId, deck.Id, question, nowUtc);
        card.Meet(origin, nowUtc);
        context.Add(card);
        return card;
    }

    /// <summary>Advances a card by an answer and writes it down.</summary>
    /// <param name="context">The open transaction's context, which tracks the card.</param>
    /// <param name="card">The card.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="calendar">The student's study days.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<ReviewLogEntry> GradeAsync(
        StudyDbContext context, Card card, CardAnswer answer, StudyCalendar calendar, CancellationToken cancellationToken)
    {
        var deck = await context.Set<Deck>().FindAsync([card.DeckId], cancellationToken)
            ?? throw new InvalidOperationException($"Card {card.Id} has no deck.");
        var before = card.Schedule;
        var after = new FsrsScheduler(deck.Parameters).Answer(before, answer.Grade, answer.AtUtc, calendar, card.Id, answer.Pick);
        card.Put(after);
        var strikes = after.Lapses > before.Lapses && deck.Leeches.Strikes(after.Lapses);
        var strike = new LeechStrike(strikes && !card.IsLeech, strikes && deck.LeechSuspends && !card.IsSuspended);
        card.NameLeech(card.IsLeech || strikes);
        if (strike.Suspended)
        {
            card.Suspend(true);
        }
        var entry = new ReviewLogEntry(card, answer, before, before.ElapsedDays(answer.AtUtc, calendar), strike, deck.WeightsVersion);
        context.Add(entry);
        return entry;
    }

    /// <summary>The deck that takes what other features bring; made when it is not there.</summary>
    private static async Task<Deck> DeckAsync(
        StudyDbContext context, int studentId, DeckKind kind, string language, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var deck = context.Set<Deck>().Local.FirstOrDefault(d => d.StudentId == studentId && d.Kind == kind && d.Language == language && d.DeletedAt is null)
            ?? await context.Set<Deck>().OrderBy(d => d.Id)
                .FirstOrDefaultAsync(d => d.StudentId == studentId && d.Kind == kind && d.Language == language && d.DeletedAt == null, cancellationToken);
        if (deck is null)
        {
            var name = kind == DeckKind.Questions ? ReviewTexts.Deck_Questions : language.Length == 0 ? ReviewTexts.Deck_Words : ReviewTexts.Deck_WordsIn.With(Languages.NameOf(language));
            context.Add(deck = new Deck(studentId, name, kind, language, nowUtc));
            await context.SaveChangesAsync(cancellationToken);
        }
        return deck;
    }
}

/// <summary>An answer to a card.</summary>
/// <param name="Grade">How well.</param>
/// <param name="AtUtc">When, to the millisecond.</param>
/// <param name="DurationMs">How long it took, 0 when unknown.</param>
/// <param name="Source">What answered it.</param>
/// <param name="SessionId">The study session that it is part of.</param>
/// <param name="ClientKey">The browser's own id of the answer: the same one is stored once, however often it is sent.</param>
/// <param name="Pick">Chooses the day within the fuzz range.</param>
public sealed record CardAnswer(
    ReviewGrade Grade, DateTime AtUtc, int DurationMs, ReviewSource Source, int? SessionId = null, string? ClientKey = null, IntervalPick? Pick = null);
