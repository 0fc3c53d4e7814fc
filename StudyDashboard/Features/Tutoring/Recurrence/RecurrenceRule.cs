namespace StudyDashboard.Features.Tutoring.Recurrence;

/// <summary>
/// A recurrence rule (RFC 5545, 3.3.10) in the language of rules.md 22. What it leaves open (the day, the weekday, the month) comes
/// from the series' start. Lists are kept in order and without repetition; two rules that write the same text are equal.
/// </summary>
/// <param name="Frequency">FREQ.</param>
public sealed record RecurrenceRule(RecurrenceFrequency Frequency)
{
    /// <summary>INTERVAL, from 1: every how many periods.</summary>
    public int Interval { get; init; } = 1;

    /// <summary>COUNT, from 1: how many instances the rule makes, those taken out by EXDATE counted.</summary>
    public int? Count { get; init; }

    /// <summary>UNTIL; not beside <see cref="Count"/>.</summary>
    public RuleUntil? Until { get; init; }

    /// <summary>WKST: where weeks begin, for an interval of weeks and for week numbers.</summary>
    public DayOfWeek WeekStart { get; init; } = DayOfWeek.Monday;

    /// <summary>BYMONTH, 1 to 12.</summary>
    public IReadOnlyList<int> ByMonth { get; init => field = Ordered(value); } = [];

    /// <summary>BYWEEKNO, ±1 to ±53; only in a yearly rule. Without BYDAY all seven days of the week.</summary>
    public IReadOnlyList<int> ByWeekNo { get; init => field = Ordered(value); } = [];

    /// <summary>BYYEARDAY, ±1 to ±366; only in a yearly rule.</summary>
    public IReadOnlyList<int> ByYearDay { get; init => field = Ordered(value); } = [];

    /// <summary>BYMONTHDAY, ±1 to ±31; not in a weekly rule.</summary>
    public IReadOnlyList<int> ByMonthDay { get; init => field = Ordered(value); } = [];

    /// <summary>BYDAY; with ordinals only in monthly rules and in yearly rules without week numbers.</summary>
    public IReadOnlyList<WeekdayNum> ByDay
    {
        get;
        init => field = [.. value.Distinct().OrderBy(d => d.Ordinal == 0 ? 0 : d.Ordinal > 0 ? d.Ordinal : 1000 + d.Ordinal).ThenBy(d => Gregorian.FromMonday(d.Day))];
    } = [];

    /// <summary>BYSETPOS, ±1 to ±366: which of a period's days; the period is counted whole, also before the start.</summary>
    public IReadOnlyList<int> BySetPos { get; init => field = Ordered(value); } = [];

    public bool Equals(RecurrenceRule? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The rule's text, without <c>RRULE:</c>.</summary>
    public override string ToString() => RuleWriter.Write(this);

    private static IReadOnlyList<int> Ordered(IReadOnlyList<int> values) =>
        values.Count == 0 ? [] : [.. values.Distinct().OrderBy(v => v < 0).ThenBy(v => v)];
}
