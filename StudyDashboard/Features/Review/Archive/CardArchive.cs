using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Imports.Archive;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Decks;
using StudyDashboard.Features.Review.Fsrs;
using StudyDashboard.Features.Review.Queue;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Review.Archive;

/// <summary>A row of the archive's <c>decks</c>.</summary>
public sealed record ArchivedDeck
{
    public required int Id { get; init; }

    public required string Name { get; init; }

    public required DeckKind Kind { get; init; }

    public required string Language { get; init; }

    public required double DesiredRetention { get; init; }

    public required int MaximumInterval { get; init; }

    public required string LearningSteps { get; init; }

    public required string RelearningSteps { get; init; }

    public required bool Fuzz { get; init; }

    public string? Weights { get; init; }

    public required int NewPerDay { get; init; }

    public int? ReviewsPerDay { get; init; }

    public required QueueOrder Order { get; init; }

    public DateOnly? ExamDay { get; init; }

    public required int LeechFirst { get; init; }

    public required int LeechEvery { get; init; }

    public required bool LeechSuspends { get; init; }

    internal static ArchivedDeck Of(Deck deck) => new()
    {
        Id = deck.Id, Name = deck.Name, Kind = deck.Kind, Language = deck.Language, DesiredRetention = deck.DesiredRetention, MaximumInterval = deck.MaximumInterval,
        LearningSteps = deck.LearningSteps.ToString(), RelearningSteps = deck.RelearningSteps.ToString(), Fuzz = deck.Fuzz, Weights = deck.Weights?.ToString(),
        NewPerDay = deck.NewPerDay, ReviewsPerDay = deck.ReviewsPerDay, Order = deck.Order, ExamDay = deck.ExamDay, LeechFirst = deck.LeechFirst, LeechEvery = deck.LeechEvery,
        LeechSuspends = deck.LeechSuspends,
    };

    /// <summary>The settings, or what of them cannot be taken.</summary>
    internal Outcome<DeckSettings> Read()
    {
        var (steps, again) = (Fsrs.LearningSteps.Parse(LearningSteps, "learning_steps"), Fsrs.LearningSteps.Parse(RelearningSteps, "relearning_steps"));
        var weights = Weights is null ? FsrsWeights.Default : FsrsWeights.Parse(Weights);
        if ((steps.Refusal ?? again.Refusal ?? weights.Refusal) is { } refusal)
        {
            return refusal;
        }
        var settings = new DeckSettings(
            Name, Language, new FsrsParameters
            {
                DesiredRetention = DesiredRetention, MaximumInterval = MaximumInterval, LearningSteps = steps.Value, RelearningSteps = again.Value, Fuzz = Fuzz, Weights = weights.Value,
            },
            new ReviewLimits(NewPerDay, ReviewsPerDay), Order, ExamDay, new LeechRule(LeechFirst, LeechEvery), LeechSuspends);
        return DeckRules.Faults(settings).ToRefusal() is { } invalid ? invalid : settings;
    }
}

/// <summary>A row of the archive's <c>cards</c>.</summary>
public sealed record ArchivedCard
{
    public required int Id { get; init; }

    public required int DeckId { get; init; }

    public required string Front { get; init; }

    public required string Back { get; init; }

    public string? Example { get; init; }

    public string? Hint { get; init; }

    public string? Cloze { get; init; }

