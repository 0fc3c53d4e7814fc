using StudyDashboard.Data;
using StudyDashboard.Features.Sessions.Figures;
using StudyDashboard.Features.Analytics.Figures;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Reports.Sections;

/// <summary>Cards reviewed and how well they were remembered.</summary>
internal sealed class ReviewSection : IReportSection
{
    public int Order => 40;

    public Task<ReportSection?> ReadAsync(StudyDbContext context, ReportScope scope, CancellationToken cancellationToken)
    {
        var figures = scope.Figures!;
        if (figures.Cards == 0 && figures.Of(DayFigure.ReviewAnswers) == 0)
        {
            return Task.FromResult<ReportSection?>(null);
        }
        return Task.FromResult<ReportSection?>(new ReportSection("reviews", ReportTexts.Section_Reviews,
        [
            new ReportFigure("cards", MetricLabels.Of(Metric.Cards), figures.Cards, FigureUnit.Count, MetricLabels.HowCounted(Metric.Cards)),
            Retention("retention", MetricLabels.Of(Metric.Retention), figures.RetentionPercent),
            Retention("retention_young", ReportTexts.Figure_Young, PeriodFigures.Percent(figures.Of(DayFigure.YoungPassed), figures.Of(DayFigure.YoungAll))),
            Retention("retention_mature", ReportTexts.Figure_Mature, PeriodFigures.Percent(figures.Of(DayFigure.MaturePassed), figures.Of(DayFigure.MatureAll))),
        ], [], []));
    }

    private static ReportFigure Retention(string key, string label, double? percent) =>
        new(key, label, percent, FigureUnit.Percent, MetricLabels.HowCounted(Metric.Retention));
}
