using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Analytics;
using StudyDashboard.Features.Analytics.Figures;
using StudyDashboard.Features.Overview;
using StudyDashboard.Features.Sessions.Totals;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Reports.Page;

/// <summary>What the page of analytics shows, read once while it is prerendered and handed to the circuit.</summary>
public sealed record AnalyticsModel
{
    /// <summary>What it was read for.</summary>
    public required AnalyticsAsk Asked { get; init; }

    /// <summary>What it came to: the student's own days.</summary>
    public required AnalyticsAsk Shown { get; init; }

    public required IReadOnlyList<ReportStudent> Students { get; init; }

    /// <summary>The student whom it came to; null when there is nothing to see.</summary>
    public required int? StudentId { get; init; }

    /// <summary>The student's study day when it was read.</summary>
    public DateOnly Today { get; init; }

    public DayOfWeek FirstWeekday { get; init; }

    public PeriodFigures? Figures { get; init; }

    public Comparison? Comparison { get; init; }

    public Trend? Trend { get; init; }

    public HeatDays? Year { get; init; }
}

/// <summary>What the page of analytics is asked for.</summary>
/// <param name="Days">The days and of whom.</param>
/// <param name="Metric">What the trend follows.</param>
/// <param name="Step">What its points stand for.</param>
/// <param name="Year">The year of the heatmap; null for the last 53 weeks.</param>
public sealed record AnalyticsAsk(PeriodAsk Days, Metric Metric, TrendStep Step, int? Year)
{
    /// <summary>How many points before the period the trend shows, so that a week is seen among others.</summary>
    private const int Before = 11;

    /// <summary>The first day of the trend: the period's own, and for short ones as many points before that there is something to see.</summary>
    public DateOnly TrendFrom(DayOfWeek firstWeekday)
    {
        var end = Trend.Shift(Trend.StartOf(Days.Period.To, Step, firstWeekday), Step, -Before);
        return Days.Period.From < end ? Days.Period.From : end;
    }
}

/// <summary>Reads what the page of analytics shows.</summary>
public sealed class AnalyticsReader(AnalyticsService analytics, ReportReaders readers, DayTotals totals, TimeProvider clock)
{
    public async Task<AnalyticsModel> ReadAsync(Profile viewer, AnalyticsAsk ask, CancellationToken cancellationToken)
    {
        var students = await readers.ChoicesAsync(viewer, cancellationToken);
        var asked = ask.Days.StudentId ?? (viewer.IsStudent ? viewer.Id : students.Select(s => (int?)s.Id).FirstOrDefault());
        var model = new AnalyticsModel { Asked = ask, Shown = ask, Students = students, StudentId = null };
        if (asked is not { } id || await analytics.StudentAsync(viewer, id, cancellationToken) is not { Refusal: null } found)
        {
            return model;
        }
        var student = found.Value;
        ask = ask with { Days = ask.Days.For(student, viewer.Id, clock.NowUtc()) };
        var today = student.Calendar.DayOf(clock.NowUtc());
        var query = new TrendQuery(ask.Metric, ask.Step, ask.TrendFrom(student.FirstDayOfWeek), ask.Days.Period.To, TotalsFilter.None);
        var trend = await analytics.TrendAsync(viewer.Id, student, query, cancellationToken);
        var (figures, comparison) = await analytics.BothAsync(viewer.Id, student, ask.Days.Period, cancellationToken);
        var days = await totals.DaysAsync(student.Id, DateOnly.MinValue, DateOnly.MaxValue, cancellationToken);
        return model with
        {
            Shown = ask,
            StudentId = student.Id,
            Today = today,
            FirstWeekday = student.FirstDayOfWeek,
            Figures = figures,
            Comparison = comparison,
            Trend = trend.Refusal is null ? trend.Value : null,
            Year = HeatDays.Of(HeatWindow.Of(ask.Year, today, student.WeekOf(today), [.. days.Select(d => d.StudyDay)]), days.ToDictionary(d => d.StudyDay)),
        };
    }
}
