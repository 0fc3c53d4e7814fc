namespace StudyDashboard.Features.Classes.Assignments;

/// <summary>Where a student stands with an assignment.</summary>
public enum AssignmentStanding
{
    /// <summary>Not done, and not due yet or never.</summary>
    Open,

    /// <summary>Not done, and its day has passed.</summary>
    Late,
    Done,
    DoneLate,
}

public static class AssignmentStandings
{
    /// <summary>The standing on a study day of the student: the due day itself is still in time.</summary>
    public static AssignmentStanding Of(DateOnly? dueOn, DateOnly? completedOn, DateOnly today) => completedOn is { } done
        ? done > dueOn ? AssignmentStanding.DoneLate : AssignmentStanding.Done
        : today > dueOn ? AssignmentStanding.Late : AssignmentStanding.Open;

    public static bool IsDone(this AssignmentStanding standing) => standing is AssignmentStanding.Done or AssignmentStanding.DoneLate;

    /// <summary>
    /// The completion rate, 0 to 1: what is done, also late, of what is done or late. What is open and not due yet does not count; null when
    /// nothing counts.
    /// </summary>
    public static double? Rate(IEnumerable<AssignmentStanding> standings)
    {
        var counted = standings.Where(s => s != AssignmentStanding.Open).ToList();
        return counted.Count == 0 ? null : (double)counted.Count(IsDone) / counted.Count;
    }

    /// <summary>Whether an assignment is one of a member's: one that was due before they came, and one given after they left, is not.</summary>
    public static bool Concerns(DateOnly givenOn, DateOnly? dueOn, DateOnly joinedOn, DateOnly? leftOn) => !(dueOn < joinedOn) && !(givenOn > leftOn);
}
