namespace StudyDashboard.Features.Rewards;

/// <summary>Runs of study days in a row.</summary>
/// <param name="Current">Days of the run that today belongs to or may still join.</param>
/// <param name="Longest">Days of the longest run.</param>
/// <param name="Runs">All runs, oldest first.</param>
public sealed record Streak(int Current, int Longest, IReadOnlyList<StreakRun> Runs)
{
    /// <summary>
    /// Study days in a row with at least the terms' net minutes; today while unfinished, rest days and frozen days are neutral (rules.md
    /// section 9, streak).
    /// </summary>
    /// <param name="studied">Net seconds of the study days that have any.</param>
    /// <param name="today">The person's study day now.</param>
    /// <param name="terms">The person's terms, in any order.</param>
    /// <param name="frozen">The person's frozen days.</param>
    public static Streak Of(
        IReadOnlyDictionary<DateOnly, int> studied, DateOnly today, IReadOnlyList<RewardTerms> terms, IReadOnlySet<DateOnly>? frozen = null)
    {
        if (studied.Count == 0)
        {
            return new Streak(0, 0, []);
        }
        var runs = new List<StreakRun>();
        StreakRun? open = null;
        for (var day = studied.Keys.Min(); day <= today; day = day.AddDays(1))
        {
            switch (MarkOf(day, studied, today, terms, frozen))
            {
                case StreakMark.Counts:
                    open = open is null ? new StreakRun(day, day, 1) : open with { Last = day, Days = open.Days + 1 };
                    break;
                case StreakMark.Missed when open is not null:
                    runs.Add(open);
                    open = null;
                    break;
            }
        }
        if (open is not null)
        {
            runs.Add(open);
        }
        return new Streak(open?.Days ?? 0, runs.Select(r => r.Days).DefaultIfEmpty().Max(), runs);
    }

    /// <summary>What each day of a range is to the streak, oldest first.</summary>
    public static IReadOnlyList<StreakDay> DaysOf(
        DateOnly from, DateOnly to, IReadOnlyDictionary<DateOnly, int> studied, DateOnly today, IReadOnlyList<RewardTerms> terms, IReadOnlySet<DateOnly>? frozen)
    {
        var days = new List<StreakDay>();
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            days.Add(new StreakDay(day, MarkOf(day, studied, today, terms, frozen), studied.GetValueOrDefault(day)));
        }
        return days;
    }

    private static StreakMark MarkOf(
        DateOnly day, IReadOnlyDictionary<DateOnly, int> studied, DateOnly today, IReadOnlyList<RewardTerms> terms, IReadOnlySet<DateOnly>? frozen)
    {
        var rule = RewardTerms.On(day, terms);
        return studied.GetValueOrDefault(day) >= rule.StreakMinutes * 60 ? StreakMark.Counts
            : rule.RestDays.Contains(day.DayOfWeek) ? StreakMark.Rest
            : frozen?.Contains(day) == true ? StreakMark.Frozen
            : day >= today ? StreakMark.Open
            : StreakMark.Missed;
    }
}

/// <summary>One run: its first and last day that counted, and how many did.</summary>
public sealed record StreakRun(DateOnly First, DateOnly Last, int Days);

/// <summary>One day and what it is to the streak.</summary>
public sealed record StreakDay(DateOnly Day, StreakMark Mark, int NetSeconds);

/// <summary>What a day is to the streak.</summary>
public enum StreakMark
{
    /// <summary>Studied long enough: one more.</summary>
    Counts,

    /// <summary>A rest day: neutral.</summary>
    Rest,

    /// <summary>Frozen ahead: neutral.</summary>
    Frozen,

    /// <summary>Today or later: it may still count.</summary>
    Open,

    /// <summary>It ended the run.</summary>
    Missed,
}
