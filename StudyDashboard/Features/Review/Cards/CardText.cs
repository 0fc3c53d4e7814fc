using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Review.Cards;

/// <summary>What stands on a card.</summary>
/// <param name="Front">What is asked, Markdown.</param>
/// <param name="Back">What is to be known, Markdown.</param>
/// <param name="Example">A use of it.</param>
/// <param name="Hint">Shown on request before the answer.</param>
/// <param name="Cloze">A text with a gap, <c>Sofia lies on the {{c1::Iskar::river}}</c>; then the front may be empty.</param>
public sealed record CardText(string Front, string Back, string? Example = null, string? Hint = null, string? Cloze = null)
{
    /// <summary>Longest side or cloze text, characters.</summary>
    public const int MaxSide = 8000;

    /// <summary>Longest example or hint.</summary>
    public const int MaxNote = 2000;

    /// <summary>The same without spaces around and with nothing for what is blank.</summary>
    public CardText Trimmed() => new(Front.Trim(), Back.Trim(), Example.NullIfBlank(), Hint.NullIfBlank(), Cloze.NullIfBlank());
}
