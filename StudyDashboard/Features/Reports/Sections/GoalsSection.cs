using StudyDashboard.Data;
using StudyDashboard.Features.Goals;
using StudyDashboard.Features.Sessions.Figures;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Reports.Sections;

/// <summary>Goals of the range: how many of their periods were reached on these days, and each of them.</summary>
internal sealed class GoalsSection : IReportSection
{
    public int Order => 20;

    public async Task<ReportSection?> ReadAsync(StudyDbContext context, ReportScope scope, CancellationToken cancellationToken)
    {
        var goals = await context.GoalsInRangeAsync(scope.StudentId, scope.From, scope.To, scope.Today, cancellationToken);
        return goals.Count == 0 ? null : new ReportSection(
            "goals", GoalTexts.Report_Title,
            [new ReportFigure("goals_reached", GoalTexts.Report_Reached, scope.Figures!.Of(DayFigure.GoalsReached), FigureUnit.Count, GoalTexts.Report_ReachedHow)],
            [
                new ReportTable("goals", GoalTexts.Report_Table,
                    [
                        new("goal", GoalTexts.Report_Goal, FigureUnit.Text), new("from", GoalTexts.Column_Period, FigureUnit.Text), new("value", GoalTexts.Column_Value, FigureUnit.Text),
                        new("target", GoalTexts.Column_Target, FigureUnit.Text), new("percent", GoalTexts.Column_Percent, FigureUnit.Percent),
                        new("reached", GoalTexts.Column_Reached, FigureUnit.Text), new("outcome", GoalTexts.Column_Outcome, FigureUnit.Text),
                    ],
                    [.. goals.Select(g => (IReadOnlyList<object?>)
                        [
                            g.Name, GoalLabels.SpanOf(g.Period.From, g.Period.To), GoalLabels.Amount(g.Goal, g.Period.Value), GoalLabels.Amount(g.Goal, g.Period.Target),
                            g.Period.Percent, g.Period.ReachedOn, GoalLabels.Of(g.Period.Outcome),
                        ])]),
            ],
            []);
    }
}
