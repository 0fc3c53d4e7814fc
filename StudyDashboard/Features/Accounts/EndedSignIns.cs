using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.SignInList;

namespace StudyDashboard.Features.Accounts;

/// <summary>
/// Sign-ins of browsers and programs that were ended before they expire: a copy of the cookie or of a token that someone kept opens nothing
/// any more. They stand among what Identity keeps for the person, each for as long as it could have been used.
/// </summary>
internal sealed class EndedSignIns(IDbContextFactory<StudyDbContext> contexts, TimeProvider clock)
{
    /// <summary>How long a cookie holds that is not used; a program's refresh token holds for less.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>Whose rows they are among those of Identity.</summary>
    public const string Provider = "StudyDashboard.SignedOut";

    /// <summary>Ends a sign-in with its cookie or all its tokens; doing it again changes nothing.</summary>
    public Task EndAsync(ClaimsPrincipal principal, CancellationToken cancellationToken) =>
        KeyOf(principal) is var (person, signIn) ? EndAsync(person, [signIn], cancellationToken) : Task.CompletedTask;

    /// <summary>The same for some of a person.</summary>
    public async Task EndAsync(int person, IReadOnlyCollection<string> signIns, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(person, cancellationToken);
        var ended = await context.UserTokens.Where(t => t.UserId == person && t.LoginProvider == Provider).ToListAsync(cancellationToken);
        context.RemoveRange(ended.Where(t => DateTimeOffset.Parse(t.Value!, CultureInfo.InvariantCulture) <= now));
        if (await context.Users.AnyAsync(p => p.Id == person, cancellationToken))
        {
            context.AddRange(signIns.Except(ended.Select(t => t.Name)).Select(signIn => new IdentityUserToken<int>
            {
                UserId = person, LoginProvider = Provider, Name = signIn, Value = (now + Lifetime).ToString("O", CultureInfo.InvariantCulture),
            }));
        }
        context.RemoveRange(await context.UserTokens.Where(t => t.UserId == person && t.LoginProvider == KnownSignIns.Provider && signIns.Contains(t.Name)).ToListAsync(cancellationToken));
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Whether a sign-in was ended.</summary>
    public async Task<bool> HasAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (KeyOf(principal) is not var (person, signIn))
        {
            return false;
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.HasEndedAsync(person, signIn, cancellationToken);
    }

    /// <summary>
    /// Looks at a cookie as the framework does, and each time it looks at the person (once a minute), at this as well; at each request, whether
    /// it has lasted for too long or ended just now.
    /// </summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        if (context.Principal is { } held && (services.GetRequiredService<SignInTerm>().IsOver(held) || services.GetRequiredService<SignIns>().HasEnded(held)))
        {
            context.RejectPrincipal();
            return;
        }
        await SecurityStampValidator.ValidatePrincipalAsync(context);
        if (context is { ShouldRenew: true, Principal: { } user } && await services.GetRequiredService<EndedSignIns>().HasAsync(user, context.HttpContext.RequestAborted))
        {
            context.RejectPrincipal();
        }
        if (context.Principal is { } signedIn)
        {
            await services.GetRequiredService<KnownSignIns>().NoteUseAsync(signedIn, context.HttpContext.Request.Headers.UserAgent, isProgram: false);
        }
    }

    /// <summary>Whose sign-in a principal is, and which; null when it names none.</summary>
    public static (int Person, string SignIn)? KeyOf(ClaimsPrincipal principal) =>
        CurrentPerson.IdOf(principal) is { } person && principal.FindFirstValue(SignIns.IdClaim) is { } signIn ? (person, signIn) : null;
}

internal static class EndedSignInQueries
{
    /// <summary>Whether a sign-in was ended.</summary>
    public static Task<bool> HasEndedAsync(this StudyDbContext context, int person, string signIn, CancellationToken cancellationToken) =>
        context.UserTokens.AnyAsync(t => t.UserId == person && t.LoginProvider == EndedSignIns.Provider && t.Name == signIn, cancellationToken);
}
