using StudyDashboard.Data;
using StudyDashboard.Features.Tutoring;

namespace StudyDashboard.Features.Quizzes.Bank;

/// <summary>
/// Whose bank is whose. The owner writes; a student may be quizzed from their own banks and from those that a tutor of theirs shares
/// while the enrollment runs. For anybody else a bank is not there.
/// </summary>
internal static class BankQueries
{
    /// <summary>The banks of an owner that are not deleted.</summary>
    public static IQueryable<QuizTopic> TopicsOf(this StudyDbContext context, int ownerId) =>
        context.Set<QuizTopic>().Where(t => t.OwnerId == ownerId && t.DeletedAt == null);

    /// <summary>The banks that a person may be quizzed from.</summary>
    public static IQueryable<QuizTopic> TopicsFor(this StudyDbContext context, int personId) => context.Set<QuizTopic>()
        .Where(t => t.DeletedAt == null && (t.OwnerId == personId || (t.IsShared && context.TutorsOf(personId).Contains(t.OwnerId))));

    /// <summary>A bank's questions that are not deleted.</summary>
    public static IQueryable<Question> QuestionsOf(this StudyDbContext context, int topicId) =>
        context.Set<Question>().Where(q => q.TopicId == topicId && q.DeletedAt == null);
}
