using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Sessions.Figures;
using StudyDashboard.Features.Sessions;

namespace StudyDashboard.Features.Quizzes.Runs;

/// <summary>Finished quizzes and their four counters by the study day of their session; one whose session was deleted counts nowhere.</summary>
internal sealed class QuizDays : IDayFigures
{
    public IReadOnlyList<DayFigure> Figures { get; } =
        [DayFigure.Quizzes, DayFigure.NewlyCorrect, DayFigure.Relapsed, DayFigure.Recovered, DayFigure.ChronicRemaining];

    public async Task<IReadOnlyList<FigureDay>> CountAsync(DaySpan span, CancellationToken cancellationToken)
    {
        if (span.Sessions?.All(s => s.Source != SessionSource.Quiz) == true)
        {
            return [];
        }
        var (first, last) = (span.First, span.Last);
        var rows = await span.Context.Sessions
            .Where(s => s.StudentId == span.StudentId && s.Status == SessionStatus.Completed && s.DeletedAt == null && s.Source == SessionSource.Quiz
                && s.StudyDay >= first && s.StudyDay <= last)
            .Join(span.Context.Set<QuizSession>().Where(q => q.StudentId == span.StudentId && q.Status == QuizStatus.Done), s => s.SourceId, q => (int?)q.Id, (s, q) => new
            {
                Day = s.StudyDay!.Value, q.NewlyCorrect, q.Relapsed, q.Recovered, q.ChronicRemaining,
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. span.Count(DayFigure.Quizzes, rows.Select(r => r.Day)),
            .. span.Sum(DayFigure.NewlyCorrect, rows.Select(r => (r.Day, r.NewlyCorrect ?? 0))),
            .. span.Sum(DayFigure.Relapsed, rows.Select(r => (r.Day, r.Relapsed ?? 0))),
            .. span.Sum(DayFigure.Recovered, rows.Select(r => (r.Day, r.Recovered ?? 0))),
            .. span.Sum(DayFigure.ChronicRemaining, rows.Select(r => (r.Day, r.ChronicRemaining ?? 0))),
        ];
    }
}
