using StudyDashboard.Features.Review.Fsrs;

namespace StudyDashboard.Features.Review.Queue;

/// <summary>A card that may be asked today.</summary>
/// <param name="Id">The card.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Due">From when on, UTC.</param>
/// <param name="Retrievability">How probable recall is now; null while new.</param>
/// <param name="Position">The place of a new card among new ones.</param>
public readonly record struct QueuedCard(long Id, CardState State, DateTime Due, double? Retrievability = null, long Position = 0);

/// <summary>In which order due cards are asked.</summary>
public enum QueueOrder
{
    /// <summary>Those that are most likely forgotten first.</summary>
    LowestRecallFirst,

    /// <summary>Those that are still known first: with a backlog this saves the most.</summary>
    HighestRecallFirst,

    /// <summary>Those that have waited longest first.</summary>
    OldestDueFirst,
}

/// <summary>What one study day may bring.</summary>
/// <param name="NewPerDay">New cards.</param>
/// <param name="ReviewsPerDay">Due cards; null for all. New cards and steps are not counted in it.</param>
public sealed record ReviewLimits(int NewPerDay = 20, int? ReviewsPerDay = null);

/// <summary>What the study day has brought already: first answers to new and to due cards.</summary>
public readonly record struct DoneToday(int New, int Reviews);

/// <summary>
/// What to ask now, in order: steps that are due, due cards, new cards; last the steps that come up within <see cref="LearnAhead"/>, so
/// that they come early only when nothing else is left.
/// </summary>
public sealed class TodayCards
{
    /// <summary>How much too early a step may be asked when nothing else is left.</summary>
    public static readonly TimeSpan LearnAhead = TimeSpan.FromMinutes(20);

    private TodayCards(IReadOnlyList<QueuedCard> cards, int steps, int due, int fresh) => (Cards, Steps, Due, New) = (cards, steps, due, fresh);

    public IReadOnlyList<QueuedCard> Cards { get; }

    /// <summary>Cards on their steps before the end of the study day, those that cannot be asked yet too.</summary>
    public int Steps { get; }

    /// <summary>Due cards within the limit.</summary>
    public int Due { get; }

    /// <summary>New cards within the limit.</summary>
    public int New { get; }

    /// <param name="cards">Neither buried nor suspended.</param>
    /// <param name="limits">What the day may bring.</param>
    /// <param name="done">What it has brought.</param>
    /// <param name="nowUtc">Now.</param>
    /// <param name="dayEndUtc">The end of the study day: what is due before it is due today (rules.md 30).</param>
    /// <param name="order">The order of due cards; equal ones go by id.</param>
    public static TodayCards Of(
        IEnumerable<QueuedCard> cards, ReviewLimits limits, DoneToday done, DateTime nowUtc, DateTime dayEndUtc, QueueOrder order = QueueOrder.LowestRecallFirst)
    {
        var open = cards.Where(c => c.Due < dayEndUtc).ToLookup(c => c.State);
        var steps = open[CardState.Learning].Concat(open[CardState.Relearning]).OrderBy(c => c.Due).ThenBy(c => c.Id).ToList();
        var due = Ordered(open[CardState.Review], order).Take(Left(limits.ReviewsPerDay ?? int.MaxValue, done.Reviews)).ToList();
        var fresh = open[CardState.New].OrderBy(c => c.Position).ThenBy(c => c.Id).Take(Left(limits.NewPerDay, done.New)).ToList();
        return new TodayCards(
            [
                .. steps.Where(c => c.Due <= nowUtc), .. due, .. fresh,
                .. steps.Where(c => c.Due > nowUtc && c.Due <= nowUtc + LearnAhead),
            ],
            steps.Count, due.Count, fresh.Count);
    }

    private static int Left(int limit, int done) => Math.Max(0, limit - done);

    private static IEnumerable<QueuedCard> Ordered(IEnumerable<QueuedCard> cards, QueueOrder order) => order switch
    {
        QueueOrder.LowestRecallFirst => cards.OrderBy(c => c.Retrievability).ThenBy(c => c.Id),
        QueueOrder.HighestRecallFirst => cards.OrderByDescending(c => c.Retrievability).ThenBy(c => c.Id),
        _ => cards.OrderBy(c => c.Due).ThenBy(c => c.Id),
    };
}
