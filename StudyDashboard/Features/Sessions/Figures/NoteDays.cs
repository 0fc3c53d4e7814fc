using Microsoft.EntityFrameworkCore;

namespace StudyDashboard.Features.Sessions.Figures;

/// <summary>Notes made: a session with a note is one, and each note taken within a session is one more. They belong to its start day.</summary>
internal sealed class NoteDays : IDayFigures
{
    public IReadOnlyList<DayFigure> Figures { get; } = [DayFigure.Notes];

    public async Task<IReadOnlyList<FigureDay>> CountAsync(DaySpan span, CancellationToken cancellationToken)
    {
        var (first, last) = (span.First, span.Last);
        var rows = await span.Context.Sessions
            .Where(s => s.StudentId == span.StudentId && s.Status == SessionStatus.Completed && s.DeletedAt == null && s.StudyDay >= first && s.StudyDay <= last
                && (s.Note != "" || s.Activities.Any(a => a.Type == ActivityType.Note)))
            .Select(s => new { Day = s.StudyDay!.Value, HasNote = s.Note != "", Taken = s.Activities.Where(a => a.Type == ActivityType.Note).Sum(a => a.Count ?? 1) })
            .ToListAsync(cancellationToken);
        return [.. span.Sum(DayFigure.Notes, rows.Select(r => (r.Day, r.Taken + (r.HasNote ? 1 : 0))))];
    }
}
