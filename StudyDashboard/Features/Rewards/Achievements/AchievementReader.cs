using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Sessions.Recorder;

namespace StudyDashboard.Features.Rewards.Achievements;

/// <summary>Reads a student's achievements, reached and not.</summary>
public sealed class AchievementReader(IDbContextFactory<StudyDbContext> contexts)
{
    /// <summary>All of them in the order of the rules, each with how far it is.</summary>
    public async Task<IReadOnlyList<AchievementView>> ListAsync(int studentId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var reached = await context.Set<Achievement>().AsNoTracking().Where(a => a.StudentId == studentId).ToDictionaryAsync(a => a.Code, a => a.ReachedOn, cancellationToken);
        var facts = new AchievementFacts(context, studentId, new HashSet<DateOnly>(), []);
        var views = new List<AchievementView>();
        foreach (var rule in AchievementRule.All)
        {
            var growth = await facts.GrowthAsync(rule.Figure, cancellationToken);
            views.Add(new AchievementView(rule.Code, growth.Count == 0 ? 0 : growth[^1].Value, rule.Threshold, reached.TryGetValue(rule.Code, out var day) ? day : null));
        }
        return views;
    }

    /// <summary>Achievements that commands since an instant brought, for a page that says so.</summary>
    /// <param name="studentId">The student.</param>
    /// <param name="sinceUtc">From when on.</param>
    /// <param name="afterChange">The last command that was looked at.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Their codes, and the last command looked at now.</returns>
    public async Task<(IReadOnlyList<string> Codes, int LastChange)> NewAsync(int studentId, DateTime sinceUtc, int afterChange, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var changes = await context.SessionChanges.AsNoTracking().Where(c => c.StudentId == studentId && c.At >= sinceUtc && c.Id > afterChange && c.UndoneAt == null)
            .OrderBy(c => c.Id).Select(c => new { c.Id, c.Notices }).ToListAsync(cancellationToken);
        var codes = changes.SelectMany(c => JsonSerializer.Deserialize<List<StudyNotice>>(c.Notices)!).Select(n => n.Achievement).OfType<string>().Distinct();
        return ([.. codes], changes.Count == 0 ? afterChange : changes[^1].Id);
    }
}

/// <summary>An achievement and how far it is.</summary>
/// <param name="Code">Its rule.</param>
/// <param name="Value">What its figure came to.</param>
/// <param name="Threshold">What it takes.</param>
/// <param name="ReachedOn">When it was reached, or null.</param>
public sealed record AchievementView(string Code, double Value, double Threshold, DateOnly? ReachedOn);
