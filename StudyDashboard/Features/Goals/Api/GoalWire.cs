using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using StudyDashboard.Features.Goals.Progress;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;

namespace StudyDashboard.Features.Goals.Api;

/// <summary>A goal, or what of it is to change.</summary>
internal sealed record GoalRequest
{
    public string? Title { get; init; }

    /// <summary>What counts; required for a new goal.</summary>
    [Words<GoalMetric>]
    public string? Metric { get; init; }

    /// <summary>day, week, month or once; required for a new goal.</summary>
    [Words<GoalPeriod>]
    public string? Period { get; init; }

    /// <summary>In the metric's unit: minutes, percent, a count.</summary>
    public double? Target { get; init; }

    public string? Subject { get; init; }

    public int? ClassId { get; init; }

    public int? PlanId { get; init; }

    public string? DomainCode { get; init; }

    [Words<Sessions.SessionKind>]
    public string? SessionType { get; init; }

    /// <summary>What a custom count counts.</summary>
    public string? Unit { get; init; }

    public DateOnly? StartsOn { get; init; }

    public DateOnly? EndsOn { get; init; }

    /// <summary>English weekday names in lower case.</summary>
    [Words<DayOfWeek>]
    public IReadOnlyList<string>? RestDays { get; init; }

    /// <summary>Periods that may be missed a calendar month.</summary>
    public int? SkipBudget { get; init; }

    /// <summary>active, paused or archived.</summary>
    [Words("active", "paused", "archived")]
    public string? Status { get; init; }
}

/// <summary>Something counted by hand.</summary>
internal sealed record GoalEntryRequest
{
    /// <summary>Below 0 takes back.</summary>
    public double? Amount { get; init; }

    /// <summary>The study day; today when left out.</summary>
    public DateOnly? Day { get; init; }

    public string? Note { get; init; }
}

/// <summary>A goal on the wire, with its period of today or its last one.</summary>
public record GoalWire : IVersioned
{
    public required int Id { get; init; }

    public required string Title { get; init; }

    /// <summary>The title, or what the goal counts where it has none.</summary>
    public required string Name { get; init; }

    [Words<GoalMetric>]
    public required string Metric { get; init; }

    [Words<GoalPeriod>]
    public required string Period { get; init; }

    public required double Target { get; init; }

    public required string? Subject { get; init; }

    public required int? ClassId { get; init; }

    public required int? PlanId { get; init; }

    public required string? DomainCode { get; init; }

    [Words<Sessions.SessionKind>]
    public required string? SessionType { get; init; }

    public required string? Unit { get; init; }

    public required DateOnly StartsOn { get; init; }

    public required DateOnly? EndsOn { get; init; }

    [Words<DayOfWeek>]
    public required IReadOnlyList<string> RestDays { get; init; }

    public required int SkipBudget { get; init; }

    public required IReadOnlyList<GoalPauseView> Pauses { get; init; }

    [Words<GoalStatus>]
    public required string Status { get; init; }

    public required GoalProgressWire Progress { get; init; }

    /// <summary>Counts changes; the <c>ETag</c> says the same.</summary>
    public required int Version { get; init; }

    public static GoalWire Of(GoalView goal) => new()
    {
        Id = goal.Id, Title = goal.Draft.Title ?? "", Name = goal.Name, Metric = Words<GoalMetric>.Of(goal.Draft.Metric), Period = Words<GoalPeriod>.Of(goal.Draft.Period), Target = goal.Draft.Target ?? 0,
        Subject = goal.Draft.Subject, ClassId = goal.Draft.ClassId, PlanId = goal.Draft.PlanId, DomainCode = goal.Draft.DomainCode,
        SessionType = goal.Draft.Kind is { } kind ? Words<Sessions.SessionKind>.Of(kind) : null, Unit = goal.Draft.Unit, StartsOn = goal.Draft.StartsOn!.Value,
        EndsOn = goal.Draft.EndsOn, RestDays = [.. goal.Draft.RestDays.Select(Words<DayOfWeek>.Of)], SkipBudget = goal.Draft.SkipBudget, Pauses = goal.Pauses,
        Status = Words<GoalStatus>.Of(goal.Status), Progress = GoalProgressWire.Of(goal.Now), Version = goal.Version,
    };
}

/// <summary>How far a period is.</summary>
/// <param name="From">Its first study day.</param>
/// <param name="To">Its last study day.</param>
/// <param name="Current">In the metric's unit, two decimals.</param>
/// <param name="Target">What is to be reached.</param>
/// <param name="Percent">min(100, current / target x 100), one decimal.</param>
/// <param name="ReachedOn">Since when it is reached, or null.</param>
/// <param name="Left">What is missing, or null when the period is over.</param>
/// <param name="DaysLeft">Days on which something is expected, today among them.</param>
/// <param name="PerDay">What each of them takes, rounded up.</param>
public sealed record GoalProgressWire(
    DateOnly From, DateOnly To, double Current, double Target, double Percent, DateOnly? ReachedOn, double? Left, int? DaysLeft, double? PerDay)
{
    internal static GoalProgressWire Of(GoalStanding now) => new(
        now.From, now.To, Rounded(now.Value), now.Target, now.Percent, now.ReachedOn, now.Pace is { } pace ? Rounded(pace.Left) : null, now.Pace?.DaysLeft, now.Pace?.PerDay);

    internal static double Rounded(double value) => Math.Round(value, 2, MidpointRounding.AwayFromZero);
}

/// <summary>One period of a goal's past.</summary>
public sealed record GoalPastWire(DateOnly From, DateOnly To, double Current, double Target, double Percent, DateOnly? ReachedOn, [property: Words<GoalOutcome>] string Outcome);

/// <summary>A goal with its past; its own fields come first.</summary>
public sealed record GoalDetailWire : GoalWire
{
    [SetsRequiredMembers]
    public GoalDetailWire(GoalWire goal, GoalDetail detail) : base(goal)
    {
        Periods = [.. detail.History.Periods.Select(p => new GoalPastWire(
            p.From, p.To, GoalProgressWire.Rounded(p.Value), p.Target, p.Percent, p.ReachedOn, Words<GoalOutcome>.Of(p.Outcome)))];
        (Run, LongestRun, SkipsLeft, Entries) = (detail.History.Run, detail.History.Longest, detail.History.SkipsLeft, detail.Entries);
    }

    /// <summary>Newest first.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<GoalPastWire> Periods { get; }

    /// <summary>Periods reached in a row up to now.</summary>
    [JsonPropertyOrder(1)]
    public int Run { get; }

    [JsonPropertyOrder(1)]
    public int LongestRun { get; }

    /// <summary>What the skip budget still covers this month; null without one.</summary>
    [JsonPropertyOrder(1)]
    public int? SkipsLeft { get; }

    /// <summary>The latest manual entries.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<GoalEntryView> Entries { get; }
}
