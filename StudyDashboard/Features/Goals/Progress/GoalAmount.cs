using StudyDashboard.Features.Sessions.Totals;

namespace StudyDashboard.Features.Goals.Progress;

/// <summary>What one study day adds to a goal.</summary>
/// <param name="Day">The study day.</param>
/// <param name="Amount">Seconds, or a count; for accuracy the right answers.</param>
/// <param name="Base">For accuracy all answers, else 0.</param>
internal readonly record struct GoalAmount(DateOnly Day, double Amount, double Base)
{
    public static GoalAmount Of(GoalMetric metric, DateOnly day, DaySum sum) => metric switch
    {
        GoalMetric.Minutes => new(day, sum.NetSeconds, 0),
        GoalMetric.Sessions or GoalMetric.LessonsAttended => new(day, sum.Sessions, 0),
        GoalMetric.Questions => new(day, sum.Answered, 0),
        GoalMetric.Accuracy => new(day, sum.Correct, sum.Answered),
        GoalMetric.CardsReviewed => new(day, sum.Cards, 0),
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "It is not counted from the day totals."),
    };

    /// <summary>
    /// The row of a period, or null when nothing counted in it. It is reached on the day since which the target holds to the period's end:
    /// where a figure can fall again (accuracy, a count that was corrected) a day on which it held for a while is none.
    /// </summary>
    public static GoalProgress? Row(Goal goal, GoalSpan span, IEnumerable<GoalAmount> amounts)
    {
        var target = goal.TermsOn(span.To).Target;
        var (amount, all, value) = (0d, 0d, 0d);
        DateOnly? reached = null;
        foreach (var day in amounts)
        {
            (amount, all) = (amount + day.Amount, all + day.Base);
            value = goal.Metric switch
            {
                GoalMetric.Minutes => amount / 60,
                GoalMetric.Accuracy => all == 0 ? 0 : amount * 100 / all,
                _ => amount,
            };
            reached = value >= target ? reached ?? day.Day : null;
        }
        return amount == 0 && all == 0
            ? null
            : new GoalProgress { GoalId = goal.Id, FromDay = span.From, ToDay = span.To, Value = value, Target = target, ReachedOn = reached };
    }
}
