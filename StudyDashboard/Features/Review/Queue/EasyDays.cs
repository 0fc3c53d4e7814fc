namespace StudyDashboard.Features.Review.Queue;

/// <summary>How much review each weekday is to have: 1 as much as others, 0 as little as can be.</summary>
public sealed class EasyDays
{
    private readonly double[] _shares;

    private EasyDays(double[] shares) => _shares = shares;

    /// <param name="shares">From 0 to 1; weekdays that are not named have 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is out of range.</exception>
    public EasyDays(IReadOnlyDictionary<DayOfWeek, double> shares)
        : this([.. Enum.GetValues<DayOfWeek>().Select(d => shares.GetValueOrDefault(d, 1))])
    {
        if (_shares.Any(s => s is not (>= 0 and <= 1)))
        {
            throw new ArgumentOutOfRangeException(nameof(shares), "A share goes from 0 to 1.");
        }
    }

    /// <summary>Every day alike.</summary>
    public static EasyDays None { get; } = new([1, 1, 1, 1, 1, 1, 1]);

    public double this[DayOfWeek day] => _shares[(int)day];
}
