using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Imports.Trackers;

/// <summary>When an entry was: from and to, or a day and a length.</summary>
/// <param name="Start">UTC; null when only the day is known.</param>
/// <param name="End">UTC; null when only the day is known.</param>
/// <param name="Day">The day of an entry without clock times.</param>
/// <param name="Seconds">Its length without the break, above zero.</param>
/// <param name="Identity">
/// What the file says of it, by the wall clock: the same row is the same entry also after the person has moved to another zone.
/// </param>
internal sealed record TrackerTime(DateTime? Start, DateTime? End, DateOnly? Day, int Seconds, string Identity)
{
    /// <summary>The break within: files say how long it was and not when, so it stands in the middle. Null for none.</summary>
    public Interval? Break { get; init; }
}
