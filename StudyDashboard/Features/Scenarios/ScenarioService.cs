using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Scenarios.Content;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Scenarios;

/// <summary>The scenarios that a person can run: the built-in ones and their own.</summary>
public sealed class ScenarioService(IDbContextFactory<StudyDbContext> contexts, StudyFeed feed, TimeProvider clock)
{
    /// <summary>Most scenarios of one person.</summary>
    public const int MaxOwn = 500;

    /// <summary>All of them, by language, level and title; own ones first.</summary>
    public async Task<IReadOnlyList<ScenarioEntry>> ListAsync(int personId, string? language, string? level, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var own = await context.Set<Scenario>().AsNoTracking().Where(s => s.OwnerId == personId && s.DeletedAt == null).ToListAsync(cancellationToken);
        return [.. own.Select(Entry).Concat(BuiltInScenarios.All.Select(s => new ScenarioEntry(s.Key, s.Value, null)))
            .Where(s => (language is null || s.Content.Language == language) && (level is null || s.Content.Level == level))
            .OrderBy(s => s.Own is null).ThenBy(s => s.Content.Language, StringComparer.Ordinal).ThenBy(s => s.Content.Level, StringComparer.Ordinal)
            .ThenBy(s => s.Content.Title, StringComparer.CurrentCulture)];
    }

    /// <summary>One of them by its key; null when there is none or it is another's.</summary>
    public async Task<ScenarioEntry?> FindAsync(int personId, string key, CancellationToken cancellationToken)
    {
        if (BuiltInScenarios.All.TryGetValue(key, out var content))
        {
            return new ScenarioEntry(key, content, null);
        }
        if (!int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return null;
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<Scenario>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id && s.OwnerId == personId && s.DeletedAt == null, cancellationToken) is { } own
            ? Entry(own) : null;
    }

    /// <summary>Stores a new one.</summary>
    public async Task<Outcome<ScenarioEntry>> AddAsync(int personId, ScenarioContent content, CancellationToken cancellationToken)
    {
        var whole = ScenarioChecks.Check(content);
        if (whole.Refusal is { } refusal)
        {
            return refusal;
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(personId, cancellationToken);
        if (await context.Set<Scenario>().CountAsync(s => s.OwnerId == personId && s.DeletedAt == null, cancellationToken) >= MaxOwn)
        {
            return Refusal.Conflict(ScenarioTexts.Refused_TooMany.With(MaxOwn));
        }
        var scenario = new Scenario(personId, whole.Value, clock.NowUtc());
        context.Add(scenario);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(personId, FeedTopic.Scenarios);
        return Entry(scenario);
    }

    /// <summary>Writes one of the person's own anew.</summary>
    /// <param name="personId">Whose.</param>
    /// <param name="key">Which.</param>
    /// <param name="version">The version that was read; null for any.</param>
    /// <param name="content">The scenario as it shall be.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<ScenarioEntry>> EditAsync(int personId, string key, int? version, ScenarioContent content, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(personId, cancellationToken);
        if (await OwnAsync(context, personId, key, cancellationToken) is not { DeletedAt: null } scenario)
        {
            return BuiltInScenarios.All.ContainsKey(key) ? Refusal.Conflict(ScenarioTexts.Refused_BuiltIn) : Refusal.NotFound(ScenarioTexts.Refused_NotThere);
        }
        if (version is not null && version != scenario.Version)
        {
            return Refusal.Stale(ScenarioTexts.Refused_Stale);
        }
        var whole = ScenarioChecks.Check(content);
        if (whole.Refusal is { } refusal)
        {
            return refusal;
        }
        scenario.Write(whole.Value, clock.NowUtc());
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(personId, FeedTopic.Scenarios);
        return Entry(scenario);
    }

    /// <summary>Deletes one of the person's own. Its runs and their history stay.</summary>
    public Task<Refusal?> DeleteAsync(int personId, string key, CancellationToken cancellationToken) =>
        ChangeAsync(personId, key, isDeleted: false, s => s.Delete(clock.NowUtc()), cancellationToken);

    public Task<Refusal?> RestoreAsync(int personId, string key, CancellationToken cancellationToken) =>
        ChangeAsync(personId, key, isDeleted: true, s => s.Restore(), cancellationToken);

    private async Task<Refusal?> ChangeAsync(int personId, string key, bool isDeleted, Action<Scenario> change, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(personId, cancellationToken);
        var scenario = await OwnAsync(context, personId, key, cancellationToken);
        if (scenario is null || scenario.DeletedAt is not null != isDeleted)
        {
            return BuiltInScenarios.All.ContainsKey(key) ? Refusal.Conflict(ScenarioTexts.Refused_BuiltIn) : Refusal.NotFound(ScenarioTexts.Refused_NotThere);
        }
        change(scenario);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(personId, FeedTopic.Scenarios);
        return null;
    }

    private static async Task<Scenario?> OwnAsync(StudyDbContext context, int personId, string key, CancellationToken cancellationToken) =>
        int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? await context.Set<Scenario>().SingleOrDefaultAsync(s => s.Id == id && s.OwnerId == personId, cancellationToken) : null;

    private static ScenarioEntry Entry(Scenario scenario) =>
        new(scenario.Id.ToString(CultureInfo.InvariantCulture), scenario.Content, new OwnScenario(scenario.Version, scenario.UpdatedAt));
}

/// <summary>A scenario that a person can run.</summary>
/// <param name="Key">The name of a built-in one, or the id of an own one.</param>
/// <param name="Content">What is in it.</param>
/// <param name="Own">Null for a built-in one.</param>
public sealed record ScenarioEntry(string Key, ScenarioContent Content, OwnScenario? Own)
{
    public int Prompts => Content.Phases.Sum(p => p.Prompts.Count);

    public int Words => Content.Phases.Sum(p => p.Vocabulary.Count);
}

/// <summary>That a scenario is the person's own.</summary>
public sealed record OwnScenario(int Version, DateTime UpdatedAt);
