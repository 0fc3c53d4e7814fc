using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;

namespace StudyDashboard.Features.Quizzes.Runs;

/// <summary>What a student's finished quizzes say of questions, in the order in which they arrived.</summary>
internal static class QuizHistory
{
    /// <summary>Each question's outcomes in the student's finished quizzes, oldest first; what was left open is not among them.</summary>
    public static async Task<ILookup<string, QuizOutcome>> OutcomesAsync(
        this StudyDbContext context, int studentId, IReadOnlyCollection<string> pubIds, CancellationToken cancellationToken)
    {
        var rows = await Answered(context, studentId).Where(r => pubIds.Contains(r.PubId))
            .OrderBy(r => r.FinalizedAt).ThenBy(r => r.QuizId).ToListAsync(cancellationToken);
        return rows.ToLookup(r => r.PubId, r => r.Outcome);
    }

    /// <summary>The latest outcome of each of these questions, and when it was.</summary>
    public static async Task<Dictionary<string, (QuizOutcome Outcome, DateTime At)>> LatestOutcomesAsync(
        this StudyDbContext context, int studentId, IQueryable<string> pubIds, CancellationToken cancellationToken)
    {
        var rows = await Answered(context, studentId).Where(r => pubIds.Contains(r.PubId))
            .OrderBy(r => r.FinalizedAt).ThenBy(r => r.QuizId).ToListAsync(cancellationToken);
        var latest = new Dictionary<string, (QuizOutcome Outcome, DateTime At)>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            latest[row.PubId] = (row.Outcome, row.AnsweredAt);
        }
        return latest;
    }

    private static IQueryable<Row> Answered(StudyDbContext context, int studentId) =>
        from quiz in context.Set<QuizSession>()
        where quiz.StudentId == studentId && quiz.Status == QuizStatus.Done
        join item in context.Set<QuizItem>() on quiz.Id equals item.QuizSessionId
        where item.Outcome != null
        select new Row { QuizId = quiz.Id, FinalizedAt = quiz.FinalizedAt!.Value, PubId = item.PubId, Outcome = item.Outcome!.Value, AnsweredAt = item.AnsweredAt!.Value };

    private sealed class Row
    {
        public required int QuizId { get; init; }

        public required DateTime FinalizedAt { get; init; }

        public required string PubId { get; init; }

        public required QuizOutcome Outcome { get; init; }

        public required DateTime AnsweredAt { get; init; }
    }
}
