namespace StudyDashboard.Features.Analytics.Figures;

/// <summary>What a point of a trend stands for.</summary>
public enum TrendStep
{
    Day,
    Week,
    Month,
}

/// <summary>One day's part of a metric.</summary>
/// <param name="Day">The study day.</param>
/// <param name="Amount">What is added up: seconds, a count, or for a share what is divided.</param>
/// <param name="Of">What it is divided by, for a share: sessions, answers.</param>
public readonly record struct DayAmount(DateOnly Day, double Amount, int Of);

/// <summary>A point of a trend.</summary>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day, inclusive.</param>
/// <param name="Value">Its own value; null for a share of nothing.</param>
/// <param name="Mean">The mean of it and the points before it within the window; null for a share of nothing.</param>
/// <param name="Of">Of how many sessions or answers a share is; 0 for a sum.</param>
public sealed record TrendPoint(DateOnly From, DateOnly To, double? Value, double? Mean, int Of);

/// <summary>A metric over time, with a moving mean.</summary>
/// <param name="Metric">What it follows.</param>
/// <param name="Step">What a point stands for.</param>
/// <param name="Window">How many points the mean takes, the point itself among them.</param>
/// <param name="Points">In order of time, those with nothing too.</param>
public sealed record Trend(Metric Metric, TrendStep Step, int Window, IReadOnlyList<TrendPoint> Points)
{
    /// <summary>Most points of a trend.</summary>
    public const int MaxPoints = 400;

    /// <summary>Seven days, four weeks or three months.</summary>
    public static int WindowOf(TrendStep step) => step switch { TrendStep.Day => 7, TrendStep.Week => 4, _ => 3 };

    /// <summary>The first day of the step that holds a day.</summary>
    public static DateOnly StartOf(DateOnly day, TrendStep step, DayOfWeek firstWeekday) => step switch
    {
        TrendStep.Day => day,
        TrendStep.Week => StudyPeriod.Of(PeriodLength.Week, day, firstWeekday).From,
        _ => new DateOnly(day.Year, day.Month, 1),
    };

    /// <summary>The step so many steps later or, with less than 0, earlier.</summary>
    public static DateOnly Shift(DateOnly start, TrendStep step, int steps) => step switch
    {
        TrendStep.Day => start.AddDays(steps),
        TrendStep.Week => start.AddDays(7 * steps),
        _ => start.AddMonths(steps),
    };

    /// <summary>
    /// Draws the line. Sums: the mean of a window is what its points come to, divided by their number. Shares: it is what all their days
    /// come to together, so that a day with two answers does not weigh as much as one with fifty.
    /// </summary>
    /// <param name="metric">What it follows.</param>
    /// <param name="step">What a point stands for.</param>
    /// <param name="first">First day of the first point.</param>
    /// <param name="last">A day of the last point.</param>
    /// <param name="days">The days from the window before the first point on, in any order; a day without anything may be missing.</param>
    /// <param name="firstWeekday">Where weeks begin.</param>
    public static Trend Of(Metric metric, TrendStep step, DateOnly first, DateOnly last, IEnumerable<DayAmount> days, DayOfWeek firstWeekday)
    {
        var (window, isRatio) = (WindowOf(step), Metrics.IsRatio(metric));
        var byStart = days.GroupBy(d => StartOf(d.Day, step, firstWeekday)).ToDictionary(g => g.Key, g => (Amount: g.Sum(d => d.Amount), Of: g.Sum(d => d.Of)));
        var points = new List<TrendPoint>();
        for (var start = first; start <= last; start = Shift(start, step, 1))
        {
            var own = byStart.GetValueOrDefault(start);
            var near = Enumerable.Range(0, window).Select(i => byStart.GetValueOrDefault(Shift(start, step, -i))).ToList();
            var (amount, of) = (near.Sum(n => n.Amount), near.Sum(n => n.Of));
            points.Add(new TrendPoint(
                start, Shift(start, step, 1).AddDays(-1),
                isRatio ? (own.Of == 0 ? null : own.Amount / own.Of) : own.Amount,
                isRatio ? (of == 0 ? null : amount / of) : amount / window, isRatio ? own.Of : 0));
        }
        return new Trend(metric, step, window, points);
    }
}
