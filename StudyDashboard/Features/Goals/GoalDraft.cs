using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Totals;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Goals;

/// <summary>What a person says of a goal.</summary>
public sealed record GoalDraft
{
    /// <summary>How far from today a goal may begin, in days.</summary>
    public const int FarthestStart = 366;

    /// <summary>How far from today a goal may end, in days.</summary>
    public const int FarthestEnd = 3660;

    public string? Title { get; init; }

    public GoalMetric Metric { get; init; }

    public GoalPeriod Period { get; init; } = GoalPeriod.Week;

    public double? Target { get; init; }

    public string? Subject { get; init; }

    public int? ClassId { get; init; }

    public int? PlanId { get; init; }

    public string? DomainCode { get; init; }

    public SessionKind? Kind { get; init; }

    public string? Unit { get; init; }

    /// <summary>Null: today.</summary>
    public DateOnly? StartsOn { get; init; }

    public DateOnly? EndsOn { get; init; }

    public IReadOnlyList<DayOfWeek> RestDays { get; init; } = [];

    public int SkipBudget { get; init; }

    internal TotalsScope Scope => new(Subject.NullIfBlank(), ClassId, PlanId, DomainCode.NullIfBlank(), Kind);

    /// <summary>What of a goal is there to change.</summary>
    public static GoalDraft Of(Goal goal, DateOnly today)
    {
        var terms = goal.TermsOn(today);
        return new GoalDraft
        {
            Title = goal.Title, Metric = goal.Metric, Period = goal.Period, Target = terms.Target, Subject = goal.Subject, ClassId = goal.ClassId, PlanId = goal.PlanId,
            DomainCode = goal.DomainCode, Kind = goal.Kind, Unit = goal.Unit, StartsOn = goal.StartsOn, EndsOn = goal.EndsOn, RestDays = terms.RestDays, SkipBudget = terms.SkipBudget,
        };
    }

    /// <summary>What cannot be taken.</summary>
    /// <param name="today">The student's study day.</param>
    /// <param name="stored">The goal that is changed, or null for a new one.</param>
    internal IEnumerable<FieldError> Check(DateOnly today, Goal? stored)
    {
        if (Title?.Trim().Length > Goal.MaxTitle)
        {
            yield return new FieldError("title", GoalTexts.Refused_Title.With(Goal.MaxTitle));
        }
        if (Unit?.Trim().Length > Goal.MaxUnit)
        {
            yield return new FieldError("unit", GoalTexts.Refused_Title.With(Goal.MaxUnit));
        }
        var most = Metric is GoalMetric.Accuracy or GoalMetric.PlanProgress ? 100 : GoalTerms.MaxTarget;
        if (!(Target > 0 && Target <= most))
        {
            yield return new FieldError("target", GoalTexts.Refused_Target.With(most));
        }
        if (Subject?.Trim().Length > SessionAbout.MaxText)
        {
            yield return new FieldError("subject", GoalTexts.Refused_Title.With(SessionAbout.MaxText));
        }
        if (DomainCode?.Trim().Length > SessionAbout.MaxText)
        {
            yield return new FieldError("domain_code", GoalTexts.Refused_Title.With(SessionAbout.MaxText));
        }
        if (Metric == GoalMetric.PlanProgress && Period != GoalPeriod.Once)
        {
            yield return new FieldError("period", GoalTexts.Refused_PlanPeriod);
        }
        if (Metric == GoalMetric.LessonsAttended && Kind is not (null or SessionKind.Lesson))
        {
            yield return new FieldError("session_type", GoalTexts.Refused_LessonKind);
        }
        if (Metric is GoalMetric.CustomCount or GoalMetric.PlanProgress && Scope is not { Subject: null, ClassId: null, Kind: null })
        {
            yield return new FieldError("metric", GoalTexts.Refused_NoScope);
        }
        if (Metric == GoalMetric.CustomCount && Scope is not { PlanId: null, DomainCode: null })
        {
            yield return new FieldError("metric", GoalTexts.Refused_NoScope);
        }
        if (RestDays.Distinct().Count() > 6)
        {
            yield return new FieldError("rest_days", GoalTexts.Refused_RestDays);
        }
        if (SkipBudget is < 0 or > GoalTerms.MaxSkips)
        {
            yield return new FieldError("skip_budget", GoalTexts.Refused_Skips.With(GoalTerms.MaxSkips));
        }
        foreach (var error in CheckDays(today, stored))
        {
            yield return error;
        }
    }

    private IEnumerable<FieldError> CheckDays(DateOnly today, Goal? stored)
    {
        var start = StartsOn ?? today;
        if (stored is null && Math.Abs(start.DayNumber - today.DayNumber) > FarthestStart)
        {
            yield return new FieldError("starts_on", GoalTexts.Refused_Start.With(FarthestStart));
        }
        if (EndsOn is null && Period == GoalPeriod.Once)
        {
            yield return new FieldError("ends_on", GoalTexts.Refused_NoEnd);
        }
        else if (EndsOn is { } end && end != stored?.EndsOn && (end < start || end < today || end.DayNumber - today.DayNumber > FarthestEnd))
        {
            yield return new FieldError("ends_on", GoalTexts.Refused_End);
        }
        if (stored is not null && (stored.Metric != Metric || stored.Period != Period || stored.StartsOn != start || !HasScopeOf(stored)))
        {
            yield return new FieldError("metric", GoalTexts.Refused_Fixed);
        }
    }

    private bool HasScopeOf(Goal stored) =>
        Scope == new TotalsScope(stored.Subject, stored.ClassId, stored.PlanId, stored.DomainCode, stored.Kind);
}
