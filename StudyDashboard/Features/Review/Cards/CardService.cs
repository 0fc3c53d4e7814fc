using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Review.Cards;

/// <summary>What a person does to cards besides answering them.</summary>
public sealed class CardService(IDbContextFactory<StudyDbContext> contexts, StudyFeed feed, TimeProvider clock)
{
    /// <summary>Most cards that one act can be about.</summary>
    public const int MostAtOnce = 500;

    /// <summary>Makes a card, due at once; of a text with gaps one for each gap.</summary>
    public async Task<Outcome<IReadOnlyList<int>>> AddAsync(int studentId, int deckId, CardText text, IReadOnlyList<string> tags, CancellationToken cancellationToken)
    {
        if (CardRules.Faults(text, tags).ToRefusal() is { } invalid)
        {
            return invalid;
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(studentId, cancellationToken);
        var deck = await context.Set<Deck>().SingleOrDefaultAsync(d => d.Id == deckId && d.StudentId == studentId && d.DeletedAt == null, cancellationToken);
        if (deck is null)
        {
            return Refusal.NotFound(ReviewTexts.Refused_NoDeck);
        }
        var now = clock.NowUtc();
        var cards = new List<Card>();
        foreach (int? gap in text.Trimmed().Cloze is { } cloze ? ClozeText.GapsOf(cloze).Select(g => (int?)g) : [null])
        {
            var card = Card.Of(studentId, deckId, text, deck.Language, now);
            card.SetTags(tags);
            card.Meet(new CardOrigin(CardSourceKind.Manual, null, deck.Name), now);
            if (gap is { } number)
            {
                card.AskGap(number);
            }
            cards.Add(card);
        }
        context.AddRange(cards);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(studentId, FeedTopic.Cards);
        return Outcome.Of<IReadOnlyList<int>>([.. cards.Select(c => c.Id)]);
    }

    /// <summary>Writes a card anew; its learning stays. A leech that is rewritten is none any more and comes back.</summary>
    public Task<Refusal?> EditAsync(int studentId, int cardId, int? version, CardText text, IReadOnlyList<string>? tags, CancellationToken cancellationToken) =>
        CardRules.Faults(text, tags ?? []).ToRefusal() is { } invalid ? Task.FromResult<Refusal?>(invalid)
        : ChangeAsync(studentId, cardId, version, (card, _) =>
        {
            var rewritten = card.Text != text.Trimmed();
            card.SetText(text);
            card.SetTags(tags ?? card.Tags);
            if (rewritten && card.IsLeech)
            {
                card.NameLeech(false);
                card.Suspend(false);
            }
        }, cancellationToken);

    /// <summary>Changes several things of a card at once; what is null stays.</summary>
    public async Task<Refusal?> ChangeAsync(int studentId, int cardId, int? version, CardChange change, CancellationToken cancellationToken)
    {
        var flag = CardFlag.None;
        if (change.Flag is not null && !Words<CardFlag>.TryParse(change.Flag, out flag))
        {
            return Refusal.Invalid(new FieldError("flag", ReviewTexts.Refused_Flag.With(string.Join(", ", Words<CardFlag>.All))));
        }
        if (CardRules.Faults(change.Text, change.Tags ?? []).ToRefusal() is { } invalid)
        {
            return invalid;
        }
        if (change.DeckId is { } deckId && (await MoveAsync(studentId, [cardId], deckId, cancellationToken)).Refusal is { } refusal)
        {
            return refusal;
        }
        return await ChangeAsync(studentId, cardId, version, (card, today) =>
        {
            if (card.Text != change.Text.Trimmed())
            {
                card.SetText(change.Text);
            }
            card.SetTags(change.Tags ?? card.Tags);
            card.SetFlag(change.Flag is null ? card.Flag : flag);
            card.Suspend(change.IsSuspended ?? card.IsSuspended);
            card.BuryUntil(change.IsBuried is { } buried ? (buried ? today.AddDays(1) : null) : card.BuriedUntil);
        }, cancellationToken);
    }

    public Task<Refusal?> SuspendAsync(int studentId, int cardId, bool isSuspended, CancellationToken cancellationToken) =>
        ChangeAsync(studentId, cardId, null, (card, _) => card.Suspend(isSuspended), cancellationToken);

    /// <summary>Sets a card aside until the next study day, or takes it back at once.</summary>
    public Task<Refusal?> BuryAsync(int studentId, int cardId, bool isBuried, CancellationToken cancellationToken) =>
        ChangeAsync(studentId, cardId, null, (card, today) => card.BuryUntil(isBuried ? today.AddDays(1) : null), cancellationToken);

    public Task<Refusal?> FlagAsync(int studentId, int cardId, CardFlag flag, CancellationToken cancellationToken) =>
        ChangeAsync(studentId, cardId, null, (card, _) => card.SetFlag(flag), cancellationToken);

    /// <summary>Moves cards to another deck.</summary>
    /// <returns>How many there were.</returns>
    public async Task<Outcome<int>> MoveAsync(int studentId, IReadOnlyCollection<int> cardIds, int deckId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(studentId, cancellationToken);
        if (!await context.Set<Deck>().AnyAsync(d => d.Id == deckId && d.StudentId == studentId && d.DeletedAt == null, cancellationToken))
        {
            return Refusal.NotFound(ReviewTexts.Refused_NoDeck);
        }
        var cards = await context.Set<Card>().Where(c => c.StudentId == studentId && c.DeletedAt == null && cardIds.Contains(c.Id)).ToListAsync(cancellationToken);
        cards.ForEach(c => c.MoveTo(deckId));
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(studentId, FeedTopic.Cards);
        return cards.Count;
    }

    /// <summary>Deletes cards; their answers stay in the log.</summary>
    /// <returns>Those that were there, for <see cref="RestoreAsync"/>.</returns>
    public async Task<IReadOnlyList<int>> DeleteAsync(int studentId, IReadOnlyCollection<int> cardIds, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(studentId, cancellationToken);
        var cards = await context.Set<Card>().Where(c => c.StudentId == studentId && c.DeletedAt == null && cardIds.Contains(c.Id)).ToListAsync(cancellationToken);
        cards.ForEach(c => c.Delete(clock.NowUtc()));
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(studentId, FeedTopic.Cards);
        return [.. cards.Select(c => c.Id)];
    }

    /// <summary>Brings deleted cards back. Refused where a word or question has another card by now, or the deck is gone.</summary>
    public async Task<Refusal?> RestoreAsync(int studentId, IReadOnlyCollection<int> cardIds, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(studentId, cancellationToken);
        var cards = await context.Set<Card>().Where(c => c.StudentId == studentId && c.DeletedAt != null && cardIds.Contains(c.Id)).ToListAsync(cancellationToken);
        foreach (var card in cards)
        {
            var taken = await context.Set<Card>().AnyAsync(c => c.StudentId == studentId && c.DeletedAt == null && c.Id != card.Id
                && ((card.Term != null && c.Term == card.Term && c.Language == card.Language) || (card.QuestionPubId != null && c.QuestionPubId == card.QuestionPubId)), cancellationToken);
            if (taken || !await context.Set<Deck>().AnyAsync(d => d.Id == card.DeckId && d.DeletedAt == null, cancellationToken))
            {
                return Refusal.Conflict(ReviewTexts.Refused_CardTaken);
            }
            card.Undelete();
        }
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(studentId, FeedTopic.Cards);
        return null;
    }

    private async Task<Refusal?> ChangeAsync(int studentId, int cardId, int? version, Action<Card, DateOnly> change, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(studentId, cancellationToken);
        if (await context.Set<Card>().SingleOrDefaultAsync(c => c.Id == cardId && c.StudentId == studentId && c.DeletedAt == null, cancellationToken) is not { } card)
        {
            return Refusal.NotFound(ReviewTexts.Refused_NoCard);
        }
        if (version is { } read && read != card.Version)
        {
            return Refusal.Stale(ReviewTexts.Refused_CardChanged);
        }
        var calendar = await context.CalendarOfAsync(studentId, cancellationToken);
        change(card, calendar.DayOf(clock.NowUtc()));
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(studentId, FeedTopic.Cards);
        return null;
    }
}

/// <summary>What to change of a card; null leaves it.</summary>
public sealed record CardChange(CardText Text, IReadOnlyList<string>? Tags, int? DeckId, string? Flag, bool? IsSuspended, bool? IsBuried);
