namespace StudyDashboard.Features.Calendars.ICalendar;

/// <summary>How much of what a stranger sends is read. Each bound that is reached is a finding.</summary>
public sealed record CalendarLimits
{
    public static CalendarLimits Default { get; } = new();

    /// <summary>Bytes of a file; the rest is not read.</summary>
    public int MaxBytes { get; init; } = 20 * 1024 * 1024;

    /// <summary>Events of a file, moved single dates counted.</summary>
    public int MaxEvents { get; init; } = 20_000;

    /// <summary>Bytes of a property, unfolded; the rest of it is not read.</summary>
    public int MaxLine { get; init; } = 64 * 1024;

    /// <summary>Dates that an event leaves out, and that it adds.</summary>
    public int MaxDates { get; init; } = 5_000;

    /// <summary>Lines of one event that are kept, and of one zone's definition.</summary>
    public int MaxProperties { get; init; } = 5_000;

    /// <summary>Components within components; deeper ones are passed over.</summary>
    public int MaxDepth { get; init; } = 32;

    /// <summary>Definitions of zones in a file.</summary>
    public int MaxZones { get; init; } = 500;

    /// <summary>How long the rules of one file may take to follow; ordinary ones take microseconds each, one that never comes true milliseconds.</summary>
    public TimeSpan MaxRuleTime { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>A higher COUNT (a hundred years of days) is as good as none, and is read so.</summary>
    public int MaxCount { get; init; } = 36_500;

    /// <summary>Occurrences of one event that one question gets.</summary>
    public int MaxOccurrences { get; init; } = 10_000;
}
