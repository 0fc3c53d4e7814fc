using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;

namespace StudyDashboard.Features.Quizzes.Runs;

/// <summary>Which questions a student was asked, and of which plan domain they were.</summary>
internal static class QuestionDomains
{
    /// <summary>Each question with a domain that a quiz of the student's has asked; one that changed its domain is there with both.</summary>
    public static async Task<IReadOnlyList<QuestionDomain>> QuestionDomainsAsync(this StudyDbContext context, int studentId, CancellationToken cancellationToken) =>
        await context.Set<QuizItem>().Where(i => i.DomainCode != null)
            .Join(context.Set<QuizSession>().Where(q => q.StudentId == studentId), i => i.QuizSessionId, q => q.Id, (i, _) => new { i.PubId, i.DomainCode })
            .Distinct().Select(i => new QuestionDomain(i.PubId, i.DomainCode!)).ToListAsync(cancellationToken);
}

/// <summary>A question and its domain.</summary>
public sealed record QuestionDomain(string PubId, string DomainCode);
