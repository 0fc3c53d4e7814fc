namespace StudyDashboard.Features.Rewards;

/// <summary>Runs of study days in a row.</summary>
/// <param name="Current">Days of the run that today belongs to or may still join.</param>
/// <param name="Longest">Days of the longest run.</param>
/// <param name="Runs">All runs, oldest first.</param>
public sealed record Streak(int Current, int Longest, IReadOnlyList<StreakRun> Runs)
{
    /// <summary>
    /// Study days in a row with at least the terms' net minutes; today while unfinished, rest days and dates that never existed for
    /// the person are neutral (rules.md section 9, streak; rules.md 7).
    /// </summary>
    /// <param name="studied">Net seconds of the study days that have any.</param>
    /// <param name="today">The person's study day now.</param>
    /// <param name="terms">The person's terms, in any order.</param>
    public static Streak Of(IReadOnlyDictionary<DateOnly, int> studied, DateOnly today, IReadOnlyList<RewardTerms> terms)
    {
        if (studied.Count == 0)
        {
            return new Streak(0, 0, []);
        }
        var runs = new List<StreakRun>();
        StreakRun? open = null;
        for (var day = studied.Keys.Min(); day <= today; day = day.AddDays(1))
        {
            var rule = RewardTerms.On(day, terms);
            if (studied.GetValueOrDefault(day) >= rule.StreakMinutes * 60)
            {
                open = open is null ? new StreakRun(day, day, 1) : open with { Last = day, Days = open.Days + 1 };
            }
            else if (day != today && !rule.RestDays.Contains(day.DayOfWeek) && open is not null)
            {
                runs.Add(open);
                open = null;
            }
        }
        if (open is not null)
        {
            runs.Add(open);
        }
        return new Streak(open?.Days ?? 0, runs.Select(r => r.Days).DefaultIfEmpty().Max(), runs);
    }
}

/// <summary>One run: its first and last day that counted, and how many did.</summary>
public sealed record StreakRun(DateOnly First, DateOnly Last, int Days);
