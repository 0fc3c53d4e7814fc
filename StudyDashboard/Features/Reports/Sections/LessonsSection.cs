using StudyDashboard.Data;
using StudyDashboard.Features.Analytics.Figures;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Closing;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Reports.Sections;

/// <summary>
/// Lessons with attendance, topics planned and covered, and homework. A tutor reads their own lessons; the figures are those of the lessons
/// listed. What a tutor noted for themselves is not in a report.
/// </summary>
internal sealed class LessonsSection(LessonRecords records) : IReportSection
{
    public int Order => 60;

    public async Task<ReportSection?> ReadAsync(StudyDbContext context, ReportScope scope, CancellationToken cancellationToken)
    {
        var rows = await records.BetweenAsync(
            context, scope.StudentId, scope.From, scope.To, scope.Viewer == ReportViewer.Tutor ? scope.ViewerId : null, cancellationToken);
        if (rows.Count == 0)
        {
            return null;
        }
        var marked = rows.Select(r => r.Lesson).Where(l => l.Status != LessonStatus.Cancelled && l.StudentAttendanceStatus is not null).ToList();
        var came = marked.Where(l => l.StudentAttendanceStatus is Attendance.Present or Attendance.Late).ToList();
        var held = came.Count + marked.Count(l => l.StudentAttendanceStatus == Attendance.Absent);
        return new ReportSection("lessons", ReportTexts.Section_Lessons,
        [
            new ReportFigure("lessons_held", ReportTexts.Figure_Held, held, FigureUnit.Count, ReportTexts.How_Held),
            new ReportFigure("lessons_attended", MetricLabels.Of(Metric.LessonsAttended), came.Count, FigureUnit.Count, MetricLabels.HowCounted(Metric.LessonsAttended)),
            new ReportFigure("attendance", ReportTexts.Figure_Attendance, PeriodFigures.Percent(came.Count, held), FigureUnit.Percent, ReportTexts.How_Attendance),
            new ReportFigure("topics_planned", ReportTexts.Figure_TopicsPlanned, came.Sum(l => l.Topics.Count), FigureUnit.Count, ReportTexts.How_Topics),
            new ReportFigure("topics_covered", ReportTexts.Figure_TopicsCovered, came.Sum(l => l.TopicsCovered.Count), FigureUnit.Count, ReportTexts.How_Topics),
        ],
        [
            new ReportTable("lessons", ReportTexts.Table_Lessons,
            [
                new ReportColumn("starts_at", ReportTexts.Column_Starts, FigureUnit.Text),
                new ReportColumn("course", ReportTexts.Column_Course, FigureUnit.Text),
                new ReportColumn("tutor", ReportTexts.Column_Tutor, FigureUnit.Text),
                new ReportColumn("attendance", ReportTexts.Figure_Attendance, FigureUnit.Text),
                new ReportColumn("topics_planned", ReportTexts.Figure_TopicsPlanned, FigureUnit.Text),
                new ReportColumn("topics_covered", ReportTexts.Figure_TopicsCovered, FigureUnit.Text),
                new ReportColumn("homework", ReportTexts.Column_Homework, FigureUnit.Text),
            ],
            [.. rows.Select(r => Row(r))]),
        ], []);
    }

    private static IReadOnlyList<object?> Row(LessonRow row) =>
    [
        row.Lesson.StartsAt, row.Course, row.TutorName,
        row.Lesson.Status == LessonStatus.Cancelled ? ClosingLabels.Of(LessonStatus.Cancelled) : row.Lesson.StudentAttendanceStatus is { } mark ? ClosingLabels.Of(mark) : null,
        string.Join("; ", row.Lesson.Topics), string.Join("; ", row.Lesson.TopicsCovered), row.Lesson.Homework,
    ];
}
