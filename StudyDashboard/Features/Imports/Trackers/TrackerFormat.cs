using StudyDashboard.Texts;

namespace StudyDashboard.Features.Imports.Trackers;

/// <summary>A tracker whose export is a CSV.</summary>
/// <param name="Word">Its import on the command line.</param>
/// <param name="Example">Columns that its export has, for whoever chose another file.</param>
/// <param name="HasClock">Whether it knows times of day, and not only days and hours.</param>
/// <param name="IsMapped">Whether any header will do, once somebody says what its columns hold.</param>
internal sealed record TrackerFormat(string Word, string Example, bool HasClock = true, bool IsMapped = false)
{
    public static IReadOnlyList<TrackerFormat> All { get; } =
    [
        new("toggl", "Start date, Start time, End date, End time"),
        new("clockify", "Start Date, Start Time, End Date, End Time"),
        new("harvest", "Date, Hours", HasClock: false),
        new("kimai", "Date, From, To, Duration"),
        new("csv", "start, end", IsMapped: true),
    ];

    public string Title => TrackerTexts.ResourceManager.GetString($"Title_{Word}", TrackerTexts.Culture)!;

    public string Explanation => TrackerTexts.ResourceManager.GetString($"Explanation_{Word}", TrackerTexts.Culture)!;
}
