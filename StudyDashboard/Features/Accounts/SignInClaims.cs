using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace StudyDashboard.Features.Accounts;

/// <summary>Names each new sign-in, whichever way it is made.</summary>
internal sealed class SignInClaims(UserManager<Person> people, RoleManager<IdentityRole<int>> roles, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<Person, IdentityRole<int>>(people, roles, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Person user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(SignIns.IdClaim, Guid.NewGuid().ToString("n")));
        return identity;
    }
}
