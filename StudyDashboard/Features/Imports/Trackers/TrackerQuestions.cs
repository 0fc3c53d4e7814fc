using StudyDashboard.Features.Accounts.Choices;

namespace StudyDashboard.Features.Imports.Trackers;

/// <summary>What a file leaves open, with what would be done now.</summary>
public sealed record TrackerQuestions
{
    /// <summary>Everything as it is answered now: by the person, by memory, or by rule.</summary>
    public required TrackerChoices Answers { get; init; }

    /// <summary>The projects of the entries that come in, those with the most time first.</summary>
    public required IReadOnlyList<TrackerProject> Projects { get; init; }

    /// <summary>The people of the file when there are several, with what names them and how many rows they have.</summary>
    public IReadOnlyList<(string Name, string Label, int Rows)> People { get; init; } = [];

    /// <summary>A date that can be read both ways, and how; null when the file says it.</summary>
    public (string Text, DateOnly MonthFirst, DateOnly DayFirst)? OpenDate { get; init; }

    /// <summary>Names of the file's columns, when it does not say by them where the time is.</summary>
    public IReadOnlyList<string> Header { get; init; } = [];

    /// <summary>Whether it cannot come in before somebody answers.</summary>
    public bool IsOpen => Header.Count > 0 || (OpenDate is not null && Answers.DateOrder is null);
}

/// <summary>A project of the file.</summary>
/// <param name="Name">Empty for entries without one.</param>
/// <param name="Entries">How many come in.</param>
/// <param name="Seconds">What they come to.</param>
public sealed record TrackerProject(string Name, int Entries, long Seconds);
