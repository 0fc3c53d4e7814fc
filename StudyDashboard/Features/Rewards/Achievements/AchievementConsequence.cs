using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Sessions.Recorder;

namespace StudyDashboard.Features.Rewards.Achievements;

/// <summary>Reaches achievements and takes them back. It stands after the totals, which it reads.</summary>
internal sealed class AchievementConsequence : ISessionConsequence
{
    public async Task<IReadOnlyList<StudyNotice>> DeriveAsync(Derivation derivation, CancellationToken cancellationToken)
    {
        var (context, studentId) = (derivation.Context, derivation.StudentId);
        var stored = await context.Set<Achievement>().Where(a => a.StudentId == studentId).ToListAsync(cancellationToken);
        var since = stored.ToDictionary(a => a.Code, a => a.ReachedOn);
        var first = derivation.Days.Min();
        var facts = new AchievementFacts(context, studentId, derivation.Days, await derivation.FactsAsync(cancellationToken));
        var wanted = new List<Achievement>();
        foreach (var rule in AchievementRule.All)
        {
            var reached = await ReachedAsync(facts, rule, since.TryGetValue(rule.Code, out var day) ? day : null, first, cancellationToken);
            if (reached is { } on)
            {
                wanted.Add(new Achievement { StudentId = studentId, Code = rule.Code, ReachedOn = on });
            }
        }
        context.Replace(stored, wanted, a => a.Code);
        return [.. wanted.Where(w => !since.ContainsKey(w.Code)).Select(w => new StudyNotice(Achievement: w.Code))];
    }

    private static async Task<DateOnly?> ReachedAsync(AchievementFacts facts, AchievementRule rule, DateOnly? since, DateOnly first, CancellationToken cancellationToken)
    {
        // What was reached before the first of the days follows from the days before it, which did not change. A week's plan looks ahead.
        if (since < first && rule.Figure != AchievementFigure.WeeksAsPlanned)
        {
            return since;
        }
        if (since is null && !await facts.MayReachAsync(rule, cancellationToken))
        {
            return null;
        }
        foreach (var (day, value) in await facts.GrowthAsync(rule.Figure, cancellationToken))
        {
            if (value >= rule.Threshold)
            {
                return day;
            }
        }
        return null;
    }
}

/// <summary>The days by which a rebuild finds achievements whose facts are gone.</summary>
internal sealed class AchievementDays : IDerivedDays
{
    public async Task<IReadOnlyCollection<DateOnly>> DaysAsync(StudyDbContext context, int studentId, CancellationToken cancellationToken) =>
        await context.Set<Achievement>().Where(a => a.StudentId == studentId).Select(a => a.ReachedOn).Distinct().ToListAsync(cancellationToken);
}
