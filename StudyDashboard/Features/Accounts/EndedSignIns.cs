using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace StudyDashboard.Features.Accounts;

/// <summary>
/// The sign-ins of a person that were ended by signing out, for as long as a cookie holds: a copy of the cookie that someone kept opens
/// nothing any more. Looked at once a minute, with all else that a sign-in depends on.
/// </summary>
internal sealed class EndedSignIns(UserManager<Person> people, TimeProvider clock)
{
    /// <summary>How long a cookie holds that is not used.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    private const string Owner = "sign_in";
    private const string Ended = "ended";

    /// <summary>Notes the end of a sign-in.</summary>
    public async Task AddAsync(ClaimsPrincipal user)
    {
        if (user.FindFirstValue(SignIns.IdClaim) is not { } id || await people.GetUserAsync(user) is not { } person)
        {
            return;
        }
        var oldest = (clock.GetUtcNow() - Lifetime).ToUnixTimeSeconds();
        var ended = (await ReadAsync(person)).Where(e => long.Parse(e.Split(':')[1], CultureInfo.InvariantCulture) > oldest)
            .Append(string.Create(CultureInfo.InvariantCulture, $"{id}:{clock.GetUtcNow().ToUnixTimeSeconds()}"));
        try
        {
            await people.SetAuthenticationTokenAsync(person, Owner, Ended, string.Join(' ', ended));
        }
        catch (DbUpdateException)
        {
            // Two of a person's sign-ins end for the first time at the same moment: one is noted, both browsers let go of their cookie.
        }
    }

    /// <summary>Looks at a cookie as the framework does, and each time it looks at the person, at this as well.</summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        await SecurityStampValidator.ValidatePrincipalAsync(context);
        if (context is { ShouldRenew: true, Principal: { } user } && await context.HttpContext.RequestServices.GetRequiredService<EndedSignIns>().HasAsync(user))
        {
            context.RejectPrincipal();
        }
    }

    private async Task<bool> HasAsync(ClaimsPrincipal user) =>
        user.FindFirstValue(SignIns.IdClaim) is { } id && await people.GetUserAsync(user) is { } person
        && (await ReadAsync(person)).Any(e => e.StartsWith(id, StringComparison.Ordinal));

    private async Task<IEnumerable<string>> ReadAsync(Person person) =>
        (await people.GetAuthenticationTokenAsync(person, Owner, Ended))?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