    public int? ClozeNumber { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public required string Language { get; init; }

    public string? Term { get; init; }

    public string? QuestionPubId { get; init; }

    public required int TimesStudied { get; init; }

    /// <summary>Its scheduling, see <see cref="ScheduleText"/>.</summary>
    public required string Schedule { get; init; }

    public required bool IsSuspended { get; init; }

    public DateOnly? BuriedUntil { get; init; }

    public required CardFlag Flag { get; init; }

    public required bool IsLeech { get; init; }

    public required DateTime CreatedAt { get; init; }

    public IReadOnlyList<ArchivedCardSource> Sources { get; init; } = [];

    internal CardText Text => new(Front, Back, Example, Hint, Cloze);

    internal static ArchivedCard Of(Card card) => new()
    {
        Id = card.Id, DeckId = card.DeckId, Front = card.Front, Back = card.Back, Example = card.Example, Hint = card.Hint, Cloze = card.Cloze, ClozeNumber = card.ClozeNumber,
        Tags = card.Tags, Language = card.Language, Term = card.Term, QuestionPubId = card.QuestionPubId, TimesStudied = card.TimesStudied, Schedule = ScheduleText.Of(card.Schedule),
        IsSuspended = card.IsSuspended, BuriedUntil = card.BuriedUntil, Flag = card.Flag, IsLeech = card.IsLeech, CreatedAt = card.CreatedAt,
        Sources = [.. card.Sources.Select(s => new ArchivedCardSource(s.Kind, s.SourceId, s.Title, s.AddedAt))],
    };
}

/// <summary>Where an archived card came from.</summary>
public sealed record ArchivedCardSource(CardSourceKind Kind, int? SourceId, string Title, DateTime AddedAt);

/// <summary>
/// The decks and cards of an archive, and by which ids they are known here. A card that is there already (the same text made at the same time,
/// or the same word or question) is that one.
/// </summary>
internal sealed class ArchivedCards
{
    private const int Chunk = 500;

    private readonly Dictionary<int, (ArchivedDeck Row, DeckSettings Settings)> _decks = [];
    private readonly Dictionary<int, (ArchivedCard Row, FsrsCard Schedule)> _cards = [];
    private readonly Dictionary<int, int> _known = [];

    public int Created => _cards.Count - _known.Count;

    public int Skipped => _known.Count;

    public void Read(ArchiveFile file)
    {
        file.Read<ArchivedDeck>("decks", (record, row) =>
        {
            var settings = row.Read();
            if (settings.Refusal is { } refusal)
            {
                file.Refuse("decks", record, refusal.Message);
            }
            else
            {
                _decks.TryAdd(row.Id, (row, settings.Value));
            }
        });
        file.Read<ArchivedCard>("cards", (record, row) =>
        {
            if (!_decks.ContainsKey(row.DeckId))
            {
                file.Refuse("cards", record, ReviewTexts.Refused_NoDeck);
            }
            else if (!ScheduleText.TryRead(row.Schedule, out var schedule))
            {
                file.Refuse("cards", record, ReviewTexts.Row_Schedule);
            }
            else if (CardRules.Faults(row.Text, row.Tags).FirstOrDefault() is { } fault)
            {
                file.Refuse("cards", record, fault.Message);
            }
            else
            {
                _cards.TryAdd(row.Id, (row, schedule));
            }
        });
    }

    public async Task CompareAsync(StudyDbContext context, int studentId, CancellationToken cancellationToken)
    {
        _known.Clear();
        if (_cards.Count == 0)
        {
            return;
        }
        var byText = new Dictionary<(DateTime, string, string, string?, int?), int>();
        var (byTerm, byQuestion) = (new Dictionary<(string, string), int>(), new Dictionary<string, int>());
        var stored = context.Set<Card>().AsNoTracking().Where(c => c.StudentId == studentId && c.DeletedAt == null)
            .Select(c => new { c.Id, c.CreatedAt, c.Front, c.Back, c.Cloze, c.ClozeNumber, c.Language, c.Term, c.QuestionPubId }).AsAsyncEnumerable();
        await foreach (var card in stored.WithCancellation(cancellationToken))
        {
            byText.TryAdd((card.CreatedAt, card.Front, card.Back, card.Cloze, card.ClozeNumber), card.Id);
            _ = card.Term is { } term && byTerm.TryAdd((card.Language, term), card.Id);
            _ = card.QuestionPubId is { } question && byQuestion.TryAdd(question, card.Id);
        }
        foreach (var (id, (row, _)) in _cards)
        {
            if (byText.TryGetValue((Utc(row.CreatedAt), row.Front, row.Back, row.Cloze, row.ClozeNumber), out var known)
                || (row.Term is { } term && byTerm.TryGetValue((row.Language, term), out known)) || (row.QuestionPubId is { } question && byQuestion.TryGetValue(question, out known)))
            {
                _known.Add(id, known);
            }
        }
    }

