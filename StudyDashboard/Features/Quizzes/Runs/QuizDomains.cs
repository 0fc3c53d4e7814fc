using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Recorder;

namespace StudyDashboard.Features.Quizzes.Runs;

/// <summary>The answers of quizzes by the domain of each question (rules.md 27).</summary>
internal sealed class QuizDomains : ISessionDomains
{
    private const int Chunk = 500;

    public SessionSource Source => SessionSource.Quiz;

    public async Task<IReadOnlyList<SessionDomain>> OfAsync(StudyDbContext context, IReadOnlyCollection<int> sourceIds, CancellationToken cancellationToken)
    {
        var found = new List<SessionDomain>();
        foreach (var ids in sourceIds.Chunk(Chunk))
        {
            var rows = await context.Set<QuizItem>().Where(i => ids.Contains(i.QuizSessionId) && i.Outcome != null)
                .GroupBy(i => new { i.QuizSessionId, i.DomainCode })
                .Select(g => new { g.Key.QuizSessionId, g.Key.DomainCode, Answered = g.Count(), Correct = g.Count(i => i.Outcome == QuizOutcome.Correct) })
                .ToListAsync(cancellationToken);
            found.AddRange(rows.Select(r => new SessionDomain(r.QuizSessionId, r.DomainCode ?? "", r.Answered, r.Correct)));
        }
        return found;
    }
}
