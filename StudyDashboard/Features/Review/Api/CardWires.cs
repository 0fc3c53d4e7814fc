using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Fsrs;
using StudyDashboard.Features.Review.Queue;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;

namespace StudyDashboard.Features.Review.Api;

/// <summary>Cards.</summary>
public sealed record CardList(IReadOnlyList<CardWire> Items, int Total);

/// <summary>A deck with its settings, and what today has of it.</summary>
public sealed record DeckWire : IVersioned
{
    public required int Id { get; init; }

    public required string Name { get; init; }

    /// <summary>own, words or questions.</summary>
    [Words<DeckKind>]
    public required string Kind { get; init; }

    public required string Language { get; init; }

    /// <summary>0.70 to 0.99.</summary>
    public required double DesiredRetention { get; init; }

    /// <summary>Such as "1m 10m".</summary>
    public required string LearningSteps { get; init; }

    public required string RelearningSteps { get; init; }

    /// <summary>Days.</summary>
    public required int MaximumInterval { get; init; }

    public required bool Fuzz { get; init; }

    /// <summary>21 FSRS weights.</summary>
    public required IReadOnlyList<double> Weights { get; init; }

    public required int WeightsVersion { get; init; }

    public required int NewPerDay { get; init; }

    /// <summary>Null for all.</summary>
    public required int? ReviewsPerDay { get; init; }

    [Words<QueueOrder>]
    public required string Order { get; init; }

    public required DateOnly? ExamDay { get; init; }

    public required int LeechFirst { get; init; }

    public required int LeechEvery { get; init; }

    public required bool LeechSuspends { get; init; }

    /// <summary>Cards on their steps today; in lists only.</summary>
    public int? Steps { get; init; }

    /// <summary>Due cards within the limit.</summary>
    public int? Due { get; init; }

    /// <summary>New cards within the limit.</summary>
    public int? New { get; init; }

    /// <summary>Answers given today.</summary>
    public int? Done { get; init; }

    public required int Version { get; init; }

    internal static DeckWire Of(Deck deck, DeckToday? today) => new()
    {
        Id = deck.Id, Name = deck.Name, Kind = Words<DeckKind>.Of(deck.Kind), Language = deck.Language, DesiredRetention = deck.DesiredRetention,
        LearningSteps = deck.LearningSteps.ToString(), RelearningSteps = deck.RelearningSteps.ToString(), MaximumInterval = deck.MaximumInterval, Fuzz = deck.Fuzz,
        Weights = deck.Parameters.Weights.Values, WeightsVersion = deck.WeightsVersion, NewPerDay = deck.NewPerDay, ReviewsPerDay = deck.ReviewsPerDay,
        Order = Words<QueueOrder>.Of(deck.Order), ExamDay = deck.ExamDay, LeechFirst = deck.LeechFirst, LeechEvery = deck.LeechEvery, LeechSuspends = deck.LeechSuspends,
        Steps = today?.Steps, Due = today?.Due, New = today?.New, Done = today?.Done, Version = deck.Version,
    };
}

/// <summary>A card.</summary>
public sealed record CardWire : IVersioned
{
    public required int Id { get; init; }

    public required int DeckId { get; init; }

    public required string Front { get; init; }

    public required string Back { get; init; }

    public required string? Example { get; init; }

    public required string? Hint { get; init; }

    public required string? Cloze { get; init; }

    /// <summary>Which gap of the cloze text is asked.</summary>
    public required int? ClozeNumber { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required string Language { get; init; }

    /// <summary>new, learning, review or relearning.</summary>
    [Words<CardState>]
    public required string State { get; init; }

    public required DateTime Due { get; init; }

    /// <summary>Days; null while new.</summary>
    public required double? Stability { get; init; }

    /// <summary>1 to 10; null while new.</summary>
    public required double? Difficulty { get; init; }

    public required int Reps { get; init; }

    public required int Lapses { get; init; }

    public required DateTime? LastReviewAt { get; init; }

    public required bool IsSuspended { get; init; }

    /// <summary>The study day from which on it is asked again.</summary>
    public required DateOnly? BuriedUntil { get; init; }

    [Words<CardFlag>]
    public required string Flag { get; init; }

    public required bool IsLeech { get; init; }

    public required int TimesStudied { get; init; }

    public required IReadOnlyList<CardSourceWire> Sources { get; init; }

    public required int Version { get; init; }

    internal static CardWire Of(Card card) => new()
    {
        Id = card.Id, DeckId = card.DeckId, Front = card.Front, Back = card.Back, Example = card.Example, Hint = card.Hint, Cloze = card.Cloze, ClozeNumber = card.ClozeNumber,
        Tags = card.Tags, Language = card.Language, State = Words<CardState>.Of(card.State), Due = card.Due, Stability = card.State == CardState.New ? null : card.Stability,
        Difficulty = card.State == CardState.New ? null : card.Difficulty, Reps = card.Reps, Lapses = card.Lapses, LastReviewAt = card.LastReviewAt, IsSuspended = card.IsSuspended,
        BuriedUntil = card.BuriedUntil, Flag = Words<CardFlag>.Of(card.Flag), IsLeech = card.IsLeech, TimesStudied = card.TimesStudied,
        Sources = [.. card.Sources.Select(s => new CardSourceWire(Words<CardSourceKind>.Of(s.Kind), s.SourceId, s.Title, s.AddedAt))], Version = card.Version,
    };
}

/// <summary>Where a card came from.</summary>
/// <param name="Kind">scenario, document, manual, conversation, quiz or lesson.</param>
/// <param name="SourceId">Id of it, where it has one.</param>
/// <param name="Title">What it is called.</param>
/// <param name="AddedAt">Since when.</param>
public sealed record CardSourceWire([property: Words<CardSourceKind>] string Kind, int? SourceId, string Title, DateTime AddedAt);
