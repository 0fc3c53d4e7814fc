using System.Text.Json.Serialization;
using StudyDashboard.Components.Today;
using StudyDashboard.Features.Rewards;
using StudyDashboard.Features.Sessions.Totals;

namespace StudyDashboard.Features.Overview;

/// <summary>What Today shows, read at once. It goes from the prerendered page to the circuit, so it is kept small.</summary>
public sealed record TodayModel
{
    public required DateOnly Today { get; init; }

    /// <summary>The calendar year that was asked for, or null.</summary>
    public int? AskedYear { get; init; }

    public required IReadOnlyList<TodayCard> Cards { get; init; }

    public required WeekFigures Week { get; init; }

    public required HeatDays Year { get; init; }

    public required StreakFigures Streak { get; init; }

    public required PointsStanding Points { get; init; }

    public required SpanFigures TodaySoFar { get; init; }

    public required SpanFigures ThisWeek { get; init; }

    /// <summary>Today and the 27 days before it.</summary>
    public required SpanFigures Last28Days { get; init; }

    public required IReadOnlyList<GlanceRow> Latest { get; init; }

    /// <summary>Whether anything was ever recorded or planned.</summary>
    public required bool HasAnything { get; init; }

    [JsonIgnore]
    public int NetSecondsToday => TodaySoFar.NetSeconds;

    [JsonIgnore]
    public int StreakDays => Streak.Current;
}

/// <summary>The streak and the days that decide it.</summary>
/// <param name="Current">Days of the run that goes on.</param>
/// <param name="Longest">Days of the longest run.</param>
/// <param name="MinutesADay">Net minutes that make a day count today.</param>
/// <param name="TodayCounts">Whether today has them already.</param>
/// <param name="Since">First day of the run that goes on.</param>
/// <param name="Runs">The latest runs, newest first.</param>
public sealed record StreakFigures(int Current, int Longest, int MinutesADay, bool TodayCounts, DateOnly? Since, IReadOnlyList<StreakRun> Runs);
