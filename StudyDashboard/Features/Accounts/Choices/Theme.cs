namespace StudyDashboard.Features.Accounts.Choices;

public enum Theme
{
    /// <summary>As the device says.</summary>
    System,
    Light,
    Dark,
}

public enum ClockFormat
{
    H24,
    H12,
}
