using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Accounts.Invitations;

/// <summary>Makes, lists, revokes and accepts invitations.</summary>
public sealed class InvitationService(IServiceScopeFactory scopes, IDbContextFactory<StudyDbContext> contexts, TimeProvider clock)
{
    /// <summary>Makes an invitation.</summary>
    /// <param name="createdById">Who invites; the caller has checked that they may.</param>
    /// <param name="role">One of <see cref="Roles.All"/>.</param>
    /// <param name="claimsPersonId">A person without an account who is to be claimed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The secret of the link, which is not stored and not shown again.</returns>
    public async Task<Outcome<string>> CreateAsync(int createdById, string role, int? claimsPersonId, CancellationToken cancellationToken)
    {
        if (!Roles.All.Contains(role))
        {
            return Refusal.Invalid(new FieldError("role", PeopleTexts.Refused_Role));
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(createdById, cancellationToken);
        if (claimsPersonId is { } claimed && !await context.Users.AnyAsync(p => p.Id == claimed && p.PasswordHash == null, cancellationToken))
        {
            return Refusal.Conflict(PeopleTexts.Refused_Claimed);
        }
        var secret = LinkSecret.NewLink();
        context.Add(new Invitation(secret, role, createdById, claimsPersonId, clock.NowUtc()));
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return secret;
    }

    /// <summary>The open invitations, newest first.</summary>
    public async Task<IReadOnlyList<OpenInvitation>> OpenAsync(CancellationToken cancellationToken)
    {
        var now = clock.NowUtc();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<Invitation>().Where(i => i.UsedAt == null && i.RevokedAt == null && i.ExpiresAt > now)
            .OrderByDescending(i => i.Id)
            .Select(i => new OpenInvitation(
                i.Id, i.Role, i.ExpiresAt, context.Users.Where(p => p.Id == i.ClaimsPersonId).Select(p => p.DisplayName).FirstOrDefault()))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Ends an invitation before its time.</summary>
    public async Task<Refusal?> RevokeAsync(int id, CancellationToken cancellationToken)
    {
        var now = clock.NowUtc();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var revoked = await context.Set<Invitation>().Where(i => i.Id == id && i.UsedAt == null && i.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.RevokedAt, now), cancellationToken);
        return revoked == 0 ? Refusal.NotFound(PeopleTexts.Refused_Invitation) : null;
    }

    /// <summary>What a link offers, or null if it is used, revoked, too old or unknown: from outside these look the same.</summary>
    public async Task<OfferedInvitation?> FindAsync(string? secret, CancellationToken cancellationToken)
    {
        var (hash, now) = (LinkSecret.HashOf(secret), clock.NowUtc());
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<Invitation>().Where(i => i.SecretHash == hash && i.UsedAt == null && i.RevokedAt == null && i.ExpiresAt > now)
            .Select(i => new OfferedInvitation(i.Role, context.Users.Where(p => p.Id == i.ClaimsPersonId).Select(p => p.DisplayName).FirstOrDefault()))
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Makes the account of the invitation, or gives the waiting person their address and password.</summary>
    public async Task<Outcome<Person>> AcceptAsync(string? secret, NewAccount account, CancellationToken cancellationToken)
    {
        var (hash, now) = (LinkSecret.HashOf(secret), clock.NowUtc());
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<StudyDbContext>();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var draft = await people.DraftAccountAsync(account, now);
        if (draft.Refusal is not null)
        {
            return draft;
        }
        // Whoever comes second waits here and then finds the invitation used.
        await using var transaction = await context.BeginWriteAsync(0, cancellationToken);
        var invitation = await context.Set<Invitation>().SingleOrDefaultAsync(i => i.SecretHash == hash, cancellationToken);
        if (invitation?.IsOpen(now) != true)
        {
            return Refusal.NotFound(PeopleTexts.Refused_Invitation);
        }
        var made = invitation.ClaimsPersonId is { } claimed
            ? await people.ClaimAccountAsync(claimed, draft.Value)
            : await people.AddAccountAsync(draft.Value, [invitation.Role]);
        if (made.Refusal is null)
        {
            invitation.Use(now);
            await context.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        return made;
    }
}

internal static class InvitationQueries
{
    /// <summary>Ends what a person has handed out, on an open transaction: who may no longer invite has no way back in.</summary>
    public static Task RevokeInvitationsOfAsync(this StudyDbContext context, int personId, DateTime nowUtc, CancellationToken cancellationToken) =>
        context.Set<Invitation>().Where(i => i.CreatedById == personId && i.UsedAt == null && i.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.RevokedAt, nowUtc), cancellationToken);
}

/// <summary>An invitation that can still be used.</summary>
public sealed record OpenInvitation(int Id, string Role, DateTime ExpiresAt, string? Claims);

/// <summary>What the holder of a link is offered.</summary>
public sealed record OfferedInvitation(string Role, string? Claims);
