namespace StudyDashboard.Infrastructure.Duties;

/// <summary>Something the server does by itself again and again.</summary>
/// <param name="Name">For the log.</param>
/// <param name="Every">From the start of one run to the start of the next; one that takes longer delays it.</param>
/// <param name="RunAsync">Does it, as of an instant (UTC).</param>
/// <param name="OnEachNode">Whether every node does it; otherwise the one that leads.</param>
public sealed record Duty(string Name, TimeSpan Every, Func<DateTime, CancellationToken, Task> RunAsync, bool OnEachNode = false);
