using System.Security.Cryptography;
using System.Text;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Fsrs;

namespace StudyDashboard.Features.Review.Files;

/// <summary>A card that a file brings.</summary>
internal sealed record IncomingCard
{
    public required string Deck { get; init; }

    public required CardText Text { get; init; }

    /// <summary>Which gap is asked, for a text with gaps.</summary>
    public int? Gap { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Where it stands; null for one that is new.</summary>
    public FsrsCard? Schedule { get; init; }

    public bool IsSuspended { get; init; }

    public bool IsBuried { get; init; }

    public CardFlag Flag { get; init; }

    /// <summary>Under which its answers are logged; null for one that brings none.</summary>
    public string? LogKey { get; init; }

    /// <summary>Its answers in order of time.</summary>
    public IReadOnlyList<LoggedReview> Reviews { get; init; } = [];

    /// <summary>What tells it from every other card (rules.md 18): its fields, unless the file has an id of its own for it.</summary>
    public required string Identity { get; init; }

    /// <summary>The identity of a card without an id: its fields, without regard to what is around them.</summary>
    public static string IdentityOf(string deck, CardText text, int? gap)
    {
        var trimmed = text.Trimmed();
        return string.Join('\u001f', deck.Trim(), trimmed.Front, trimmed.Back, trimmed.Example, trimmed.Hint, trimmed.Cloze, gap);
    }

    /// <summary>The key under which it is stored, for the n-th of its identity in the file.</summary>
    public string KeyOf(int occurrence) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Identity}\u001e{occurrence}")));
}
