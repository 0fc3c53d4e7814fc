namespace StudyDashboard.Features.Calendars.ICalendar;

/// <summary>Something in a calendar's text that is not as it should be.</summary>
/// <param name="Line">Number of the line in the file, from 1.</param>
/// <param name="Reason">What is wrong and what to do, for a person.</param>
/// <param name="IsLost">Whether something of the file is missing because of it; otherwise it was read as the reason says.</param>
public sealed record CalendarFinding(int Line, string Reason, bool IsLost);

/// <summary>All findings counted, the first ones kept, so that a file of nothing but errors stays small in memory.</summary>
public sealed class CalendarFindings
{
    /// <summary>Most findings that are kept.</summary>
    public const int MaxKept = 1_000;

    private readonly List<CalendarFinding> _kept = [];

    public int Count { get; private set; }

    /// <summary>How many of them cost something of the file.</summary>
    public int Lost { get; private set; }

    public IReadOnlyList<CalendarFinding> Kept => _kept;

    /// <summary>Notes something that could not be read.</summary>
    public void Lose(int line, string reason) => Add(new CalendarFinding(line, reason, true));

    /// <summary>Notes something that was read, but not quite as it is written.</summary>
    public void Note(int line, string reason) => Add(new CalendarFinding(line, reason, false));

    private void Add(CalendarFinding finding)
    {
        Count++;
        Lost += finding.IsLost ? 1 : 0;
        if (_kept.Count < MaxKept)
        {
            _kept.Add(finding);
        }
    }
}
