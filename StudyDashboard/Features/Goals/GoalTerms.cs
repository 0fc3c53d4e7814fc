namespace StudyDashboard.Features.Goals;

/// <summary>
/// Target, rest days and skip budget of a goal, valid from a study day on: a change of them leaves the periods before as they were
/// (rules.md 4).
/// </summary>
public sealed class GoalTerms
{
    /// <summary>Largest target.</summary>
    public const double MaxTarget = 1_000_000;

    /// <summary>Largest skip budget.</summary>
    public const int MaxSkips = 30;

    private GoalTerms()
    {
    }

    internal GoalTerms(DateOnly validFrom) => ValidFrom = validFrom;

    public int GoalId { get; private set; }

    public DateOnly ValidFrom { get; private set; }

    /// <summary>More than 0, in the metric's unit: minutes, percent, a count.</summary>
    public double Target { get; private set; }

    /// <summary>Weekdays on which nothing is expected.</summary>
    public List<DayOfWeek> RestDays { get; private set; } = [];

    /// <summary>Periods that may be missed in a calendar month, 0 to <see cref="MaxSkips"/>.</summary>
    public int SkipBudget { get; private set; }

    internal void Set(double target, IEnumerable<DayOfWeek> restDays, int skipBudget)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(target);
        ArgumentOutOfRangeException.ThrowIfNegative(skipBudget);
        (Target, RestDays, SkipBudget) = (target, [.. restDays.Distinct().Order()], skipBudget);
    }
}

/// <summary>Study days on which a goal rests, both ends included.</summary>
public sealed class GoalPause
{
    private GoalPause()
    {
    }

    internal GoalPause(DateOnly from, DateOnly? to) => (From, To) = (from, to);

    public int GoalId { get; private set; }

    public DateOnly From { get; private set; }

    /// <summary>Null until the goal is resumed.</summary>
    public DateOnly? To { get; private set; }

    internal void End(DateOnly to) => To = to;
}

/// <summary>Something counted by hand for a goal: a fact.</summary>
public sealed class GoalEntry
{
    public const int MaxNote = 500;

    private GoalEntry()
    {
    }

    public GoalEntry(int goalId, DateOnly studyDay, double amount, string note, DateTime nowUtc) =>
        (GoalId, StudyDay, Amount, Note, At) = (goalId, studyDay, amount, note, nowUtc);

    public int Id { get; private set; }

    public int GoalId { get; private set; }

    public DateOnly StudyDay { get; private set; }

    /// <summary>How much; below 0 takes back.</summary>
    public double Amount { get; private set; }

    public string Note { get; private set; } = "";

    public DateTime At { get; private set; }
}
