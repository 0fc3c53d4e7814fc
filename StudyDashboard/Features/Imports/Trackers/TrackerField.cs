namespace StudyDashboard.Features.Imports.Trackers;

/// <summary>What a column of a tracker's file holds. Its word in a map is its name in snake_case.</summary>
public enum TrackerField
{
    /// <summary>The day of the entry or its start with the time.</summary>
    Start,
    StartTime,

    /// <summary>The day of its end or its end with the time.</summary>
    End,
    EndTime,
    Duration,

    /// <summary>How long of the time between start and end was a break.</summary>
    Break,
    Project,
    Description,
    Task,
    Client,
    Tags,
    User,
    Email,
    FirstName,
    LastName,
}
