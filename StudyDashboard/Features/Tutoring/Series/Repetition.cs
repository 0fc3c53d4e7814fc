using StudyDashboard.Features.Tutoring.Recurrence;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Tutoring.Series;

/// <summary>How a lesson repeats, beside its first time: a rule, extra dates at the lesson's time of day, or both.</summary>
/// <param name="Rule">The rule; null for a list of dates.</param>
/// <param name="Dates">Extra dates.</param>
public sealed record Repetition(RecurrenceRule? Rule, IReadOnlyList<DateOnly> Dates)
{
    /// <summary>The recurrence that starts at a time.</summary>
    public RecurrenceSeries From(DateTime localStart, TimeZoneInfo zone) =>
        new(localStart, zone, Rule, additions: Dates.Select(d => d.ToDateTime(TimeOnly.FromDateTime(localStart))));

    /// <summary>How a series repeats.</summary>
    public static Repetition Of(RecurrenceSeries series) => new(series.Rule, [.. series.Additions.Select(DateOnly.FromDateTime)]);

    /// <summary>Reads a rule's text and dates as the wire and the editor have them.</summary>
    public static Outcome<Repetition?> Read(string? rule, IReadOnlyList<DateOnly>? dates)
    {
        if (string.IsNullOrWhiteSpace(rule))
        {
            return Outcome.Of(dates is { Count: > 0 } ? new Repetition(null, dates) : null);
        }
        var parsed = RuleParser.Parse(rule);
        return parsed.Refusal is { } refusal ? refusal : Outcome.Of<Repetition?>(new Repetition(parsed.Value, dates ?? []));
    }

    public bool Equals(Repetition? other) => other is not null && Equals(Rule, other.Rule) && Dates.Order().SequenceEqual(other.Dates.Order());

    public override int GetHashCode() => HashCode.Combine(Rule, Dates.Count);
}
