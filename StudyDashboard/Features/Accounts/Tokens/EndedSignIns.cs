using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using StudyDashboard.Data;

namespace StudyDashboard.Features.Accounts.Tokens;

/// <summary>
/// Sign-ins of programs that were ended before their tokens expire. They stand among what Identity keeps for the person, each until the
/// last refresh token of it has expired by itself.
/// </summary>
internal sealed class EndedSignIns(IDbContextFactory<StudyDbContext> contexts, IOptionsMonitor<BearerTokenOptions> options, TimeProvider clock)
{
    private const string Provider = "StudyDashboard.SignedOut";

    /// <summary>Ends a sign-in with all its tokens; doing it again changes nothing.</summary>
    public async Task EndAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        var (person, signIn) = KeyOf(principal);
        var now = clock.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(person, cancellationToken);
        var ended = await context.UserTokens.Where(t => t.UserId == person && t.LoginProvider == Provider).ToListAsync(cancellationToken);
        context.RemoveRange(ended.Where(t => DateTimeOffset.Parse(t.Value!, CultureInfo.InvariantCulture) <= now));
        if (ended.TrueForAll(t => t.Name != signIn) && await context.Users.AnyAsync(p => p.Id == person, cancellationToken))
        {
            var until = now + options.Get(IdentityConstants.BearerScheme).RefreshTokenExpiration;
            context.Add(new IdentityUserToken<int> { UserId = person, LoginProvider = Provider, Name = signIn, Value = until.ToString("O", CultureInfo.InvariantCulture) });
        }
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Whether a sign-in was ended.</summary>
    public async Task<bool> HasAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        var (person, signIn) = KeyOf(principal);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.UserTokens.AnyAsync(t => t.UserId == person && t.LoginProvider == Provider && t.Name == signIn, cancellationToken);
    }

    private static (int Person, string SignIn) KeyOf(ClaimsPrincipal principal) => (CurrentPerson.IdOf(principal) ?? 0, principal.FindFirstValue(SignIns.IdClaim) ?? "");
}
