using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;

namespace StudyDashboard.Features.Accounts;

/// <summary>
/// Sign-ins of browsers and programs that were ended before they expire: a copy of the cookie or of a token that someone kept opens nothing
/// any more. They stand among what Identity keeps for the person, each for as long as it could have been used.
/// </summary>
internal sealed class EndedSignIns(IDbContextFactory<StudyDbContext> contexts, TimeProvider clock)
{
    /// <summary>How long a cookie holds that is not used; a program's refresh token holds for less.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    private const string Provider = "StudyDashboard.SignedOut";

    /// <summary>Ends a sign-in with its cookie or all its tokens; doing it again changes nothing.</summary>
    public async Task EndAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (KeyOf(principal) is not var (person, signIn))
        {
            return;
        }
        var now = clock.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(person, cancellationToken);
        var ended = await context.UserTokens.Where(t => t.UserId == person && t.LoginProvider == Provider).ToListAsync(cancellationToken);
        context.RemoveRange(ended.Where(t => DateTimeOffset.Parse(t.Value!, CultureInfo.InvariantCulture) <= now));
        if (ended.TrueForAll(t => t.Name != signIn) && await context.Users.AnyAsync(p => p.Id == person, cancellationToken))
        {
            context.Add(new IdentityUserToken<int> { UserId = person, LoginProvider = Provider, Name = signIn, Value = (now + Lifetime).ToString("O", CultureInfo.InvariantCulture) });
        }
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
        return await context.UserTokens.AnyAsync(t => t.UserId == person && t.LoginProvider == Provider && t.Name == signIn, cancellationToken);
    }

    /// <summary>Looks at a cookie as the framework does, and each time it looks at the person (once a minute), at this as well.</summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        await SecurityStampValidator.ValidatePrincipalAsync(context);
        if (context is { ShouldRenew: true, Principal: { } user }
            && await context.HttpContext.RequestServices.GetRequiredService<EndedSignIns>().HasAsync(user, context.HttpContext.RequestAborted))
        {
            context.RejectPrincipal();
        }
    }

    private static (int Person, string SignIn)? KeyOf(ClaimsPrincipal principal) =>
        CurrentPerson.IdOf(principal) is { } person && principal.FindFirstValue(SignIns.IdClaim) is { } signIn ? (person, signIn) : null;
}
