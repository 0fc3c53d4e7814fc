using StudyDashboard.Features.Review.Fsrs;

namespace StudyDashboard.Features.Review.Queue;

/// <summary>
/// Chooses, within the fuzz range and never beyond it, the day with the least review for its share; among equal days the fuzz's own
/// draw decides, so the same card with the same load comes to the same day. Not safe to share: it counts what it places.
/// </summary>
/// <param name="today">The study day of the answer.</param>
/// <param name="due">Cards that are due by study day.</param>
/// <param name="easy">Which weekdays are to have less.</param>
public sealed class LoadBalance(DateOnly today, IReadOnlyDictionary<DateOnly, int> due, EasyDays easy)
{
    private readonly Dictionary<DateOnly, int> _load = new(due);

    /// <summary>The choice for one answer. It is an <see cref="IntervalPick"/> and changes nothing.</summary>
    public int Pick(FuzzRange range, double draw) => PickFrom(today, range, draw);

    /// <summary>The choice for a card whose interval counts from another day, as when a deck is rescheduled.</summary>
    public IntervalPick From(DateOnly day) => (range, draw) => PickFrom(day, range, draw);

    /// <summary>Counts a card that was placed, so that the next one sees it.</summary>
    public void Add(DateOnly day) => _load[day] = _load.GetValueOrDefault(day) + 1;

    private int PickFrom(DateOnly from, FuzzRange range, double draw)
    {
        var (best, count) = (double.PositiveInfinity, 0);
        for (var days = range.Lowest; days <= range.Highest; days++)
        {
            var load = LoadOn(from, days);
            (best, count) = load < best ? (load, 1) : load == best ? (best, count + 1) : (best, count);
        }
        var chosen = (int)(draw * count);
        for (var days = range.Lowest; days <= range.Highest; days++)
        {
            if (LoadOn(from, days) == best && chosen-- == 0)
            {
                return days;
            }
        }
        return range.At(draw);
    }

    /// <summary>What a day would have with one card more, by its share. A day without a share counts after every other.</summary>
    private double LoadOn(DateOnly from, int days)
    {
        var day = from.AddDays(days);
        var share = easy[day.DayOfWeek];
        return (_load.GetValueOrDefault(day) + 1) / (share > 0 ? share : 1e-9);
    }
}
