namespace StudyDashboard.Features.Review.Figures;

/// <summary>A card and how probable its recall will be on the exam day; null for a card that was never answered.</summary>
public readonly record struct CardRecall(long CardId, double? Recall);

/// <summary>What will be known on the exam day if nothing is answered until then.</summary>
/// <param name="Studied">Cards answered at least once.</param>
/// <param name="Unseen">Cards never answered.</param>
/// <param name="Mean">The mean recall of those studied, 0 to 1; null when there are none.</param>
/// <param name="Weak">Cards that will be below the target, the weakest first.</param>
public sealed record ExamRecall(int Studied, int Unseen, double? Mean, IReadOnlyList<CardRecall> Weak)
{
    /// <summary>The mean over all cards, those never answered as forgotten; null when there are none.</summary>
    public double? MeanOfAll => Studied + Unseen == 0 ? null : (Mean ?? 0) * Studied / (Studied + Unseen);

    /// <param name="cards">Each card with its recall on the exam day (<see cref="Fsrs.FsrsScheduler.Retrievability(in Fsrs.FsrsCard, DateOnly, Infrastructure.Time.StudyCalendar)"/>).</param>
    /// <param name="target">From which recall on a card does not pull the rest down, 0 to 1.</param>
    /// <param name="weakest">How many weak cards are listed at most.</param>
    public static ExamRecall Of(IEnumerable<CardRecall> cards, double target, int weakest = 50)
    {
        var (studied, unseen, sum) = (0, 0, 0.0);
        var weak = new List<CardRecall>();
        foreach (var card in cards)
        {
            if (card.Recall is not { } recall)
            {
                unseen++;
                continue;
            }
            studied++;
            sum += recall;
            if (recall < target)
            {
                weak.Add(card);
            }
        }
        return new ExamRecall(
            studied, unseen, studied == 0 ? null : sum / studied, [.. weak.OrderBy(c => c.Recall).ThenBy(c => c.CardId).Take(weakest)]);
    }
}
