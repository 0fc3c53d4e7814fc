using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Plans.Templates;

/// <summary>The templates that a person can begin a plan with: the built-in ones and their own.</summary>
public sealed class TemplateService(IDbContextFactory<StudyDbContext> contexts, StudyFeed feed, TimeProvider clock)
{
    /// <summary>Most templates of one person.</summary>
    public const int MaxOwn = 200;

    /// <summary>All of them, own ones first.</summary>
    public async Task<IReadOnlyList<TemplateEntry>> ListAsync(int personId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var own = await context.Set<PlanTemplate>().AsNoTracking().Where(t => t.OwnerId == personId && t.DeletedAt == null).OrderBy(t => t.Title).ThenBy(t => t.Id).ToListAsync(cancellationToken);
        return [.. own.Select(t => new TemplateEntry(KeyOf(t), t.Content, IsOwn: true)),
            .. BuiltInPlans.All.OrderBy(t => t.Value.Title, StringComparer.CurrentCulture).Select(t => new TemplateEntry(t.Key, t.Value, IsOwn: false))];
    }

    /// <summary>One of them by its key; null when there is none or it is another's.</summary>
    public async Task<PlanContent?> FindAsync(int personId, string key, CancellationToken cancellationToken)
    {
        if (BuiltInPlans.All.TryGetValue(key, out var builtIn))
        {
            return builtIn;
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await OwnAsync(context, personId, key, cancellationToken) is { DeletedAt: null } own ? own.Content : null;
    }

    /// <summary>Keeps a plan as a template, without its target day.</summary>
    /// <returns>Its key.</returns>
    public async Task<Outcome<string>> AddAsync(int personId, PlanContent? content, CancellationToken cancellationToken)
    {
        var whole = PlanChecks.Check(content);
        if (whole.Refusal is { } refusal)
        {
            return refusal;
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(personId, cancellationToken);
        if (await context.Set<PlanTemplate>().CountAsync(t => t.OwnerId == personId && t.DeletedAt == null, cancellationToken) >= MaxOwn)
        {
            return Refusal.Conflict(PlanTexts.Refused_TooManyTemplates.With(MaxOwn));
        }
        var template = new PlanTemplate(personId, whole.Value, clock.NowUtc());
        context.Add(template);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(personId, FeedTopic.Plans);
        return KeyOf(template);
    }

    public Task<Refusal?> DeleteAsync(int personId, string key, CancellationToken cancellationToken) =>
        ChangeAsync(personId, key, isDeleted: false, t => t.Delete(clock.NowUtc()), cancellationToken);

    public Task<Refusal?> RestoreAsync(int personId, string key, CancellationToken cancellationToken) =>
        ChangeAsync(personId, key, isDeleted: true, t => t.Restore(), cancellationToken);

    private async Task<Refusal?> ChangeAsync(int personId, string key, bool isDeleted, Action<PlanTemplate> change, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(personId, cancellationToken);
        if (await OwnAsync(context, personId, key, cancellationToken) is not { } template || template.DeletedAt is not null != isDeleted)
        {
            return Refusal.NotFound(PlanTexts.Refused_NoTemplate);
        }
        change(template);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(personId, FeedTopic.Plans);
        return null;
    }

    private static async Task<PlanTemplate?> OwnAsync(StudyDbContext context, int personId, string key, CancellationToken cancellationToken) =>
        int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? await context.Set<PlanTemplate>().SingleOrDefaultAsync(t => t.Id == id && t.OwnerId == personId, cancellationToken) : null;

    private static string KeyOf(PlanTemplate template) => template.Id.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A template that a person can begin with.</summary>
/// <param name="Key">The name of a built-in one, or the id of an own one.</param>
/// <param name="Content">What is in it.</param>
/// <param name="IsOwn">Whether the person keeps it.</param>
public sealed record TemplateEntry(string Key, PlanContent Content, bool IsOwn);
