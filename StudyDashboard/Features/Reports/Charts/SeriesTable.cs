using StudyDashboard.Components.Ui;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Reports.Charts;

/// <summary>Series and lists as tables of text.</summary>
internal static class SeriesTable
{
    public static ChartTable Of(ReportSeries series) => new(
        [ReportTexts.Column_Name, series.Title], [.. series.Points.Select(p => new ChartRow([p.Label, FigureText.Of(p.Value, series.Unit)]))]);

    /// <summary>A list with instants in a zone.</summary>
    public static ChartTable Of(ReportTable table, StudyCalendar calendar) => new(
        [.. table.Columns.Select(c => c.Label)],
        [.. table.Rows.Select(r => new ChartRow([.. r.Select((cell, i) => FigureText.Of(cell, table.Columns[i].Unit, calendar))]))])
    {
        Numbers = [.. table.Columns.Select(c => c.Unit != FigureUnit.Text)],
    };
}
