using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Features.Quizzes.Runs;

namespace StudyDashboard.Features.Quizzes.Archive;

/// <summary>
/// A person's banks and quizzes. The deletion of the person's row takes both along; what their students were asked from a bank stays
/// with those students, who own their quizzes.
/// </summary>
internal sealed class QuizzesData : IPersonalData
{
    public async Task ExportAsync(PersonalArchive archive, StudyDbContext context, int personId, CancellationToken cancellationToken)
    {
        var topics = context.TopicsOf(personId).AsNoTracking();
        await archive.AddAsync("quiz_topics", "Your question banks.", () => topics.OrderBy(t => t.Id)
            .Select(t => new ArchivedTopic { Id = t.Id, Title = t.Title, Description = t.Description, IsShared = t.IsShared }).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("quiz_questions", "The questions of your banks.", () => context.Set<Question>().AsNoTracking()
            .Where(q => q.DeletedAt == null && topics.Any(t => t.Id == q.TopicId)).OrderBy(q => q.Id).Select(q => ArchivedQuestion.Of(q)).AsAsyncEnumerable(), cancellationToken);
        var quizzes = context.Set<QuizSession>().AsNoTracking().Where(s => s.StudentId == personId);
        await archive.AddAsync("quiz_sessions", "A quiz that you took a row, with its four counters once it was finished.", () => quizzes.OrderBy(s => s.Id)
            .Select(s => ArchivedQuiz.Of(s)).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("quiz_answers", "A question of a quiz as it was asked, and your answer.", () => context.Set<QuizItem>().AsNoTracking()
            .Where(i => quizzes.Any(s => s.Id == i.QuizSessionId)).OrderBy(i => i.QuizSessionId).ThenBy(i => i.Position).Select(i => ArchivedAnswer.Of(i)).AsAsyncEnumerable(), cancellationToken);
    }

    public Task EraseAsync(StudyDbContext context, int personId, CancellationToken cancellationToken) => Task.CompletedTask;
}
