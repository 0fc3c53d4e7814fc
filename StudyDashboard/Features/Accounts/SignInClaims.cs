using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using StudyDashboard.Features.Accounts.SignInList;

namespace StudyDashboard.Features.Accounts;

/// <summary>Names each new sign-in, whichever way it is made, and says when it began.</summary>
internal sealed class SignInClaims(UserManager<Person> people, RoleManager<IdentityRole<int>> roles, IOptions<IdentityOptions> options, SignInTerm term)
    : UserClaimsPrincipalFactory<Person, IdentityRole<int>>(people, roles, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Person user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(SignIns.IdClaim, Guid.NewGuid().ToString("n")));
        identity.AddClaim(term.Begin());
        return identity;
    }
}
