using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Invitations;
using StudyDashboard.Features.Accounts.SecondStep;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Accounts.Admin;

/// <summary>What an admin does with accounts. It reads no study data at all.</summary>
public sealed class PeopleAdmin(IServiceScopeFactory scopes, IDbContextFactory<StudyDbContext> contexts, StudyFeed feed, TimeProvider clock)
{
    /// <summary>Everyone, by name.</summary>
    public async Task<IReadOnlyList<PersonRow>> AllAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var people = await context.Users.AsNoTracking().OrderBy(p => p.DisplayName).ThenBy(p => p.Id)
            .Select(p => new
            {
                p.Id, p.DisplayName, p.Email, p.CreatedAt, p.LockoutEnd, p.TwoFactorEnabled, Unclaimed = p.PasswordHash == null,
                Roles = context.UserRoles.Where(r => r.UserId == p.Id).Join(context.Roles, r => r.RoleId, r => r.Id, (_, r) => r.Name!).ToList(),
            }).ToListAsync(cancellationToken);
        return [.. people.Select(p => new PersonRow(p.Id, p.DisplayName, p.Email ?? "", p.Roles, p.CreatedAt, p.LockoutEnd > now, p.Unclaimed, p.TwoFactorEnabled))];
    }

    /// <summary>Gives or takes a role. The last admin stays one.</summary>
    public Task<Refusal?> SetRoleAsync(int personId, string role, bool holds, CancellationToken cancellationToken) => ChangeAsync(personId, async (people, context, person) =>
    {
        if (!Roles.All.Contains(role))
        {
            return Refusal.Invalid(new FieldError("role", PeopleTexts.Refused_Role));
        }
        if (!holds && role == Roles.Admin && await context.IsLastAdminAsync(personId, cancellationToken))
        {
            return Refusal.Conflict(PeopleTexts.Refused_LastAdmin);
        }
        if (await people.IsInRoleAsync(person, role) != holds)
        {
            await (holds ? people.AddToRoleAsync(person, role) : people.RemoveFromRoleAsync(person, role));
        }
        if (!holds && role is (Roles.Admin or Roles.Tutor))
        {
            await context.RevokeInvitationsOfAsync(personId, clock.NowUtc(), cancellationToken);
        }
        return null;
    }, cancellationToken);

    /// <summary>Locks a person out until unlocked, or lets them in again.</summary>
    public Task<Refusal?> SetLockedAsync(int personId, bool locked, CancellationToken cancellationToken) => ChangeAsync(personId, async (people, context, person) =>
    {
        if (locked && await context.IsLastAdminAsync(personId, cancellationToken))
        {
            return Refusal.Conflict(PeopleTexts.Refused_LastAdmin);
        }
        if (locked)
        {
            await context.RevokeInvitationsOfAsync(personId, clock.NowUtc(), cancellationToken);
        }
        await people.SetLockoutEnabledAsync(person, true);
        await people.SetLockoutEndDateAsync(person, locked ? DateTimeOffset.MaxValue : null);
        await people.ResetAccessFailedCountAsync(person);
        return null;
    }, cancellationToken);

    /// <summary>Lets a person in by the password alone who has lost app and recovery codes.</summary>
    public Task<Refusal?> SwitchOffSecondStepAsync(int personId, CancellationToken cancellationToken) => ChangeAsync(personId, async (people, _, person) =>
    {
        await people.SetTwoFactorEnabledAsync(person, false);
        await SecondStepSecrets.ForgetAsync(people, person);
        return null;
    }, cancellationToken);

    /// <summary>The code of a link with which the person sets a new password within a day; a new password, or a change of role or lock, ends it.</summary>
    public async Task<Outcome<string>> ResetCodeAsync(int personId)
    {
        await using var scope = scopes.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        return await people.FindByIdAsync(personId.ToString(CultureInfo.InvariantCulture)) is { IsUnclaimed: false } person
            ? await people.GeneratePasswordResetTokenAsync(person)
            : Refusal.NotFound(PeopleTexts.Refused_Student);
    }

    private async Task<Refusal?> ChangeAsync(
        int personId, Func<UserManager<Person>, StudyDbContext, Person, Task<Refusal?>> change, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var context = scope.ServiceProvider.GetRequiredService<StudyDbContext>();
        await using var transaction = await context.BeginWriteAsync(personId, cancellationToken);
        if (await people.FindByIdAsync(personId.ToString(CultureInfo.InvariantCulture)) is not { } person)
        {
            return Refusal.NotFound(PeopleTexts.Refused_Student);
        }
        if (await change(people, context, person) is { } refusal)
        {
            return refusal;
        }
        // Signs the person out everywhere, so that the cookies they hold do not outlive what they may.
        await people.UpdateSecurityStampAsync(person);
        await transaction.CommitAsync(cancellationToken);
        // Their open pages learn at once what they may; within a minute their sign-in is looked at and they end.
        feed.Publish(personId, FeedTopic.Profile);
        return null;
    }
}

/// <summary>A person as an admin sees them.</summary>
public sealed record PersonRow(int Id, string Name, string Email, IReadOnlyList<string> Roles, DateTime CreatedAt, bool IsLocked, bool IsUnclaimed, bool HasSecondStep);

internal static class AdminQueries
{
    /// <summary>Whether an end of a lockout is that of an admin's lock, and not of the minutes after failed attempts.</summary>
    public static bool IsLockedForGood(DateTimeOffset? lockoutEnd) => lockoutEnd >= DateTimeOffset.MaxValue.AddDays(-1);

    /// <summary>Whether nobody but this person administers the site and can sign in.</summary>
    public static async Task<bool> IsLastAdminAsync(this StudyDbContext context, int personId, CancellationToken cancellationToken)
    {
        var admins = context.UserRoles.Join(context.Roles.Where(r => r.Name == Roles.Admin), r => r.RoleId, r => r.Id, (r, _) => r.UserId);
        var others = await context.Users.Where(p => p.Id != personId && p.PasswordHash != null && admins.Contains(p.Id))
            .Select(p => p.LockoutEnd).ToListAsync(cancellationToken);
        return await admins.ContainsAsync(personId, cancellationToken) && others.All(IsLockedForGood);
    }
}
