namespace StudyDashboard.Features.Sessions;

/// <summary>
/// The net seconds of a session within one clock hour, for a session whose net does not follow from its ends: a review sitting
/// counts each answer at its own time (rules.md 6). Other sessions have no such rows.
/// </summary>
public sealed class SessionHour
{
    private SessionHour()
    {
    }

    public SessionHour(DateOnly studyDay, int hour, int netSeconds) => (StudyDay, Hour, NetSeconds) = (studyDay, hour, netSeconds);

    public int SessionId { get; private set; }

    public DateOnly StudyDay { get; private set; }

    /// <summary>Hour of the wall clock, 0 to 23.</summary>
    public int Hour { get; private set; }

    public int NetSeconds { get; private set; }

    internal bool IsOf(DateOnly studyDay, int hour) => StudyDay == studyDay && Hour == hour;

    internal void Set(int netSeconds) => NetSeconds = netSeconds;
}
