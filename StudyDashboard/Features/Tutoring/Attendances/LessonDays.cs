using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Sessions.Figures;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recorder;

namespace StudyDashboard.Features.Tutoring.Attendances;

/// <summary>
/// Attendance and topics by the date of the lesson, of lessons that were not cancelled and have the student marked. A lesson that the
/// student missed is no session, so these follow the lessons themselves.
/// </summary>
internal sealed class LessonDays(FigureDays figures) : ILessonConsequence
{
    private static readonly Counting Source = new();

    public async Task FollowAsync(
        StudyDbContext context, LessonVerb verb, IReadOnlyList<LessonDelta> deltas, DateTime nowUtc, CancellationToken cancellationToken)
    {
        foreach (var ofStudent in deltas.SelectMany(d => new[] { d.Before, d.After }).OfType<Lesson>().Where(Counts).GroupBy(l => l.StudentId))
        {
            await figures.DeriveAsync(context, ofStudent.Key, ofStudent.Select(l => l.SessionDate).ToHashSet(), Source, cancellationToken);
        }
    }

    private static bool Counts(Lesson lesson) => lesson.Status != LessonStatus.Cancelled && lesson.StudentAttendanceStatus is not null;

    /// <summary>What it counts; apart, because the book of all figures knows it and is known by the rest.</summary>
    internal sealed class Counting : IDayFigures
    {
        public IReadOnlyList<DayFigure> Figures { get; } =
        [
            DayFigure.LessonsPresent, DayFigure.LessonsLate, DayFigure.LessonsAbsent, DayFigure.LessonsExcused, DayFigure.TopicsPlanned, DayFigure.TopicsCovered,
        ];

        public async Task<IReadOnlyList<FigureDay>> CountAsync(DaySpan span, CancellationToken cancellationToken)
        {
            // By the index of student and start; the date of a zone differs from that of UTC by at most one.
            var from = span.First.AddDays(-2).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
            var to = span.Last.AddDays(3).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
            var rows = await Marked(span.Context, span.StudentId).Where(l => l.StartsAt >= from && l.StartsAt < to)
                .Select(l => new { l.SessionDate, Mark = l.StudentAttendanceStatus!.Value, l.Topics, l.TopicsCovered }).ToListAsync(cancellationToken);
            var held = rows.Where(r => r.Mark is Attendance.Present or Attendance.Late).ToList();
            return
            [
                .. Of(DayFigure.LessonsPresent, Attendance.Present),
                .. Of(DayFigure.LessonsLate, Attendance.Late),
                .. Of(DayFigure.LessonsAbsent, Attendance.Absent),
                .. Of(DayFigure.LessonsExcused, Attendance.Excused),
                .. span.Sum(DayFigure.TopicsPlanned, held.Select(r => (r.SessionDate, r.Topics.Count))),
                .. span.Sum(DayFigure.TopicsCovered, held.Select(r => (r.SessionDate, r.TopicsCovered.Count))),
            ];

            IEnumerable<FigureDay> Of(DayFigure figure, Attendance mark) => span.Count(figure, rows.Where(r => r.Mark == mark).Select(r => r.SessionDate));
        }

        public async Task<IReadOnlyCollection<DateOnly>> DaysAsync(StudyDbContext context, int studentId, CancellationToken cancellationToken) =>
            await Marked(context, studentId).Select(l => l.SessionDate).Distinct().ToListAsync(cancellationToken);

        private static IQueryable<Lesson> Marked(StudyDbContext context, int studentId) => context.Set<Lesson>().AsNoTracking()
            .Where(l => l.StudentId == studentId && l.Status != LessonStatus.Cancelled && l.StudentAttendanceStatus != null);
    }
}
