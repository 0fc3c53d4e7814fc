using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Quizzes.Bank;

namespace StudyDashboard.Features.Quizzes.Ingest;

/// <summary>The questions that a delivery names.</summary>
internal static class IngestQuestions
{
    /// <summary>Those that the student may be quizzed from, as in a pack, by their public id.</summary>
    public static async Task<Dictionary<string, KnownQuestion>> KnownAsync(
        this StudyDbContext context, int studentId, IReadOnlyCollection<string> pubIds, CancellationToken cancellationToken) =>
        await context.Set<Question>().AsNoTracking().Where(q => q.DeletedAt == null && pubIds.Contains(q.PubId))
            .Join(context.TopicsFor(studentId), q => q.TopicId, t => t.Id, (q, t) => new { Question = q, t.Title })
            .ToDictionaryAsync(r => r.Question.PubId, r => new KnownQuestion(r.Question, r.Title), cancellationToken);

    /// <summary>
    /// Who owns them: those that are there or, when none is any more, those that were deleted and not yet purged. So a repeat still finds
    /// its student after the bank has gone.
    /// </summary>
    public static async Task<IReadOnlyList<int>> OwnersAsync(
        this StudyDbContext context, IReadOnlyCollection<string> pubIds, CancellationToken cancellationToken)
    {
        var owners = await context.Set<Question>().Where(q => pubIds.Contains(q.PubId))
            .Join(context.Set<QuizTopic>(), q => q.TopicId, t => t.Id, (q, t) => new { t.OwnerId, IsThere = q.DeletedAt == null && t.DeletedAt == null })
            .Distinct().ToListAsync(cancellationToken);
        var there = owners.Where(o => o.IsThere).ToList();
        return [.. (there.Count > 0 ? there : owners).Select(o => o.OwnerId).Distinct()];
    }
}

/// <summary>A question and its bank's title.</summary>
internal sealed record KnownQuestion(Question Question, string Topic);
