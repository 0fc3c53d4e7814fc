using StudyDashboard.Data;
using StudyDashboard.Features.Sessions.Figures;
using StudyDashboard.Features.Analytics.Figures;
using StudyDashboard.Features.Quizzes.Runs;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Reports.Sections;

/// <summary>Finished quizzes with their four counters. Their texts only for a reader with whom the student shares them.</summary>
internal sealed class QuizSection : IReportSection
{
    /// <summary>Most questions of one report, the newest.</summary>
    private const int MostMissed = 500;

    public int Order => 50;

    public async Task<ReportSection?> ReadAsync(StudyDbContext context, ReportScope scope, CancellationToken cancellationToken)
    {
        var figures = scope.Figures!;
        if (figures.Of(DayFigure.Quizzes) == 0)
        {
            return null;
        }
        var missed = scope.SeesNotes ? await context.MissedBetweenAsync(scope.StudentId, scope.From, scope.To, MostMissed, cancellationToken) : [];
        var quizzes = await context.QuizzesBetweenAsync(scope.StudentId, scope.From, scope.To, cancellationToken);
        return new ReportSection("quizzes", ReportTexts.Section_Quizzes,
        [
            new ReportFigure("quizzes", ReportTexts.Figure_Quizzes, figures.Of(DayFigure.Quizzes), FigureUnit.Count, ReportTexts.How_Quizzes),
            new ReportFigure("newly_correct", ReportTexts.Figure_NewlyCorrect, figures.Of(DayFigure.NewlyCorrect), FigureUnit.Count, ReportTexts.How_NewlyCorrect),
            new ReportFigure("relapsed", ReportTexts.Figure_Relapsed, figures.Of(DayFigure.Relapsed), FigureUnit.Count, ReportTexts.How_Relapsed),
            new ReportFigure("recovered", ReportTexts.Figure_Recovered, figures.Of(DayFigure.Recovered), FigureUnit.Count, ReportTexts.How_Recovered),
            new ReportFigure("chronic_remaining", ReportTexts.Figure_Chronic, figures.Of(DayFigure.ChronicRemaining), FigureUnit.Count, ReportTexts.How_Chronic),
        ],
        [
            new ReportTable("quizzes", ReportTexts.Table_Quizzes,
            [
                new ReportColumn("study_day", ReportTexts.Column_Day, FigureUnit.Text),
                new ReportColumn("topic", ReportTexts.Column_Topic, FigureUnit.Text),
                new ReportColumn("questions_answered", MetricLabels.Of(Metric.Answers), FigureUnit.Count),
                new ReportColumn("correct_answers", ReportTexts.Figure_Correct, FigureUnit.Count),
                new ReportColumn("accuracy", MetricLabels.Of(Metric.Accuracy), FigureUnit.Percent),
            ],
            [.. quizzes.Select(q => (IReadOnlyList<object?>)[q.Day, q.Topic, (double)q.Answered, (double)q.Correct, PeriodFigures.Percent(q.Correct, q.Answered)])]),
            .. Missed(missed),
        ], []);
    }

    private static IEnumerable<ReportTable> Missed(IReadOnlyList<MissedQuestion> missed) => missed.Count == 0 ? [] :
    [
        new ReportTable("missed", missed.Count == MostMissed ? ReportTexts.Table_MissedNewest.With(MostMissed) : ReportTexts.Table_Missed,
        [
            new ReportColumn("study_day", ReportTexts.Column_Day, FigureUnit.Text),
            new ReportColumn("topic", ReportTexts.Column_Topic, FigureUnit.Text),
            new ReportColumn("question", ReportTexts.Column_Question, FigureUnit.Text),
            new ReportColumn("answer", ReportTexts.Column_Answer, FigureUnit.Text),
            new ReportColumn("right_answer", ReportTexts.Column_RightAnswer, FigureUnit.Text),
        ],
        [.. missed.Select(m => (IReadOnlyList<object?>)[m.Day, m.Topic, m.Question, m.Given, m.Right])]),
    ];
}
