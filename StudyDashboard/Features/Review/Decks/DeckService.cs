using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Fsrs;
using StudyDashboard.Features.Review.Queue;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Review.Decks;

/// <summary>A person's decks: made, set, taken away and brought back.</summary>
public sealed class DeckService(IDbContextFactory<StudyDbContext> contexts, StudyFeed feed, TimeProvider clock)
{
    private const int Chunk = 2000;

    /// <summary>Every deck that is not deleted, by name.</summary>
    public async Task<IReadOnlyList<Deck>> ListAsync(int studentId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<Deck>().AsNoTracking().Where(d => d.StudentId == studentId && d.DeletedAt == null).OrderBy(d => d.Name).ThenBy(d => d.Id)
            .ToListAsync(cancellationToken);
    }

    /// <summary>A deck, or null when it is not there or not theirs.</summary>
    public async Task<Deck?> FindAsync(int studentId, int deckId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<Deck>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == deckId && d.StudentId == studentId && d.DeletedAt == null, cancellationToken);
    }

    public Task<Outcome<Deck>> AddAsync(int studentId, string? name, string? language, CancellationToken cancellationToken) =>
        AddAsync(studentId, DeckSettings.New(name ?? "", (language ?? "").ToLowerInvariant()), cancellationToken);

    /// <summary>Makes a deck with settings of its own.</summary>
    public async Task<Outcome<Deck>> AddAsync(int studentId, DeckSettings settings, CancellationToken cancellationToken)
    {
        if (DeckRules.Faults(settings).ToRefusal() is { } invalid)
        {
            return invalid;
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(studentId, cancellationToken);
        var deck = new Deck(studentId, settings.Name.Trim(), DeckKind.Own, settings.Language.Trim(), clock.NowUtc());
        deck.Settle(settings);
        context.Add(deck);
        await SaveAsync(context, transaction, studentId, cancellationToken);
        return deck;
    }

    /// <summary>
    /// Sets a deck anew. With <paramref name="reschedule"/> cards in review get the interval that the new settings give their memory;
    /// without, it comes with their next answer.
    /// </summary>
    /// <returns>How many cards moved to another day.</returns>
    public Task<Outcome<int>> SetAsync(int studentId, int deckId, int? version, DeckSettings settings, bool reschedule, CancellationToken cancellationToken) =>
        SetAsync(studentId, deckId, version, settings, reschedule, null, cancellationToken);

    /// <summary>The same, telling the percent of the cards that are done; when it is cancelled, nothing has changed.</summary>
    public async Task<Outcome<int>> SetAsync(
        int studentId, int deckId, int? version, DeckSettings settings, bool reschedule, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        if (DeckRules.Faults(settings).ToRefusal() is { } invalid)
        {
            return invalid;
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(studentId, cancellationToken);
        if (await FindAsync(context, studentId, deckId, cancellationToken) is not { } deck)
        {
            return Refusal.NotFound(ReviewTexts.Refused_NoDeck);
        }
        if (version is { } read && read != deck.Version)
        {
            return Refusal.Stale(ReviewTexts.Refused_DeckChanged);
        }
        deck.Settle(settings);
        await context.SaveChangesAsync(cancellationToken);
        var moved = reschedule ? await RescheduleAsync(context, studentId, deck, progress, cancellationToken) : 0;
        await SaveAsync(context, transaction, studentId, cancellationToken);
        return moved;
    }

    /// <summary>What new settings would change: reviews a day before and after, over the next thirty days.</summary>
    public async Task<DeckPreview?> PreviewAsync(int studentId, int deckId, DeckSettings settings, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (DeckRules.Faults(settings).Any() || await FindAsync(context, studentId, deckId, cancellationToken) is null)
        {
            return null;
        }
        var calendar = await context.CalendarOfAsync(studentId, cancellationToken);
        var today = calendar.DayOf(clock.NowUtc());
        var end = calendar.StartOf(today.AddDays(DeckPreview.Days));
        var scheduler = new FsrsScheduler(settings.Parameters);
        var (before, after, cards) = (0, 0, 0);
        var rows = context.Set<Card>().AsNoTracking()
            .Where(c => c.DeckId == deckId && c.DeletedAt == null && !c.IsSuspended && c.State == CardState.Review)
            .Select(c => new { c.Id, c.Stability, c.Difficulty, c.ScheduledDays, c.Reps, c.LastReviewAt, c.Due }).AsAsyncEnumerable();
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            var card = new FsrsCard
            {
                State = CardState.Review, Stability = row.Stability, Difficulty = row.Difficulty, ScheduledDays = row.ScheduledDays, Reps = row.Reps,
                LastReview = row.LastReviewAt, Due = row.Due,
            };
            cards++;
            before += row.Due < end ? 1 : 0;
            after += scheduler.Reschedule(card, calendar, row.Id).Due < end ? 1 : 0;
        }
        return new DeckPreview(cards, before, after);
    }

    /// <summary>Takes a deck away with its cards; the log keeps their answers.</summary>
    public async Task<Refusal?> DeleteAsync(int studentId, int deckId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(studentId, cancellationToken);
        if (await FindAsync(context, studentId, deckId, cancellationToken) is not { } deck)
        {
            return Refusal.NotFound(ReviewTexts.Refused_NoDeck);
        }
        DateTime? now = clock.GetUtcNow().UtcDateTime;
        deck.Delete(now.Value);
        await context.Set<Card>().Where(c => c.DeckId == deckId && c.DeletedAt == null).ExecuteUpdateAsync(set => set.SetProperty(c => c.DeletedAt, now), cancellationToken);
        await SaveAsync(context, transaction, studentId, cancellationToken);
        return null;
    }

    /// <summary>Brings a deck back with the cards that went with it.</summary>
    public async Task<Refusal?> RestoreAsync(int studentId, int deckId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(studentId, cancellationToken);
        if (await context.Set<Deck>().SingleOrDefaultAsync(d => d.Id == deckId && d.StudentId == studentId && d.DeletedAt != null, cancellationToken) is not { } deck)
        {
            return Refusal.NotFound(ReviewTexts.Refused_NoDeck);
        }
        var at = deck.DeletedAt;
        deck.Undelete();
        // A word or question that has another card by now keeps that one.
        await context.Set<Card>().Where(c => c.DeckId == deckId && c.DeletedAt == at)
            .Where(c => !context.Set<Card>().Any(o => o.StudentId == studentId && o.DeletedAt == null
                && ((c.Term != null && o.Term == c.Term && o.Language == c.Language) || (c.QuestionPubId != null && o.QuestionPubId == c.QuestionPubId))))
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.DeletedAt, (DateTime?)null), cancellationToken);
        await SaveAsync(context, transaction, studentId, cancellationToken);
        return null;
    }

    /// <summary>Gives every card of the deck that is in review the interval of its memory, spread as the person wants it.</summary>
    private async Task<int> RescheduleAsync(
        StudyDbContext context, int studentId, Deck deck, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var person = await context.Users.AsNoTracking().SingleAsync(p => p.Id == studentId, cancellationToken);
        var calendar = StudyCalendar.For(person.TimeZone, person.DayStartHour);
        var today = calendar.DayOf(clock.NowUtc());
        var choices = person.Preferences.Review;
        var balance = LoadReader.Chooses(choices)
            ? new LoadBalance(today, choices.LoadBalance ? await LoadReader.DueAsync(context, studentId, today, today.AddYears(10), calendar, deck.Id, cancellationToken) : [], LoadReader.EasyDaysOf(choices)) : null;
        var scheduler = new FsrsScheduler(deck.Parameters);
        var cards = context.Set<Card>().Where(c => c.DeckId == deck.Id && c.DeletedAt == null && c.State == CardState.Review);
        var (moved, last, done, all) = (0, 0, 0, await cards.CountAsync(cancellationToken));
        while (true)
        {
            var chunk = await cards.Where(c => c.Id > last).OrderBy(c => c.Id).Take(Chunk).ToListAsync(cancellationToken);
            foreach (var card in chunk)
            {
                var before = card.Schedule;
                var after = scheduler.Reschedule(before, calendar, card.Id, balance?.From(calendar.DayOf(before.LastReview!.Value)));
                balance?.Add(calendar.DayOf(after.Due));
                if (after != before)
                {
                    moved++;
                    card.Put(after);
                }
            }
            await context.SaveChangesAsync(cancellationToken);
            if (chunk.Count < Chunk)
            {
                return moved;
            }
            (last, done) = (chunk[^1].Id, done + chunk.Count);
            progress?.Report((int)(100L * done / all));
            // A hundred thousand tracked cards would make each save slower than the one before.
            foreach (var card in chunk)
            {
                context.Entry(card).State = EntityState.Detached;
            }
        }
    }

    private static Task<Deck?> FindAsync(StudyDbContext context, int studentId, int deckId, CancellationToken cancellationToken) =>
        context.Set<Deck>().SingleOrDefaultAsync(d => d.Id == deckId && d.StudentId == studentId && d.DeletedAt == null, cancellationToken);

    private async Task SaveAsync(
        StudyDbContext context, Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction, int studentId, CancellationToken cancellationToken)
    {
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(studentId, FeedTopic.Cards);
    }
}

/// <summary>What other settings of a deck would do.</summary>
/// <param name="Cards">Cards in review.</param>
/// <param name="DueNow">Of them due within <see cref="Days"/> days as they are.</param>
/// <param name="DueThen">Due within as many days with the settings.</param>
public sealed record DeckPreview(int Cards, int DueNow, int DueThen)
{
    public const int Days = 30;

    public double PerDayNow => (double)DueNow / Days;

    public double PerDayThen => (double)DueThen / Days;
}
