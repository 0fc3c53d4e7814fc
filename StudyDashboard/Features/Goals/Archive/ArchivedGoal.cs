using StudyDashboard.Features.Sessions;

namespace StudyDashboard.Features.Goals.Archive;

/// <summary>A row of the archive's <c>goals</c>.</summary>
public sealed record ArchivedGoal
{
    public required int Id { get; init; }

    public string? Title { get; init; }

    public required GoalMetric Metric { get; init; }

    public required GoalPeriod Period { get; init; }

    public string? Subject { get; init; }

    public int? ClassId { get; init; }

    public int? PlanId { get; init; }

    public string? DomainCode { get; init; }

    public SessionKind? SessionType { get; init; }

    public string? Unit { get; init; }

    public required DateOnly StartsOn { get; init; }

    public DateOnly? EndsOn { get; init; }

    public required DayOfWeek WeekStart { get; init; }

    public required GoalStatus Status { get; init; }

    public DateOnly? ArchivedOn { get; init; }

    internal static ArchivedGoal Of(Goal g) => new()
    {
        Id = g.Id, Title = g.Title, Metric = g.Metric, Period = g.Period, Subject = g.Subject, ClassId = g.ClassId, PlanId = g.PlanId, DomainCode = g.DomainCode,
        SessionType = g.Kind, Unit = g.Unit, StartsOn = g.StartsOn, EndsOn = g.EndsOn, WeekStart = g.WeekStart, Status = g.Status, ArchivedOn = g.ArchivedOn,
    };
}

/// <summary>A row of the archive's <c>goal_terms</c>.</summary>
public sealed record ArchivedGoalTerms
{
    public required int GoalId { get; init; }

    public required DateOnly ValidFrom { get; init; }

    public required double Target { get; init; }

    public IReadOnlyList<DayOfWeek>? RestDays { get; init; }

    public int SkipBudget { get; init; }
}

/// <summary>A row of the archive's <c>goal_pauses</c>.</summary>
public sealed record ArchivedGoalPause
{
    public required int GoalId { get; init; }

    public required DateOnly FromDay { get; init; }

    public DateOnly? ToDay { get; init; }
}

/// <summary>A row of the archive's <c>goal_entries</c>.</summary>
public sealed record ArchivedGoalEntry
{
    public required int GoalId { get; init; }

    public required DateOnly StudyDay { get; init; }

    public required double Amount { get; init; }

    public string? Note { get; init; }
}
