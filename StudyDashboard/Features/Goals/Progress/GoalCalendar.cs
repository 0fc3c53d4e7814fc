namespace StudyDashboard.Features.Goals.Progress;

/// <summary>Cuts the study days of a goal into its periods.</summary>
/// <param name="Period">How often it begins anew.</param>
/// <param name="StartsOn">A day of its first period, which counts whole; for a goal for once, its first day.</param>
/// <param name="EndsOn">Its last day, where the last period ends early.</param>
/// <param name="WeekStart">First day of its weeks.</param>
public readonly record struct GoalCalendar(GoalPeriod Period, DateOnly StartsOn, DateOnly? EndsOn, DayOfWeek WeekStart)
{
    /// <summary>First day of the first period.</summary>
    public DateOnly First => StartOf(StartsOn);

    /// <summary>The period of a study day, or null for a day outside the goal.</summary>
    public GoalSpan? SpanOf(DateOnly day) => day < First || day > EndsOn ? null : new GoalSpan(StartOf(day), EndOf(day));

    /// <summary>The periods that share a day with a range, in order.</summary>
    public IEnumerable<GoalSpan> SpansBetween(DateOnly from, DateOnly to)
    {
        for (var day = from > First ? from : First; day <= to && SpanOf(day) is { } span; day = span.To.AddDays(1))
        {
            yield return span;
        }
    }

    private DateOnly StartOf(DateOnly day) => Period switch
    {
        GoalPeriod.Day => day,
        GoalPeriod.Week => day.AddDays(-(((int)day.DayOfWeek - (int)WeekStart + 7) % 7)),
        GoalPeriod.Month => new DateOnly(day.Year, day.Month, 1),
        _ => StartsOn,
    };

    private DateOnly EndOf(DateOnly day)
    {
        var end = Period switch
        {
            GoalPeriod.Day => day,
            GoalPeriod.Week => StartOf(day).AddDays(6),
            GoalPeriod.Month => new DateOnly(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month)),
            _ => EndsOn ?? DateOnly.MaxValue,
        };
        return EndsOn < end ? EndsOn.Value : end;
    }
}

/// <summary>A period: its first and last study day.</summary>
public readonly record struct GoalSpan(DateOnly From, DateOnly To)
{
    public IEnumerable<DateOnly> Days()
    {
        for (var day = From; day <= To; day = day.AddDays(1))
        {
            yield return day;
        }
    }
}
