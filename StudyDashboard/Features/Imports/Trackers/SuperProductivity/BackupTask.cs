namespace StudyDashboard.Features.Imports.Trackers.SuperProductivity;

/// <summary>A task of a backup.</summary>
/// <param name="Place">Its number in the file, from 1, which stands for a line.</param>
/// <param name="Id">The same in every backup.</param>
internal sealed record BackupTask(int Place, string Id)
{
    public required string Title { get; init; }

    public string? ProjectId { get; init; }

    public string? ParentId { get; init; }

    public IReadOnlyList<string> SubTaskIds { get; init; } = [];

    public IReadOnlyList<string> TagIds { get; init; } = [];

    /// <summary>Milliseconds by the day, as both stand in the file; null for what is no number.</summary>
    public IReadOnlyList<(string Day, double? Milliseconds)> OnDays { get; init; } = [];

    /// <summary>Milliseconds in all.</summary>
    public double Spent { get; init; }
}
