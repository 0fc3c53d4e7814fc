using StudyDashboard.Features.Review.Fsrs;

namespace StudyDashboard.Features.Review.Figures;

/// <summary>An answer as retention counts it.</summary>
/// <param name="CardId">The card.</param>
/// <param name="Day">The study day of the answer.</param>
/// <param name="Grade">The answer.</param>
/// <param name="Before">Where the card stood before.</param>
/// <param name="IntervalDays">The interval that it had waited for.</param>
public readonly record struct GradedReview(long CardId, DateOnly Day, ReviewGrade Grade, CardState Before, int IntervalDays);

/// <summary>What a row of the table is about.</summary>
public enum RetentionPeriod
{
    Day,
    Week,
    Month,
}

/// <summary>Answers that passed, of all.</summary>
public readonly record struct PassRate(int Passed, int All)
{
    /// <summary>0 to 1; null when there was none.</summary>
    public double? Rate => All == 0 ? null : (double)Passed / All;

    public static PassRate operator +(PassRate a, PassRate b) => Add(a, b);

    public static PassRate Add(PassRate left, PassRate right) => new(left.Passed + right.Passed, left.All + right.All);
}

/// <summary>A row of the table: the first answer to each card on each study day, steps left out (rules.md section 9).</summary>
/// <param name="From">The period's first day.</param>
/// <param name="Young">Cards that had waited for less than <see cref="MatureDays"/> days.</param>
/// <param name="Mature">Cards that had waited for as long or longer.</param>
public sealed record TrueRetention(DateOnly From, PassRate Young, PassRate Mature)
{
    /// <summary>From so many days on an interval makes a card mature.</summary>
    public const int MatureDays = 21;

    public PassRate All => Young + Mature;

    /// <summary>The table, in order of time; periods without answers are not in it.</summary>
    /// <param name="reviews">In order of time.</param>
    /// <param name="period">What a row is about.</param>
    /// <param name="firstWeekday">Where weeks begin.</param>
    public static IReadOnlyList<TrueRetention> Of(IEnumerable<GradedReview> reviews, RetentionPeriod period, DayOfWeek firstWeekday = DayOfWeek.Monday)
    {
        var rows = new SortedDictionary<DateOnly, TrueRetention>();
        var seen = new HashSet<(long Card, DateOnly Day)>();
        foreach (var review in reviews)
        {
            if (review.Before != CardState.Review || !seen.Add((review.CardId, review.Day)))
            {
                continue;
            }
            var from = StartOf(review.Day, period, firstWeekday);
            var row = rows.GetValueOrDefault(from) ?? new TrueRetention(from, default, default);
            var answer = new PassRate(review.Grade == ReviewGrade.Again ? 0 : 1, 1);
            rows[from] = review.IntervalDays < MatureDays ? row with { Young = row.Young + answer } : row with { Mature = row.Mature + answer };
        }
        return [.. rows.Values];
    }

    private static DateOnly StartOf(DateOnly day, RetentionPeriod period, DayOfWeek firstWeekday) => period switch
    {
        RetentionPeriod.Day => day,
        RetentionPeriod.Week => day.AddDays(-((day.DayOfWeek - firstWeekday + 7) % 7)),
        _ => new DateOnly(day.Year, day.Month, 1),
    };
}
