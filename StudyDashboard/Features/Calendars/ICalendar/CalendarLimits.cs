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

    /// <summary>Definitions of zones in a file, and names of zones that are looked up.</summary>
    public int MaxZones { get; init; } = 500;

    /// <summary>Zones of a file that no IANA zone is like, so that their own rules are followed.</summary>
    public int MaxOwnZones { get; init; } = 50;

    /// <summary>
    /// How many months of rules and changes of zones are gone through for one file. Counted, not timed: a file is read the same way on
    /// any machine. An ordinary rule takes one to a few hundred, one that never comes true a hundred thousand and more.
    /// </summary>
    public int MaxEffort { get; init; } = 1_500_000;

    /// <summary>A higher COUNT (a hundred years of days) is as good as none, and is read so.</summary>
    public int MaxCount { get; init; } = 36_500;

    /// <summary>Occurrences of one event that one question gets.</summary>
    public int MaxOccurrences { get; init; } = 10_000;
}

/// <summary>What the rules of a file have cost so far, and whether that is all they may.</summary>
internal sealed class ReadingEffort(CalendarLimits limits)
{
    public long Spent { get; private set; }

    public bool IsSpent => Spent >= limits.MaxEffort;

    public void Spend(long months) => Spent += months;
}
