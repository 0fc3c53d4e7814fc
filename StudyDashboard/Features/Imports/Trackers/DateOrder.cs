namespace StudyDashboard.Features.Imports.Trackers;

/// <summary>How <c>03/04/2024</c> is read.</summary>
public enum DateOrder
{
    MonthFirst,
    DayFirst,
}
