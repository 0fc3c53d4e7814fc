using StudyDashboard.Features.Sessions;

namespace StudyDashboard.Features.Goals.Page;

/// <summary>A goal while it is typed.</summary>
public sealed class GoalInput
{
    public string? Title { get; set; }

    public GoalMetric Metric { get; set; }

    public GoalPeriod Period { get; set; } = GoalPeriod.Week;

    public double? Target { get; set; } = 120;

    public string? Subject { get; set; }

    public string? DomainCode { get; set; }

    public SessionKind? Kind { get; set; }

    public string? Unit { get; set; }

    public DateOnly? StartsOn { get; set; }

    public DateOnly? EndsOn { get; set; }

    public HashSet<DayOfWeek> RestDays { get; } = [];

    public int SkipBudget { get; set; }

    public int? ClassId { get; set; }

    public int? PlanId { get; set; }

    public bool HasScope => Metric is not (GoalMetric.CustomCount or GoalMetric.PlanProgress);

    public static GoalInput Of(GoalDraft draft)
    {
        var input = new GoalInput
        {
            Title = draft.Title, Metric = draft.Metric, Period = draft.Period, Target = draft.Target, Subject = draft.Subject, DomainCode = draft.DomainCode, Kind = draft.Kind,
            Unit = draft.Unit, StartsOn = draft.StartsOn, EndsOn = draft.EndsOn, SkipBudget = draft.SkipBudget, ClassId = draft.ClassId, PlanId = draft.PlanId,
        };
        input.RestDays.UnionWith(draft.RestDays);
        return input;
    }

    /// <summary>What is typed, as far as it belongs to the metric: a field that is hidden says nothing.</summary>
    public GoalDraft ToDraft() => new()
    {
        Title = Title, Metric = Metric, Period = Metric == GoalMetric.PlanProgress ? GoalPeriod.Once : Period, Target = Target,
        Subject = HasScope ? Subject : null, Kind = HasScope && Metric != GoalMetric.LessonsAttended ? Kind : null, ClassId = HasScope ? ClassId : null, PlanId = Metric == GoalMetric.CustomCount ? null : PlanId,
        DomainCode = Metric == GoalMetric.CustomCount ? null : DomainCode, Unit = Metric == GoalMetric.CustomCount ? Unit : null,
        StartsOn = StartsOn, EndsOn = EndsOn, RestDays = [.. RestDays], SkipBudget = Metric != GoalMetric.PlanProgress && Period is (GoalPeriod.Day or GoalPeriod.Week) ? SkipBudget : 0,
    };
}
