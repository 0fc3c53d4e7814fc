using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using StudyDashboard.Features.Accounts.SignInList;

namespace StudyDashboard.Features.Accounts;

/// <summary>
/// Ends an open page when its browser signs out, and looks every minute whether it still belongs to someone who may be signed in: not
/// deleted, locked or changed, and not signed in for longer than one may.
/// </summary>
internal sealed class CircuitCheck : RevalidatingServerAuthenticationStateProvider
{
    private readonly IServiceScopeFactory _scopes;
    private readonly SignIns _signIns;
    private readonly SignInTerm _term;
    private IDisposable? _watch;

    public CircuitCheck(ILoggerFactory loggers, IServiceScopeFactory scopes, SignIns signIns, SignInTerm term)
        : base(loggers)
    {
        (_scopes, _signIns, _term) = (scopes, signIns, term);
        AuthenticationStateChanged += WatchAsync;
    }

    protected override TimeSpan RevalidationInterval { get; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether a page that was opened by this sign-in may stay open.</summary>
    internal async Task<bool> MayStayAsync(ClaimsPrincipal user)
    {
        await using var scope = _scopes.CreateAsyncScope();
        return !_term.IsOver(user) && await scope.ServiceProvider.GetRequiredService<SignInManager<Person>>().ValidateSecurityStampAsync(user) is not null;
    }

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        MayStayAsync(authenticationState.User);

    protected override void Dispose(bool disposing)
    {
        _watch?.Dispose();
        base.Dispose(disposing);
    }

    private async void WatchAsync(Task<AuthenticationState> state)
    {
        var id = (await state).User.FindFirstValue(SignIns.IdClaim);
        _watch?.Dispose();
        _watch = id is null ? null : _signIns.Watch(id, End);
    }

    private void End() => SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));
}
