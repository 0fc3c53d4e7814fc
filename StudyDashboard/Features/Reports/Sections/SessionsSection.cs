using System.Globalization;
using StudyDashboard.Data;
using StudyDashboard.Features.Sessions.Figures;
using StudyDashboard.Features.Analytics.Figures;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Reports.Sections;

/// <summary>Time, answers, points and streak, and what they were about.</summary>
internal sealed class SessionsSection : IReportSection
{
    /// <summary>Longer periods are drawn by month.</summary>
    private const int MostDays = 62;

    public int Order => 10;

    public Task<ReportSection?> ReadAsync(StudyDbContext context, ReportScope scope, CancellationToken cancellationToken)
    {
        var figures = scope.Figures!;
        ReportTable[] tables =
        [
            Table("by_kind", ReportTexts.By_Kind, figures.ByKind),
            Table("by_subject", ReportTexts.By_Subject, figures.BySubject),
            Table("by_class", ReportTexts.By_Class, figures.ByClass),
            Table("by_domain", ReportTexts.By_Domain, figures.ByDomain),
        ];
        return Task.FromResult<ReportSection?>(new ReportSection(
            "sessions", ReportTexts.Section_Sessions, [.. Figures(figures)], [.. tables.Where(t => t.Rows.Count > 0)], figures.NetSeconds == 0 ? [] : [ByDay(figures), ByHour(figures)]));
    }

    private static IEnumerable<ReportFigure> Figures(PeriodFigures figures)
    {
        yield return Of("net_seconds", Metric.NetSeconds, figures.NetSeconds, FigureUnit.Seconds);
        yield return Of("sessions", Metric.Sessions, figures.Sessions);
        yield return Of("mean_seconds", Metric.MeanSeconds, figures.MeanSeconds, FigureUnit.Seconds);
        yield return Of("questions_answered", Metric.Answers, figures.Answered);
        yield return new ReportFigure("correct_answers", ReportTexts.Figure_Correct, figures.Correct, FigureUnit.Count, MetricLabels.HowCounted(Metric.Accuracy));
        yield return Of("accuracy", Metric.Accuracy, figures.AccuracyPercent, FigureUnit.Percent);
        yield return Of("test_score", Metric.TestScore, figures.TestPercent, FigureUnit.Percent);
        yield return new ReportFigure("study_days", ReportTexts.Figure_StudyDays, figures.StudyDays, FigureUnit.Count, ReportTexts.How_StudyDays);
        yield return new ReportFigure("streak", ReportTexts.Figure_Streak, figures.Streak, FigureUnit.Count, ReportTexts.How_Streak);
        yield return new ReportFigure("points", ReportTexts.Figure_Points, figures.Points, FigureUnit.Points, ReportTexts.How_Points);
        yield return Of("notes", Metric.Notes, figures.Of(DayFigure.Notes));
        if (figures.Counts.ContainsKey(DayFigure.Assignments))
        {
            yield return new ReportFigure(
                "assignments", ReportTexts.Figure_Assignments, figures.Of(DayFigure.Assignments), FigureUnit.Count, ReportTexts.How_Assignments);
        }
        if (figures.ManualSeconds > 0)
        {
            yield return new ReportFigure("manual_seconds", ReportTexts.Figure_Manual, figures.ManualSeconds, FigureUnit.Seconds, ReportTexts.How_Manual);
        }
    }

    private static ReportFigure Of(string key, Metric metric, double? value, FigureUnit unit = FigureUnit.Count) =>
        new(key, MetricLabels.Of(metric), value, unit, MetricLabels.HowCounted(metric));

    private static ReportTable Table(string key, string title, IReadOnlyList<FigureShare> shares) => new(
        key, title,
        [
            new ReportColumn("name", title, FigureUnit.Text),
            new ReportColumn("net_seconds", MetricLabels.Of(Metric.NetSeconds), FigureUnit.Seconds),
            new ReportColumn("sessions", MetricLabels.Of(Metric.Sessions), FigureUnit.Count),
            new ReportColumn("questions_answered", MetricLabels.Of(Metric.Answers), FigureUnit.Count),
            new ReportColumn("accuracy", MetricLabels.Of(Metric.Accuracy), FigureUnit.Percent),
        ],
        [.. shares.Select(s => (IReadOnlyList<object?>)[s.Name, (double)s.NetSeconds, (double)s.Sessions, (double)s.Answered, s.AccuracyPercent])]);

    private static ReportSeries ByDay(PeriodFigures figures)
    {
        var days = figures.ByDay.Select((seconds, i) => (Day: figures.From.AddDays(i), Seconds: seconds)).ToList();
        return days.Count <= MostDays
            ? new ReportSeries("net_by_day", ReportTexts.Series_ByDay, FigureUnit.Seconds,
                [.. days.Select(d => (d.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), (double?)d.Seconds))])
            : new ReportSeries("net_by_month", ReportTexts.Series_ByMonth, FigureUnit.Seconds,
                [.. days.GroupBy(d => d.Day.ToString("yyyy-MM", CultureInfo.InvariantCulture)).Select(m => (m.Key, (double?)m.Sum(d => d.Seconds)))]);
    }

    internal static ReportSeries ByHour(PeriodFigures figures) => new(
        "net_by_hour", ReportTexts.Series_ByHour, FigureUnit.Seconds,
        [.. figures.ByHour.Select((seconds, hour) => (hour.ToString("00", CultureInfo.InvariantCulture), (double?)seconds))])
    {
        HowCounted = ReportTexts.How_Hours,
    };
}
