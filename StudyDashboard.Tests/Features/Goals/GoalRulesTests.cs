using StudyDashboard.Features.Goals;
using StudyDashboard.Features.Goals.Progress;
using StudyDashboard.Features.Sessions.Totals;

namespace StudyDashboard.Tests.Features.Goals;

/// <summary>Periods, percent and pace, without a database. 9 March 2026 is a Monday.</summary>
public sealed class GoalRulesTests
{
    private static readonly DateOnly Monday = new(2026, 3, 9);

    [Theory]
    [InlineData(83, 120, 69.2)]
    [InlineData(150, 120, 100)]
    [InlineData(0, 120, 0)]
    [InlineData(-3, 120, 0)]
    public void Percent_IsCurrentOverTargetAndAtMost100(double value, double target, double percent) =>
        Assert.Equal(percent, new GoalStanding(Monday, Monday, value, target, null, null).Percent);

    [Fact]
    public void Pace_Of103MinutesIn3Days_Is35ADay()
    {
        // Week of 206 minutes: half is done, Friday to Sunday are left.
        var goal = Weekly(206);

        var pace = GoalPace.Of(goal, Span(goal), 103, 206, Monday.AddDays(4));

        Assert.Equal((103, 3, 35), (pace.Left, pace.DaysLeft, pace.PerDay));
    }

    [Fact]
    public void Pace_RestDaysAndPauses_AreNoDaysLeft()
    {
        var goal = Weekly(120, DayOfWeek.Saturday, DayOfWeek.Sunday);
        goal.Pause(Monday.AddDays(3), Monday.AddDays(3));

        var pace = GoalPace.Of(goal, Span(goal), 20, 120, Monday.AddDays(2));

        // Wednesday and Friday are left of Monday, Tuesday, Wednesday and Friday; half should be done.
        Assert.Equal((100, 2, 50, 40, Monday.AddDays(4)), (pace.Left, pace.DaysLeft, pace.PerDay, pace.Behind, pace.LastDay));
    }

    [Fact]
    public void Pace_OnTheLastRestDay_HasNoDayLeft()
    {
        var goal = Weekly(120, DayOfWeek.Sunday);

        var pace = GoalPace.Of(goal, Span(goal), 20, 120, Monday.AddDays(6));

        Assert.Equal((0, null), (pace.DaysLeft, pace.PerDay));
    }

    [Theory]
    [InlineData(GoalPeriod.Day, "2026-03-11", "2026-03-11", "2026-03-11")]
    [InlineData(GoalPeriod.Week, "2026-03-15", "2026-03-09", "2026-03-15")]
    [InlineData(GoalPeriod.Month, "2026-02-28", "2026-02-01", "2026-02-28")]
    [InlineData(GoalPeriod.Week, "2026-04-02", "2026-03-30", "2026-04-03")]
    [InlineData(GoalPeriod.Once, "2026-03-20", "2026-02-25", "2026-04-03")]
    public void Span_OfADay_IsItsPeriodCutAtTheEnd(GoalPeriod period, string day, string from, string to) =>
        Assert.Equal(new GoalSpan(Day(from), Day(to)), new GoalCalendar(period, Day("2026-02-25"), Day("2026-04-03"), DayOfWeek.Monday).SpanOf(Day(day)));

    [Theory]
    [InlineData(GoalPeriod.Week, "2026-02-22")]
    [InlineData(GoalPeriod.Once, "2026-02-24")]
    [InlineData(GoalPeriod.Month, "2026-04-04")]
    public void Span_OutsideTheGoal_IsNone(GoalPeriod period, string day) =>
        Assert.Null(new GoalCalendar(period, Day("2026-02-25"), Day("2026-04-03"), DayOfWeek.Monday).SpanOf(Day(day)));

