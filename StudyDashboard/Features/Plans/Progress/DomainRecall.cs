using StudyDashboard.Data;
using StudyDashboard.Features.Quizzes.Runs;
using StudyDashboard.Features.Review.Figures;

namespace StudyDashboard.Features.Plans.Progress;

/// <summary>The mean retrievability of a domain's cards: those of the questions that its quizzes have asked.</summary>
public sealed class DomainRecall(QuestionRecall cards)
{
    /// <summary>By domain; a domain without a card that was answered is left out.</summary>
    internal async Task<Dictionary<int, MeanRecall>> OfAsync(StudyDbContext context, Plan plan, CancellationToken cancellationToken)
    {
        var asked = await context.QuestionDomainsAsync(plan.StudentId, cancellationToken);
        var byDomain = asked.GroupBy(q => plan.Resolve(q.DomainCode)?.Id ?? 0, q => q.PubId).Where(g => g.Key != 0).ToList();
        var known = byDomain.Count == 0 ? [] : await cards.OfAsync(context, plan.StudentId, cancellationToken);
        return byDomain.Select(g => (g.Key, Known: g.Distinct().Where(known.ContainsKey).Select(id => known[id]).ToList())).Where(d => d.Known.Count > 0)
            .ToDictionary(d => d.Key, d => new MeanRecall(100 * d.Known.Average(), d.Known.Count));
    }
}

/// <summary>How much of some cards would be recalled now.</summary>
/// <param name="Percent">The mean probability, 0 to 100.</param>
/// <param name="Cards">How many cards that is about.</param>
public sealed record MeanRecall(double Percent, int Cards);
