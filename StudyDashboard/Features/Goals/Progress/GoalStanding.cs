namespace StudyDashboard.Features.Goals.Progress;

/// <summary>How one period of a goal went.</summary>
public enum GoalOutcome
{
    /// <summary>It goes on.</summary>
    Open,
    Reached,
    Missed,

    /// <summary>Missed, and covered by the month's skip budget.</summary>
    Skipped,

    /// <summary>Nothing was expected on any of its days.</summary>
    Rest,
}

/// <summary>One period of a goal.</summary>
public sealed record GoalPast(DateOnly From, DateOnly To, double Value, double Target, DateOnly? ReachedOn, GoalOutcome Outcome)
{
    /// <summary>min(100, value / target x 100), one decimal (rules.md section 9, goal percent).</summary>
    public double Percent => PercentOf(Value, Target);

    internal static double PercentOf(double value, double target) =>
        Math.Round(Math.Clamp(value / target * 100, 0, 100), 1, MidpointRounding.AwayFromZero);
}

/// <summary>Where a goal stands on a study day: its period of that day, or its last one.</summary>
/// <param name="From">First day of the period.</param>
/// <param name="To">Last day of the period.</param>
/// <param name="Value">In the metric's unit.</param>
/// <param name="Target">What is to be reached.</param>
/// <param name="ReachedOn">Since when it is, or null.</param>
/// <param name="Pace">What is left and how much a day it takes; null when the period is over or the goal is about accuracy.</param>
public sealed record GoalStanding(DateOnly From, DateOnly To, double Value, double Target, DateOnly? ReachedOn, GoalPace? Pace)
{
    public double Percent => GoalPast.PercentOf(Value, Target);

    /// <summary>Reads it from a goal and its rows.</summary>
    /// <param name="goal">The goal, with terms and pauses.</param>
    /// <param name="rows">Rows of the goal, that of the period among them if it has one.</param>
    /// <param name="today">The student's study day.</param>
    public static GoalStanding Of(Goal goal, IEnumerable<GoalProgress> rows, DateOnly today)
    {
        var calendar = goal.Calendar;
        var day = today < goal.StartsOn ? goal.StartsOn : today > goal.EndsOn ? goal.EndsOn.Value : today;
        day = goal.ArchivedOn < day ? (goal.ArchivedOn.Value < calendar.First ? calendar.First : goal.ArchivedOn.Value) : day;
        var span = calendar.SpanOf(day) ?? throw new InvalidOperationException($"Goal {goal.Id} has no period on {day}.");
        var row = rows.FirstOrDefault(p => p.FromDay == span.From);
        var (value, target) = (row?.Value ?? 0, goal.TermsOn(span.To).Target);
        var pace = today > span.To || goal.Metric == GoalMetric.Accuracy ? null : GoalPace.Of(goal, span, value, target, today);
        return new GoalStanding(span.From, span.To, value, target, row?.ReachedOn, pace);
    }
}

/// <summary>
/// What is left over the days that are left: rest days and paused days are out; today is one of the days left until it is over (rules.md
/// section 9, pace).
/// </summary>
/// <param name="Left">What is missing to the target.</param>
/// <param name="DaysLeft">Days on which something is expected, from today on.</param>
/// <param name="PerDay">Left over the days left, rounded up; null when no such day is left.</param>
/// <param name="Behind">How much less than an even pace over the days before today; below 0: more.</param>
/// <param name="LastDay">The last day on which something is expected, or null.</param>
public sealed record GoalPace(double Left, int DaysLeft, double? PerDay, double Behind, DateOnly? LastDay)
{
    public static GoalPace Of(Goal goal, GoalSpan span, double value, double target, DateOnly today)
    {
        var expected = span.Days().Where(goal.IsExpectedOn).ToList();
        var daysLeft = expected.Count(d => d >= today);
        var left = Math.Max(0, target - value);
        var due = expected.Count == 0 ? 0 : target * (expected.Count - daysLeft) / expected.Count;
        return new GoalPace(left, daysLeft, daysLeft == 0 ? null : Math.Ceiling(Math.Round(left / daysLeft, 6)), due - value, daysLeft == 0 ? null : expected[^1]);
    }
}

/// <summary>The periods of a goal that have begun, and what came of each.</summary>
/// <param name="Periods">Newest first.</param>
/// <param name="Run">Periods reached in a row up to now; rest and skipped ones are neutral.</param>
/// <param name="Longest">The longest such run.</param>
/// <param name="SkipsLeft">What the skip budget still covers this month; null without a budget.</param>
public sealed record GoalHistory(IReadOnlyList<GoalPast> Periods, int Run, int Longest, int? SkipsLeft)
{
    /// <summary>Reads it from a goal whose rows were loaded.</summary>
    public static GoalHistory Of(Goal goal, DateOnly today)
    {
        var rows = goal.Progress.ToDictionary(p => p.FromDay);
        var until = goal.ArchivedOn < today ? goal.ArchivedOn.Value : today;
        var skips = new Dictionary<(int, int), int>();
        var periods = new List<GoalPast>();
        var (run, longest) = (0, 0);
        foreach (var span in goal.Calendar.SpansBetween(goal.Calendar.First, until))
        {
            var row = rows.GetValueOrDefault(span.From);
            var outcome = OutcomeOf(goal, span, row, today, skips);
            run = outcome switch { GoalOutcome.Reached => run + 1, GoalOutcome.Missed => 0, _ => run };
            longest = Math.Max(longest, run);
            periods.Add(new GoalPast(span.From, span.To, row?.Value ?? 0, goal.TermsOn(span.To).Target, row?.ReachedOn, outcome));
        }
        periods.Reverse();
        var budget = goal.TermsOn(today).SkipBudget;
        return new GoalHistory(periods, run, longest, budget == 0 ? null : Math.Max(0, budget - skips.GetValueOrDefault((today.Year, today.Month))));
    }

    private static GoalOutcome OutcomeOf(Goal goal, GoalSpan span, GoalProgress? row, DateOnly today, Dictionary<(int, int), int> skips)
    {
        if (row?.ReachedOn is not null)
        {
            return GoalOutcome.Reached;
        }
        if (span.To >= today)
        {
            return GoalOutcome.Open;
        }
        if (!span.Days().Any(goal.IsExpectedOn))
        {
            return GoalOutcome.Rest;
        }
        var month = (span.To.Year, span.To.Month);
        var used = skips.GetValueOrDefault(month);
        if (used >= goal.TermsOn(span.To).SkipBudget)
        {
            return GoalOutcome.Missed;
        }
        skips[month] = used + 1;
        return GoalOutcome.Skipped;
    }
}
