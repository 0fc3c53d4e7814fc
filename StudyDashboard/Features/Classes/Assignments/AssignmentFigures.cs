using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Sessions.Figures;

namespace StudyDashboard.Features.Classes.Assignments;

/// <summary>Assignments completed, by the student's study day. Completing one derives its day through the recorder, so this one follows.</summary>
internal sealed class AssignmentFigures : IDayFigures
{
    public IReadOnlyList<DayFigure> Figures { get; } = [DayFigure.Assignments];

    public async Task<IReadOnlyList<FigureDay>> CountAsync(DaySpan span, CancellationToken cancellationToken)
    {
        var days = await span.Context.Set<AssignmentCompletion>().Where(c => c.StudentId == span.StudentId && c.CompletedOn >= span.First && c.CompletedOn <= span.Last)
            .Join(span.Context.Set<Assignment>().Where(a => a.DeletedAt == null), c => c.AssignmentId, a => a.Id, (c, _) => c.CompletedOn).ToListAsync(cancellationToken);
        return [.. span.Count(DayFigure.Assignments, days)];
    }

    public async Task<IReadOnlyCollection<DateOnly>> DaysAsync(StudyDbContext context, int studentId, CancellationToken cancellationToken) =>
        await context.Set<AssignmentCompletion>().Where(c => c.StudentId == studentId).Select(c => c.CompletedOn).Distinct().ToListAsync(cancellationToken);
}