    /// <summary>The key under which the answers to an archived card are logged here; null while that is not known, as for a new card.</summary>
    public string? KeyOf(string archivedKey) => !TryId(archivedKey, out var id) || !_cards.ContainsKey(id) ? archivedKey
        : _known.TryGetValue(id, out var known) ? ReviewLogEntry.KeyOf(known) : null;

    /// <summary>The card here to which an archived key belongs.</summary>
    public int? IdOf(string archivedKey) => TryId(archivedKey, out var id) && _known.TryGetValue(id, out var known) ? known : null;

    /// <summary>Makes the cards; afterwards every one is known.</summary>
    public async Task ApplyAsync(ImportJob job, CancellationToken cancellationToken)
    {
        var context = job.Book.Context;
        var fresh = _cards.Where(c => !_known.ContainsKey(c.Key)).ToList();
        var decks = await DecksAsync(job, [.. fresh.Select(c => c.Value.Row.DeckId).Distinct()], cancellationToken);
        foreach (var chunk in fresh.Chunk(Chunk))
        {
            var cards = chunk.Select(c => (c.Key, Card: CardOf(job, decks[c.Value.Row.DeckId], c.Value.Row, c.Value.Schedule))).ToList();
            context.AddRange(cards.Select(c => c.Card));
            await context.SaveChangesAsync(cancellationToken);
            cards.ForEach(c => _known.Add(c.Key, c.Card.Id));
        }
        foreach (var entry in context.ChangeTracker.Entries().Where(e => e.Entity is Card or CardSource).ToList())
        {
            entry.State = EntityState.Detached;
        }
    }

    private async Task<Dictionary<int, Deck>> DecksAsync(ImportJob job, IReadOnlyList<int> wanted, CancellationToken cancellationToken)
    {
        var context = job.Book.Context;
        var own = await context.Set<Deck>().Where(d => d.StudentId == job.Book.StudentId && d.DeletedAt == null).ToListAsync(cancellationToken);
        var decks = new Dictionary<int, Deck>();
        foreach (var id in wanted)
        {
            var (row, settings) = _decks[id];
            var deck = own.Find(d => d.Kind == row.Kind && d.Language == row.Language && d.Name == row.Name);
            if (deck is null)
            {
                context.Add(deck = new Deck(job.Book.StudentId, row.Name, row.Kind, row.Language, job.Book.NowUtc, job.Run.Id));
                deck.Settle(settings);
                own.Add(deck);
            }
            decks.Add(id, deck);
        }
        await context.SaveChangesAsync(cancellationToken);
        return decks;
    }

    private static Card CardOf(ImportJob job, Deck deck, ArchivedCard row, FsrsCard schedule)
    {
        var card = Card.Of(job.Book.StudentId, deck.Id, row.Text, row.Language, Utc(row.CreatedAt));
        card.Belongs(row.Term, row.QuestionPubId, row.TimesStudied);
        card.SetTags(row.Tags);
        foreach (var source in row.Sources)
        {
            // The number is that of another database, where something else may stand here.
            card.CameFrom(new CardOrigin(source.Kind, null, source.Title), Utc(source.AddedAt));
        }
        if (row.ClozeNumber is { } gap)
        {
            card.AskGap(gap);
        }
        card.Put(schedule);
        card.NameLeech(row.IsLeech);
        card.SetFlag(row.Flag);
        card.BuryUntil(row.BuriedUntil);
        card.Suspend(row.IsSuspended);
        card.CameFrom(job.Run.Id, null);
        return card;
    }

    private static bool TryId(string key, out int id)
    {
        id = 0;
        return key.StartsWith('#') && int.TryParse(key.AsSpan(1), out id);
    }

    private static DateTime Utc(DateTime at) => at.Kind == DateTimeKind.Local ? at.ToUniversalTime() : DateTime.SpecifyKind(at, DateTimeKind.Utc);
}
