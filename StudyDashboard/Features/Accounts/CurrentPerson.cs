using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;

namespace StudyDashboard.Features.Accounts;

/// <summary>Who the circuit or the page request belongs to.</summary>
public sealed class CurrentPerson(AuthenticationStateProvider authentication, ProfileService profiles)
{
    private Task<Profile?>? _profile;

    /// <summary>The signed-in person's id, or null.</summary>
    public async Task<int?> IdAsync() => IdOf((await authentication.GetAuthenticationStateAsync()).User);

    /// <summary>The signed-in person as the page request or circuit began, read once for all that ask; null when there is none.</summary>
    public Task<Profile?> ProfileAsync(CancellationToken cancellationToken) => _profile ??= ReadAsync(cancellationToken);

    /// <summary>The id in a principal, or null.</summary>
    public static int? IdOf(ClaimsPrincipal user) =>
        int.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    private async Task<Profile?> ReadAsync(CancellationToken cancellationToken) =>
        await IdAsync() is { } id ? await profiles.GetAsync(id, cancellationToken) : null;
}
