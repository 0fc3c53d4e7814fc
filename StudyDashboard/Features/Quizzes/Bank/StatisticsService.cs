using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Quizzes.Runs;
using StudyDashboard.Features.Tutoring;

namespace StudyDashboard.Features.Quizzes.Bank;

/// <summary>
/// Figures of a tutor's questions over all students with a running enrollment; no student is named. The mark is whether the answer was
/// right, whatever the unsure flag: it is the question that is measured.
/// </summary>
public sealed class StatisticsService(IDbContextFactory<StudyDbContext> contexts)
{
    /// <summary>The figures of a bank's questions by public id; null when the bank is not the tutor's.</summary>
    public async Task<IReadOnlyDictionary<string, ItemFigures>?> OfTopicAsync(int tutorId, int topicId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await context.TopicsOf(tutorId).AnyAsync(t => t.Id == topicId, cancellationToken))
        {
            return null;
        }
        var students = context.StudentsOf(tutorId);
        var answers = await (
            from quiz in context.Set<QuizSession>()
            where quiz.TopicId == topicId && quiz.Status == QuizStatus.Done && students.Contains(quiz.StudentId)
            join item in context.Set<QuizItem>() on quiz.Id equals item.QuizSessionId
            where item.Outcome != null
            orderby quiz.FinalizedAt, quiz.Id
            select new { QuizId = quiz.Id, quiz.StudentId, item.PubId, IsRight = item.IsRight!.Value }).ToListAsync(cancellationToken);
        var quizzes = answers.GroupBy(a => a.QuizId).ToDictionary(g => g.Key, g => (Right: g.Count(a => a.IsRight), Count: g.Count()));
        return answers.GroupBy(a => (a.PubId, a.StudentId)).Select(g => g.First()).GroupBy(a => a.PubId).ToDictionary(g => g.Key, g => ItemFigures.Of([.. g.Select(a =>
        {
            var (right, count) = quizzes[a.QuizId];
            var mark = a.IsRight ? 1 : 0;
            return new FirstAttempt(mark, count > 1 ? (double)(right - mark) / (count - 1) : null);
        })]));
    }
}
