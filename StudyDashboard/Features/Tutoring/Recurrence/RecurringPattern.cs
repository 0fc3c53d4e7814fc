namespace StudyDashboard.Features.Tutoring.Recurrence;

/// <summary>A lesson's <c>recurring_pattern</c> as it stands on the wire (rules.md 24); each list may be null.</summary>
/// <param name="Days">English weekday names.</param>
/// <param name="Months">1 to 12.</param>
/// <param name="SpecificDates">Dates, at the lesson's time of day.</param>
/// <param name="Until">The last day.</param>
/// <param name="Count">How many lessons, specific dates not counted; not beside <paramref name="Until"/>.</param>
public sealed record RecurringPattern(
    IReadOnlyList<string>? Days = null,
    IReadOnlyList<int>? Months = null,
    IReadOnlyList<DateOnly>? SpecificDates = null,
    DateOnly? Until = null,
    int? Count = null)
{
    internal bool HasDays => Days is { Count: > 0 };

    internal bool HasMonths => Months is { Count: > 0 };

    internal bool HasDates => SpecificDates is { Count: > 0 };

    /// <summary>Whether it says nothing about a rule.</summary>
    internal bool IsDatesOnly => !HasDays && !HasMonths && Until is null && Count is null;
}
