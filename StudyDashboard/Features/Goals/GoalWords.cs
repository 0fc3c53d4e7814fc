namespace StudyDashboard.Features.Goals;

/// <summary>What a goal counts.</summary>
public enum GoalMetric
{
    /// <summary>Net minutes.</summary>
    Minutes,

    /// <summary>Finished sessions.</summary>
    Sessions,

    /// <summary>Questions answered.</summary>
    Questions,

    /// <summary>Percent of the answers of the period that were right.</summary>
    Accuracy,
    CardsReviewed,
    LessonsAttended,

    /// <summary>Percent of a plan, or of one of its domains.</summary>
    PlanProgress,

    /// <summary>Whatever a person counts by hand.</summary>
    CustomCount,
}

/// <summary>How often a goal begins anew.</summary>
public enum GoalPeriod
{
    Day,
    Week,
    Month,

    /// <summary>Once, until a date.</summary>
    Once,
}

/// <summary>Where a goal stands.</summary>
public enum GoalStatus
{
    Active,

    /// <summary>Reached; only a goal for once is ever completed.</summary>
    Completed,

    /// <summary>Its last day is over.</summary>
    Expired,

    /// <summary>A dated pause covers today.</summary>
    Paused,

    /// <summary>Put away by the person.</summary>
    Archived,
}
