using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Review.Cards;

/// <summary>A card in one line of words, for lists.</summary>
public static class CardWording
{
    private const int Longest = 160;

    /// <summary>What it asks.</summary>
    public static string LineOf(Card card) => Cut(card is { Cloze: { } cloze, ClozeNumber: { } gap } ? ClozeText.Question(cloze, gap) : card.Front);

    /// <summary>What is to be known.</summary>
    public static string AnswerOf(Card card) => Cut(card is { Cloze: { } cloze, ClozeNumber: { } gap } ? ClozeText.Filling(cloze, gap) : card.Back);

    private static string Cut(string markdown)
    {
        var words = Markup.OneLine(Markup.WordsOf(markdown));
        return words.Length <= Longest ? words : words[..Longest] + "…";
    }
}
