using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Sessions;

namespace StudyDashboard.Features.Quizzes.Runs;

/// <summary>What finished quizzes won back.</summary>
public static class QuizRecoveries
{
    /// <summary>Recovered questions by the study day of the quiz's fact, in order; a quiz whose fact was deleted counts for nothing.</summary>
    public static async Task<IReadOnlyList<(DateOnly Day, int Recovered)>> RecoveredByDayAsync(this StudyDbContext context, int studentId, CancellationToken cancellationToken)
    {
        var rows = await context.Set<QuizSession>().AsNoTracking().Where(q => q.StudentId == studentId && q.Recovered > 0)
            // By the start as well, which has an index: the source has none.
            .Join(context.Sessions.AsNoTracking().Where(s => s.StudentId == studentId && s.Source == SessionSource.Quiz && s.DeletedAt == null && s.Status == SessionStatus.Completed),
                q => new { Start = (DateTime?)q.StartedAt, Id = (int?)q.Id }, s => new { Start = s.StartedAt, Id = s.SourceId }, (q, s) => new { s.StudyDay, q.Recovered })
            .ToListAsync(cancellationToken);
        return [.. rows.GroupBy(r => r.StudyDay!.Value).OrderBy(g => g.Key).Select(g => (g.Key, g.Sum(r => r.Recovered!.Value)))];
    }
}
