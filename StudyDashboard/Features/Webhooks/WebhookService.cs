using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Tokens;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Webhooks;

/// <summary>What a person does with their webhooks.</summary>
public sealed class WebhookService(IDbContextFactory<StudyDbContext> contexts, WebhookOptions options, SecretBox secrets, TimeProvider clock)
{
    /// <summary>Most webhooks of a person.</summary>
    public const int MaxWebhooks = 20;

    /// <summary>How every secret begins.</summary>
    public const string Prefix = "sdwh_";

    /// <summary>What the stored secrets are encrypted for.</summary>
    internal const string Purpose = "StudyDashboard.Webhooks";

    /// <summary>A person's webhooks, newest first.</summary>
    public async Task<IReadOnlyList<WebhookView>> ListAsync(int personId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var webhooks = await context.Set<Webhook>().AsNoTracking().Where(w => w.PersonId == personId && w.DeletedAt == null).OrderByDescending(w => w.Id).ToListAsync(cancellationToken);
        return [.. webhooks.Select(WebhookView.Of)];
    }

    /// <summary>One of a person's webhooks, or null.</summary>
    public async Task<WebhookView?> FindAsync(int personId, int webhookId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<Webhook>().AsNoTracking().SingleOrDefaultAsync(w => w.Id == webhookId && w.PersonId == personId && w.DeletedAt == null, cancellationToken) is { } found
            ? WebhookView.Of(found) : null;
    }

    /// <summary>Makes a webhook. Its secret is in the answer and can never be read again.</summary>
    public async Task<Outcome<NewWebhook>> CreateAsync(int personId, WebhookDraft draft, bool active, CancellationToken cancellationToken)
    {
        if (draft.Check(options) is { } refused)
        {
            return refused;
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(personId, cancellationToken);
        if (await context.Set<Webhook>().CountAsync(w => w.PersonId == personId && w.DeletedAt == null, cancellationToken) >= MaxWebhooks)
        {
            return Refusal.Conflict(WebhookTexts.Refused_TooMany.With(MaxWebhooks));
        }
        var secret = TokenSecret.New(Prefix);
        var webhook = new Webhook(personId, secrets.Close(Purpose, secret), clock.NowUtc());
        webhook.Describe(draft.Name.Trim(), draft.Url.Trim(), draft.Events);
        if (!active)
        {
            webhook.Pause(clock.NowUtc());
        }
        context.Add(webhook);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new NewWebhook(secret, WebhookView.Of(webhook));
    }

    /// <summary>Changes what is sent, where, and whether. What is null stays; resuming also ends that the server switched it off.</summary>
    public Task<Outcome<WebhookView>> ChangeAsync(int personId, int webhookId, int? version, WebhookChange change, CancellationToken cancellationToken) =>
        ChangeAsync(personId, webhookId, version, false, webhook =>
        {
            var draft = new WebhookDraft(change.Name ?? webhook.Name, change.Url ?? webhook.Url, change.Events ?? webhook.Events);
            if (draft.Check(options) is { } refused)
            {
                return refused;
            }
            webhook.Describe(draft.Name.Trim(), draft.Url.Trim(), draft.Events);
            if (change.Active == true)
            {
                webhook.Resume();
            }
            else if (change.Active == false)
            {
                webhook.Pause(clock.NowUtc());
            }
            return null;
        }, cancellationToken);

    /// <summary>Deletes a webhook: nothing is sent to it any more. It can be restored for 30 days.</summary>
    public async Task<Refusal?> DeleteAsync(int personId, int webhookId, int? version, CancellationToken cancellationToken) =>
        (await ChangeAsync(personId, webhookId, version, false, webhook =>
        {
            webhook.Delete(clock.NowUtc());
            return null;
        }, cancellationToken)).Refusal;

    /// <summary>Takes a deletion back.</summary>
    public async Task<Refusal?> RestoreAsync(int personId, int webhookId, CancellationToken cancellationToken) =>
        (await ChangeAsync(personId, webhookId, null, true, webhook =>
        {
            webhook.Restore();
            return null;
        }, cancellationToken)).Refusal;

    private async Task<Outcome<WebhookView>> ChangeAsync(
        int personId, int webhookId, int? version, bool deleted, Func<Webhook, Refusal?> change, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(personId, cancellationToken);
        var webhook = await context.Set<Webhook>().SingleOrDefaultAsync(w => w.Id == webhookId && w.PersonId == personId && (w.DeletedAt != null) == deleted, cancellationToken);
        if (webhook is null)
        {
            return Refusal.NotFound(WebhookTexts.Refused_NotThere);
        }
        if (version is { } asked && asked != webhook.Version)
        {
            return Refusal.Stale(WebhookTexts.Stale);
        }
        if (change(webhook) is { } refused)
        {
            return refused;
        }
        webhook.CountVersion();
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return WebhookView.Of(webhook);
    }
}

/// <summary>What of a webhook is to change; null stays.</summary>
public sealed record WebhookChange(string? Name = null, string? Url = null, IReadOnlyCollection<WebhookEvent>? Events = null, bool? Active = null);
