using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Sessions.Figures;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Totals;

namespace StudyDashboard.Features.Analytics.Figures;

/// <summary>What a trend is asked about.</summary>
/// <param name="Metric">What it follows.</param>
/// <param name="Step">What a point stands for.</param>
/// <param name="From">A day of the first point.</param>
/// <param name="To">A day of the last point.</param>
/// <param name="Filter">Which sessions count; for <see cref="Metrics.OfSessions"/> only.</param>
public sealed record TrendQuery(Metric Metric, TrendStep Step, DateOnly From, DateOnly To, TotalsFilter Filter);

/// <summary>Reads trends in one statement over days.</summary>
internal static class TrendReader
{
    public static async Task<Trend> TrendAsync(this StudyDbContext context, int studentId, TrendQuery query, DayOfWeek firstWeekday, CancellationToken cancellationToken)
    {
        var first = Trend.StartOf(query.From, query.Step, firstWeekday);
        var since = Trend.Shift(first, query.Step, 1 - Trend.WindowOf(query.Step));
        var until = Trend.Shift(Trend.StartOf(query.To, query.Step, firstWeekday), query.Step, 1).AddDays(-1);
        var days = await DaysAsync(context, studentId, query, since, until, cancellationToken);
        return Trend.Of(query.Metric, query.Step, first, query.To, days, firstWeekday);
    }

    private static async Task<IEnumerable<DayAmount>> DaysAsync(
        StudyDbContext context, int studentId, TrendQuery query, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        if (!Metrics.OfSessions.Contains(query.Metric))
        {
            var figures = await context.Set<FigureDay>().AsNoTracking().Where(f => f.StudentId == studentId && f.StudyDay >= from && f.StudyDay <= to).ToListAsync(cancellationToken);
            return query.Metric switch
            {
                Metric.Retention => figures.Select(f => new DayAmount(
                    f.StudyDay, f.Figure is DayFigure.YoungPassed or DayFigure.MaturePassed ? 100.0 * f.Amount : 0,
                    f.Figure is DayFigure.YoungAll or DayFigure.MatureAll ? f.Amount : 0)),
                Metric.LessonsAttended => Those(DayFigure.LessonsPresent, DayFigure.LessonsLate),
                _ => Those(DayFigure.Notes),
            };

            IEnumerable<DayAmount> Those(params DayFigure[] wanted) => figures.Where(f => wanted.Contains(f.Figure)).Select(f => new DayAmount(f.StudyDay, f.Amount, 0));
        }
        var filter = query.Metric == Metric.TestScore ? query.Filter with { Kind = SessionKind.Test } : query.Filter;
        var rows = await context.DayTotalsAsync(studentId, from, to, filter, cancellationToken);
        return rows.Select(r => query.Metric switch
        {
            Metric.NetSeconds => new DayAmount(r.StudyDay, r.NetSeconds, 0),
            Metric.Sessions => new DayAmount(r.StudyDay, r.Sessions, 0),
            Metric.MeanSeconds => new DayAmount(r.StudyDay, r.NetSeconds, r.Sessions),
            Metric.Answers => new DayAmount(r.StudyDay, r.Answered, 0),
            Metric.Cards => new DayAmount(r.StudyDay, r.Cards, 0),
            _ => new DayAmount(r.StudyDay, 100.0 * r.Correct, r.Answered),
        });
    }
}
