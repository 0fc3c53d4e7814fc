namespace StudyDashboard.Features.Analytics;

/// <summary>How long a period is.</summary>
public enum PeriodLength
{
    Day,
    Week,
    Month,
    Year,

    /// <summary>Any first and last day.</summary>
    Range,
}

/// <summary>Study days in a row that figures are about.</summary>
/// <param name="Length">How it was asked for.</param>
/// <param name="From">First study day.</param>
/// <param name="To">Last study day, inclusive.</param>
public sealed record StudyPeriod(PeriodLength Length, DateOnly From, DateOnly To)
{
    /// <summary>Most days of a range: ten years.</summary>
    public const int MaxDays = 3660;

    /// <summary>Whether a day is one that somebody may study on, with room for the periods around it in the calendar.</summary>
    public static bool IsSane(DateOnly day) => day.Year is > 1900 and < 9000;

    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>The period of a length that holds a day.</summary>
    /// <param name="length">Not a range.</param>
    /// <param name="day">A study day within it.</param>
    /// <param name="firstWeekday">Where the person's weeks begin.</param>
    public static StudyPeriod Of(PeriodLength length, DateOnly day, DayOfWeek firstWeekday)
    {
        var week = day.AddDays(-(((int)day.DayOfWeek - (int)firstWeekday + 7) % 7));
        return length switch
        {
            PeriodLength.Day => new StudyPeriod(length, day, day),
            PeriodLength.Week => new StudyPeriod(length, week, week.AddDays(6)),
            PeriodLength.Month => new StudyPeriod(length, new DateOnly(day.Year, day.Month, 1), new DateOnly(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month))),
            PeriodLength.Year => new StudyPeriod(length, new DateOnly(day.Year, 1, 1), new DateOnly(day.Year, 12, 31)),
            _ => throw new ArgumentOutOfRangeException(nameof(length), length, "A range has days of its own."),
        };
    }

    /// <summary>The one before or after it: of the same length, or for months and years the neighbour in the calendar.</summary>
    /// <param name="steps">-1 for the one before, 1 for the one after.</param>
    public StudyPeriod Shift(int steps) => Length switch
    {
        PeriodLength.Month => Whole(From.AddMonths(steps), 1),
        PeriodLength.Year => Whole(From.AddYears(steps), 12),
        _ => this with { From = From.AddDays(steps * Days), To = To.AddDays(steps * Days) },
    };

    /// <summary>Days of it that have begun: none before it, all after it.</summary>
    public int Elapsed(DateOnly today) => Math.Clamp(today.DayNumber - From.DayNumber + 1, 0, Days);

    /// <summary>
    /// The part of the period before that is to be compared with what has elapsed of this one: the same share of its days, rounded, and
    /// at least one. The 15 days so far of April meet the first 16 of March.
    /// </summary>
    public StudyPeriod Comparable(DateOnly today)
    {
        var before = Shift(-1);
        var days = Math.Max(1, (int)Math.Round((double)Elapsed(today) * before.Days / Days, MidpointRounding.AwayFromZero));
        return before with { To = before.From.AddDays(days - 1) };
    }

    private StudyPeriod Whole(DateOnly from, int months) => this with { From = from, To = from.AddMonths(months).AddDays(-1) };
}
