namespace StudyDashboard.Features.Review.Cards;

/// <summary>From where a card came.</summary>
public enum CardSourceKind
{
    Manual,
    Scenario,
    Document,
    Conversation,
    Quiz,
    Lesson,
}

/// <summary>What answered a card.</summary>
public enum ReviewSource
{
    /// <summary>The person, card by card.</summary>
    Review,

    /// <summary>A quiz with the card's question.</summary>
    Quiz,

    /// <summary>A log from elsewhere.</summary>
    Import,
}

/// <summary>What a deck is for.</summary>
public enum DeckKind
{
    /// <summary>Made by hand or brought by an import.</summary>
    Own,

    /// <summary>The words of one language that scenarios, documents and lessons bring.</summary>
    Words,

    /// <summary>Questions that were answered wrong.</summary>
    Questions,
}

/// <summary>A mark that a person puts on a card to find it again.</summary>
public enum CardFlag
{
    None,
    Red,
    Orange,
    Green,
    Blue,
}

/// <summary>A word to be learned.</summary>
public sealed record WordDraft(string Term, string Meaning, string? Example);

/// <summary>The card of a word, and whether it was made for it.</summary>
public sealed record WordAdded(int CardId, bool IsNew);

/// <summary>A question to be learned.</summary>
/// <param name="PubId">The question's public id.</param>
/// <param name="Front">The question with its options.</param>
/// <param name="Back">What is right.</param>
/// <param name="Explanation">Why.</param>
public sealed record QuestionDraft(string PubId, string Front, string Back, string? Explanation);

/// <summary>Where a card comes from: what the link beside it leads to.</summary>
/// <param name="Kind">The sort.</param>
/// <param name="SourceId">Id in the feature that <paramref name="Kind"/> names; null when there is nothing to lead to.</param>
/// <param name="Title">What it is called.</param>
public sealed record CardOrigin(CardSourceKind Kind, int? SourceId, string Title);
