using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;

namespace StudyDashboard.Features.Accounts;

/// <summary>Who the circuit or the page request belongs to.</summary>
public sealed class CurrentPerson(AuthenticationStateProvider authentication)
{
    /// <summary>The signed-in person's id, or null.</summary>
    public async Task<int?> IdAsync() => IdOf((await authentication.GetAuthenticationStateAsync()).User);

    /// <summary>The id in a principal, or null.</summary>
    public static int? IdOf(ClaimsPrincipal user) =>
        int.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;
}