    [Fact]
    public void Spans_OfAGoal_TouchAndCoverItsDays()
    {
        var calendar = new GoalCalendar(GoalPeriod.Month, Day("2025-11-20"), Day("2026-03-20"), DayOfWeek.Sunday);

        var spans = calendar.SpansBetween(calendar.First, Day("2030-01-01")).ToList();

        Assert.Equal((Day("2025-11-01"), Day("2026-03-20"), 5), (spans[0].From, spans[^1].To, spans.Count));
        Assert.All(spans.Zip(spans.Skip(1)), pair => Assert.Equal(pair.First.To.AddDays(1), pair.Second.From));
    }

    [Fact]
    public void Reached_WhereTheFigureFallsAgain_IsTheDaySinceWhichItHolds()
    {
        var goal = Make(GoalMetric.Accuracy, 80);

        var row = GoalAmount.Row(goal, Span(goal), [new(Monday, 9, 10), new(Monday.AddDays(1), 0, 10), new(Monday.AddDays(2), 40, 40)]);

        Assert.Equal((49 * 100 / 60d, Monday.AddDays(2)), (row!.Value, row.ReachedOn));
    }

    [Fact]
    public void Reached_WhenTheFigureEndsUnder_IsNone()
    {
        var goal = Make(GoalMetric.Accuracy, 80);

        Assert.Null(GoalAmount.Row(goal, Span(goal), [new(Monday, 10, 10), new(Monday.AddDays(1), 0, 10)])!.ReachedOn);
    }

    [Fact]
    public void History_SkipBudgetAndRest_BreakNoRun()
    {
        // Daily from Monday 2 March, Sundays free, one miss a month covered.
        var goal = new Goal(1, GoalMetric.Minutes, GoalPeriod.Day, new TotalsScope(), Monday.AddDays(-7), DayOfWeek.Monday, Now);
        goal.SetTerms(Monday.AddDays(-7), 10, [DayOfWeek.Sunday], 1);
        var missed = new[] { -5, -3 };

        var history = GoalHistory.Of(With(goal, Enumerable.Range(-7, 8).Where(i => !missed.Contains(i) && i != -1).Select(i => Monday.AddDays(i))), Monday.AddDays(1));

        Assert.Equal(
            [GoalOutcome.Open, GoalOutcome.Reached, GoalOutcome.Rest, GoalOutcome.Reached, GoalOutcome.Missed, GoalOutcome.Reached, GoalOutcome.Skipped, GoalOutcome.Reached, GoalOutcome.Reached],
            history.Periods.Select(p => p.Outcome));
        Assert.Equal((2, 3, 0), (history.Run, history.Longest, history.SkipsLeft));
    }

    [Fact]
    public void Terms_ChangedWithinAWeek_HoldForThatWeekAndLeaveTheOneBefore()
    {
        var goal = Weekly(120);
        goal.SetTerms(Monday.AddDays(2), 200, [], 0);

        Assert.Equal((120, 200), (goal.TermsOn(Monday.AddDays(1)).Target, GoalStanding.Of(goal, [], Monday.AddDays(1)).Target));
    }

    private static readonly DateTime Now = new(2026, 3, 9, 9, 0, 0, DateTimeKind.Utc);

    private static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

    private static GoalSpan Span(Goal goal) => goal.Calendar.SpanOf(Monday)!.Value;

    private static Goal Weekly(double target, params DayOfWeek[] rest) => Make(GoalMetric.Minutes, target, rest);

    private static Goal Make(GoalMetric metric, double target, params DayOfWeek[] rest)
    {
        var goal = new Goal(1, metric, GoalPeriod.Week, new TotalsScope(), Monday, DayOfWeek.Monday, Now);
        goal.SetTerms(Monday, target, rest, 0);
        return goal;
    }

    private static Goal With(Goal goal, IEnumerable<DateOnly> reached)
    {
        var rows = (List<GoalProgress>)goal.Progress;
        rows.AddRange(reached.Select(day => new GoalProgress { GoalId = 0, FromDay = day, ToDay = day, Value = 10, Target = 10, ReachedOn = day }));
        return goal;
    }
}
