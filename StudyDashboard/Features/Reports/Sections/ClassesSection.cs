using System.Globalization;
using StudyDashboard.Data;
using StudyDashboard.Features.Classes.Times;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Reports.Sections;

/// <summary>Time for classes and what was due in them. A teacher reads of their own classes.</summary>
internal sealed class ClassesSection(ClassRecords records) : IReportSection
{
    public int Order => 70;

    public async Task<ReportSection?> ReadAsync(StudyDbContext context, ReportScope scope, CancellationToken cancellationToken)
    {
        var rows = await records.OfAsync(
            context, scope.StudentId, scope.From, scope.To, scope.Today, SecondsOf(scope), scope.Viewer == ReportViewer.Tutor ? scope.ViewerId : null, cancellationToken);
        if (rows.Count == 0)
        {
            return null;
        }
        var (done, late) = (rows.Sum(r => r.Done), rows.Sum(r => r.Late));
        return new ReportSection("classes", ClassTexts.Title,
        [
            new ReportFigure("class_seconds", ClassTexts.Report_Time, rows.Sum(r => r.NetSeconds), FigureUnit.Seconds, ClassTexts.Report_How_Time),
            new ReportFigure("assignments_completed", ClassTexts.Report_Completed, rows.Sum(r => r.Completed), FigureUnit.Count, ClassTexts.Report_How_Completed),
            new ReportFigure("completion_rate", ClassTexts.Report_Rate, done + late == 0 ? null : 100.0 * done / (done + late), FigureUnit.Percent, ClassTexts.Report_How_Rate),
        ],
        [
            new ReportTable("classes", ClassTexts.Title,
            [
                new ReportColumn("class", ClassTexts.Name, FigureUnit.Text),
                new ReportColumn("net_seconds", ClassTexts.Time, FigureUnit.Seconds),
                new ReportColumn("completed", ClassTexts.Report_Completed, FigureUnit.Count),
                new ReportColumn("due", ClassTexts.Report_Due, FigureUnit.Count),
                new ReportColumn("done", ClassTexts.Report_Done, FigureUnit.Count),
                new ReportColumn("late", ClassTexts.Report_Late, FigureUnit.Count),
            ],
            [.. rows.Select(r => (IReadOnlyList<object?>)[r.Name, (double)r.NetSeconds, (double)r.Completed, (double)r.Due, (double)r.Done, (double)r.Late])]),
        ], []);
    }

    private static Dictionary<int, int> SecondsOf(ReportScope scope) =>
        scope.Figures!.ByClass.Where(c => c.Key is not ("" or "0")).ToDictionary(c => int.Parse(c.Key, CultureInfo.InvariantCulture), c => c.NetSeconds);
}
