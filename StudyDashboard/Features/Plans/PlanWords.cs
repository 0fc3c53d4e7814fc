namespace StudyDashboard.Features.Plans;

/// <summary>Where a plan stands.</summary>
public enum PlanStatus
{
    /// <summary>Waits to be begun: given by a tutor, or made beside the active one.</summary>
    Draft,

    /// <summary>The one that sessions count for; one a student, which the database holds.</summary>
    Active,

    /// <summary>Over. Its figures stay.</summary>
    Archived,
}

/// <summary>How well a domain is known (rules.md section 9); each holds more than the one before.</summary>
public enum MasteryLevel
{
    /// <summary>No answer yet.</summary>
    None,

    /// <summary>Any answer.</summary>
    Attempted,

    /// <summary>At least 70 % of the last 50 answers right.</summary>
    Familiar,

    /// <summary>The last 10 answers without an error.</summary>
    Proficient,

    /// <summary>Proficient, and right in a later quiz over at least two domains.</summary>
    Mastered,
}

/// <summary>What moved a level.</summary>
public enum LevelCause
{
    /// <summary>A session was finished or written down.</summary>
    Session,

    /// <summary>A quiz was finished.</summary>
    Quiz,

    /// <summary>A session was changed.</summary>
    Edit,

    /// <summary>A session was deleted.</summary>
    Delete,

    /// <summary>A deleted session was taken back.</summary>
    Restore,

    /// <summary>A command was undone.</summary>
    Undo,

    /// <summary>An import came in or was taken back.</summary>
    Import,

    /// <summary>Sessions with an unknown code were assigned.</summary>
    Assignment,

    /// <summary>The plan itself was changed.</summary>
    Plan,

    /// <summary>Everything was derived anew.</summary>
    Rebuild,
}
