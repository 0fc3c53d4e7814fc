namespace StudyDashboard.Features.Imports.Trackers;

/// <summary>A row of a tracker's file, as it stands there.</summary>
internal sealed record TrackerRow(int Line)
{
    public required string Start { get; init; }

    public required string StartTime { get; init; }

    public required string End { get; init; }

    public required string EndTime { get; init; }

    public required string Duration { get; init; }

    public required string Break { get; init; }

    public required string Project { get; init; }

    public required string Client { get; init; }

    public required string Task { get; init; }

    public required string Description { get; init; }

    public required string Tags { get; init; }

    /// <summary>Whose time it is; empty where the file does not say.</summary>
    public required TrackerPerson Person { get; init; }

    /// <summary>Whether it is about nothing: an empty row, or one of sums, which may say so in any column.</summary>
    public bool IsBlank => new[] { Start, StartTime, End, EndTime, Project, Client, Task, Description }.All(t => t.Length == 0 || TrackerVocabulary.IsSum(t));
}
