using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Sessions.Figures;
using StudyDashboard.Features.Review.Fsrs;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Review.Figures;

/// <summary>
/// Answers and true retention by study day, of the sittings that count. Each answer belongs to the study day of its own time, in the zone
/// and day start of its sitting, so that a later change of the zone moves nothing (rules.md 7). What a quiz asked is not a review.
/// </summary>
internal sealed class ReviewDays : IDayFigures
{
    public IReadOnlyList<DayFigure> Figures { get; } =
        [DayFigure.ReviewAnswers, DayFigure.YoungPassed, DayFigure.YoungAll, DayFigure.MaturePassed, DayFigure.MatureAll];

    public async Task<IReadOnlyList<FigureDay>> CountAsync(DaySpan span, CancellationToken cancellationToken)
    {
        if (span.Sessions?.All(s => s.Kind != SessionKind.VocabularyReview) == true)
        {
            return [];
        }
        // A sitting that began the day before may reach into the first day.
        var (first, last) = (span.First.AddDays(-1), span.Last);
        var rows = await span.Context.Sessions
            .Where(s => s.StudentId == span.StudentId && s.Status == SessionStatus.Completed && s.DeletedAt == null && s.Kind == SessionKind.VocabularyReview
                && s.StudyDay >= first && s.StudyDay <= last)
            .Join(span.Context.Set<ReviewLogEntry>().Where(e => e.StudentId == span.StudentId && e.VoidedAt == null), s => (int?)s.Id, e => e.SessionId, (s, e) => new
            {
                e.Id, e.CardKey, e.ReviewedAt, e.Grade, e.StateBefore, e.IntervalBefore, s.TimeZone, s.DayStartHour,
            })
            .ToListAsync(cancellationToken);
        var calendars = rows.Select(r => (r.TimeZone, r.DayStartHour)).Distinct().ToDictionary(c => c, c => StudyCalendar.For(c.TimeZone, c.DayStartHour));
        var answers = rows.Select(r => (Day: calendars[(r.TimeZone, r.DayStartHour)].DayOf(r.ReviewedAt), Row: r)).ToList();
        var firsts = answers.Where(a => a.Row.StateBefore == CardState.Review).GroupBy(a => (a.Day, a.Row.CardKey))
            .Select(g => (g.Key.Day, g.MinBy(a => (a.Row.ReviewedAt, a.Row.Id)).Row)).ToLookup(a => a.Row.IntervalBefore < TrueRetention.MatureDays);
        return
        [
            .. span.Count(DayFigure.ReviewAnswers, answers.Select(a => a.Day)),
            .. span.Count(DayFigure.YoungAll, firsts[true].Select(a => a.Day)),
            .. span.Count(DayFigure.YoungPassed, firsts[true].Where(a => a.Row.Grade != ReviewGrade.Again).Select(a => a.Day)),
            .. span.Count(DayFigure.MatureAll, firsts[false].Select(a => a.Day)),
            .. span.Count(DayFigure.MaturePassed, firsts[false].Where(a => a.Row.Grade != ReviewGrade.Again).Select(a => a.Day)),
        ];
    }
}
