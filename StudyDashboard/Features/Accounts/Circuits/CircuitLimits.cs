namespace StudyDashboard.Features.Accounts.Circuits;

/// <summary>How much of the server the open pages of one person may take. Zero sets no limit.</summary>
internal sealed class CircuitLimits
{
    /// <summary>How many pages of one person live at once. One more, and the one that was not used for longest goes to rest.</summary>
    public int CircuitsPerPerson { get; init; } = 20;

    /// <summary>Events of one page a second, over a longer time; ten seconds' worth may come at once.</summary>
    public int EventsPerSecond { get; init; } = 50;
}
