using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Review.Cards;

/// <summary>What a card can say.</summary>
internal static class CardRules
{
    public const int MaxTags = 50;
    public const int MaxTag = 100;

    public static IEnumerable<FieldError> Faults(CardText text, IReadOnlyList<string> tags)
    {
        text = text.Trimmed();
        if (text.Cloze is null && text.Front.Length == 0)
        {
            yield return new FieldError("front", ReviewTexts.Refused_NoFront);
        }
        if (text.Cloze is null && text.Back.Length == 0)
        {
            yield return new FieldError("back", ReviewTexts.Refused_NoBack);
        }
        if (text.Cloze is { } cloze && ClozeText.GapsOf(cloze).Count == 0)
        {
            yield return new FieldError("cloze", ReviewTexts.Refused_NoGap);
        }
        foreach (var (field, length, most) in new[]
        {
            ("front", text.Front.Length, CardText.MaxSide), ("back", text.Back.Length, CardText.MaxSide), ("cloze", text.Cloze?.Length ?? 0, CardText.MaxSide),
            ("example", text.Example?.Length ?? 0, CardText.MaxNote), ("hint", text.Hint?.Length ?? 0, CardText.MaxNote),
        })
        {
            if (length > most)
            {
                yield return new FieldError(field, ReviewTexts.Refused_TooLong.With(most));
            }
        }
        if (tags.Count > MaxTags || tags.Any(t => t.Length > MaxTag))
        {
            yield return new FieldError("tags", ReviewTexts.Refused_Tags.With(MaxTags, MaxTag));
        }
    }
}
