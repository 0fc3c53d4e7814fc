using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Imports.Trackers;

/// <summary>A point of the wall clock, with its offset where the file gives one.</summary>
/// <param name="Wall">What the clock shows.</param>
/// <param name="Offset">What it is ahead of UTC; null for the clock of the person's zone (rules.md 10).</param>
internal readonly record struct TrackerMoment(DateTime Wall, TimeSpan? Offset)
{
    // Clocks are put back by half an hour or an hour.
    private static readonly TimeSpan[] Changes = [TimeSpan.Zero, TimeSpan.FromMinutes(30), TimeSpan.FromHours(1)];

    /// <summary>For the identity of an entry.</summary>
    public string Text => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Wall - (Offset ?? TimeSpan.Zero):s}{(Offset is null ? "" : "Z")}");

    public TrackerMoment Later(TimeSpan time) => this with { Wall = Wall + time };

    /// <summary>Whether the clock showed it: in spring it leaves out an hour.</summary>
    public bool Exists(StudyCalendar calendar) => Offset is not null || calendar.LocalOf(calendar.InstantOf(Wall)) == Wall;

    /// <summary>Its instant, and the second one where the clock was put back and showed it twice.</summary>
    public IEnumerable<DateTime> Instants(StudyCalendar calendar)
    {
        if (Offset is { } ahead)
        {
            return [DateTime.SpecifyKind(Wall - ahead, DateTimeKind.Utc)];
        }
        var (first, wall) = (calendar.InstantOf(Wall), Wall);
        return [first, .. Changes.Skip(1).Select(change => first + change).Where(at => calendar.LocalOf(at) == wall)];
    }
}
