using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Plans.Progress;
using StudyDashboard.Features.Plans.Page;
using StudyDashboard.Features.Reports;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Plans;

/// <summary>The active plan in a report: what the period brought it, and where its domains stand.</summary>
internal sealed class PlanReport : IReportSection
{
    public int Order => 30;

    public async Task<ReportSection?> ReadAsync(StudyDbContext context, ReportScope scope, CancellationToken cancellationToken)
    {
        if (await context.Set<Plan>().AsNoTrackingWithIdentityResolution().Where(p => p.StudentId == scope.StudentId && p.Status == PlanStatus.Active && p.DeletedAt == null)
            .Whole().AsSingleQuery().SingleOrDefaultAsync(cancellationToken) is not { } plan)
        {
            return null;
        }
        var domains = plan.Domains.OrderBy(d => d.Position).Select(DomainView.Of).ToList();
        var studied = await context.Snapshots.Where(r => r.StudentId == scope.StudentId && r.PlanId == plan.Id && r.StudyDay <= scope.To).GroupBy(r => r.DomainCode)
            .Select(g => new { Code = g.Key, Seconds = g.Sum(r => r.StudyDay >= scope.From ? r.NetSeconds : 0), Points = g.Sum(r => r.ProgressPoints) }).ToListAsync(cancellationToken);
        var byDomain = studied.GroupBy(s => plan.Resolve(s.Code)?.Code ?? "").ToDictionary(g => g.Key, g => (Seconds: g.Sum(s => s.Seconds), Points: g.Sum(s => s.Points)));
        // As of the period's last day; rounded, so that the order in which points are added up does not show.
        var progress = domains.ToDictionary(d => d.Code, d => Math.Min(100, Math.Round(byDomain.GetValueOrDefault(d.Code).Points, 6)));
        var whole = PlanProgress.Of(domains.Select(d => (d.Weight, progress[d.Code])));
        return new ReportSection(
            "plan", PlanTexts.Report_Title.With(plan.Title),
            [
                new ReportFigure("plan_progress", PlanTexts.Report_Progress, whole, FigureUnit.Percent, PlanTexts.How_Domains),
                new ReportFigure("plan_seconds", PlanTexts.Report_Time, studied.Sum(s => s.Seconds), FigureUnit.Seconds, PlanTexts.How_Load),
                new ReportFigure("weak_domains", PlanTexts.Report_Weak, domains.Count(d => d.IsWeak), FigureUnit.Count, PlanTexts.How_Levels),
            ],
            [
                new ReportTable("domains", PlanTexts.Domains_Title,
                    [
                        new("code", PlanTexts.Col_Domain, FigureUnit.Text), new("name", PlanTexts.Field_Name, FigureUnit.Text), new("net_seconds", PlanTexts.Report_Time, FigureUnit.Seconds),
                        new("progress", PlanTexts.Col_Progress, FigureUnit.Percent), new("mastery", PlanTexts.Report_Mastery, FigureUnit.Percent), new("level", PlanTexts.Report_Level, FigureUnit.Text),
                    ],
                    [.. domains.Select(d => (IReadOnlyList<object?>)[d.Code, d.Name, (double)byDomain.GetValueOrDefault(d.Code).Seconds, progress[d.Code], d.Mastery, PlanLabels.Of(d.Level)])]),
            ],
            [new ReportSeries("domain_progress", PlanTexts.Report_Progress, FigureUnit.Percent, [.. domains.Select(d => (d.Code, (double?)progress[d.Code]))])]);
    }
}
