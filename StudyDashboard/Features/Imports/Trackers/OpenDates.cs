namespace StudyDashboard.Features.Imports.Trackers;

/// <summary>The order of day and month in a file, from all of its dates: the one that reads more of them.</summary>
internal sealed class OpenDates
{
    private int _impossibleMonthFirst;
    private int _impossibleDayFirst;

    /// <summary>A date that can be read both ways, as the file has it; null when there is none.</summary>
    public string? Example { get; private set; }

    /// <summary>The example, as the one and as the other.</summary>
    public (DateOnly MonthFirst, DateOnly DayFirst)? Meanings { get; private set; }

    /// <summary>Whether the file does not say how such a date is meant.</summary>
    public bool IsOpen => Example is not null && _impossibleDayFirst == _impossibleMonthFirst;

    public void Add(TrackerRow row)
    {
        foreach (var text in (ReadOnlySpan<string>)[row.Start, row.End])
        {
            if (!TrackerDate.TryParse(text, out var date, out _) || !date.IsOpen)
            {
                continue;
            }
            _impossibleMonthFirst += date.In(DateOrder.MonthFirst) is null ? 1 : 0;
            _impossibleDayFirst += date.In(DateOrder.DayFirst) is null ? 1 : 0;
            if (Example is null && date.IsAmbiguous)
            {
                (Example, Meanings) = (text, (date.In(DateOrder.MonthFirst)!.Value, date.In(DateOrder.DayFirst)!.Value));
            }
        }
    }

    /// <summary>The order to read by: what the file says; where it leaves that open what somebody said, and else the month first.</summary>
    public DateOrder Settle(DateOrder? said) =>
        _impossibleDayFirst < _impossibleMonthFirst ? DateOrder.DayFirst
        : _impossibleMonthFirst < _impossibleDayFirst ? DateOrder.MonthFirst
        : said ?? DateOrder.MonthFirst;
}
