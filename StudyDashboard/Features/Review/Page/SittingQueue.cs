using StudyDashboard.Features.Review.Fsrs;
using StudyDashboard.Features.Review.Queue;

namespace StudyDashboard.Features.Review.Page;

/// <summary>The cards of a sitting that are still to come.</summary>
internal sealed class SittingQueue
{
    private readonly List<QueuedCard> _cards = [];

    public int Count => _cards.Count;

    /// <summary>When the next step comes up; null when none waits.</summary>
    public DateTime? NextStep => _cards.Where(IsStep).Select(c => (DateTime?)c.Due).Min();

    /// <summary>Begins anew with the cards of a day.</summary>
    public void Load(IEnumerable<QueuedCard> cards)
    {
        _cards.Clear();
        _cards.AddRange(cards);
    }

    public void Remove(int cardId) => _cards.RemoveAll(c => c.Id == cardId);

    /// <summary>A step comes back within the sitting; a card that has days before it does not.</summary>
    public void Return(int cardId, in FsrsCard card, DateTime dayEnd)
    {
        Remove(cardId);
        if (card.State is CardState.Learning or CardState.Relearning && card.Due < dayEnd)
        {
            _cards.Add(new QueuedCard(cardId, card.State, card.Due));
        }
    }

    /// <summary>The card to ask now: a step that is due, then the others in order, then a step that is nearly due.</summary>
    public QueuedCard? Next(DateTime nowUtc)
    {
        var steps = _cards.Where(IsStep).OrderBy(c => c.Due).ThenBy(c => c.Id).ToList();
        return steps is [var step, ..] && step.Due <= nowUtc ? step
            : _cards.Exists(c => !IsStep(c)) ? _cards.Find(c => !IsStep(c))
            : steps is [var early, ..] && early.Due <= nowUtc + TodayCards.LearnAhead ? early : null;
    }

    private static bool IsStep(QueuedCard card) => card.State is CardState.Learning or CardState.Relearning;
}
