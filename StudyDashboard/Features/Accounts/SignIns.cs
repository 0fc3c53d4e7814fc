using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using StudyDashboard.Features.Accounts.SignInList;
using StudyDashboard.Infrastructure.Cluster;

namespace StudyDashboard.Features.Accounts;

/// <summary>
/// Each sign-in has an id (<see cref="SignInClaims"/>), which a browser's cookie and its open pages carry, and a program's tokens, so that
/// signing out ends all of them at once and no other device's.
/// </summary>
internal sealed class SignIns
{
    public const string IdClaim = "sign_in";

    private const string Ended = "sign-in-ended";

    // A cookie is looked at in the database once a minute.
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(2);

    private readonly NodeNews? _nodes;
    private readonly TimeProvider _clock;

    /// <param name="nodes">The other nodes, where there are any: a page may be open there.</param>
    /// <param name="clock">The system's unless given.</param>
    public SignIns(NodeNews? nodes = null, TimeProvider? clock = null)
    {
        (_nodes, _clock) = (nodes, clock ?? TimeProvider.System);
        nodes?.Listen(Ended, EndHere);
    }

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Action?> _open = [];
    private readonly Dictionary<string, DateTimeOffset> _ended = [];

    /// <summary>Calls <paramref name="ended"/> when the sign-in ends, until disposed.</summary>
    public IDisposable Watch(string id, Action ended)
    {
        lock (_gate)
        {
            _open[id] = _open.GetValueOrDefault(id) + ended;
        }
        return new Watcher(this, id, ended);
    }

    /// <summary>Whether a sign-in ended a moment ago, so that its cookie opens nothing until it is looked up.</summary>
    public bool HasEnded(ClaimsPrincipal principal)
    {
        lock (_gate)
        {
            return principal.FindFirstValue(IdClaim) is { } id && _ended.ContainsKey(id);
        }
    }

    /// <summary>Ends a sign-in on all its open pages.</summary>
    public void End(string? id)
    {
        if (id is not null)
        {
            EndHere(id);
            _nodes?.Tell(Ended, id);
        }
    }

    private void EndHere(string id)
    {
        Action? pages;
        lock (_gate)
        {
            _open.Remove(id, out pages);
            var now = _clock.GetUtcNow();
            foreach (var (past, _) in _ended.Where(e => now - e.Value > Remembered).ToList())
            {
                _ended.Remove(past);
            }
            _ended[id] = now;
        }
        pages?.Invoke();
    }

    /// <summary>The cookie is made anew now and then; it stays the same sign-in.</summary>
    public static Task KeepAsync(SecurityStampRefreshingPrincipalContext context)
    {
        if (context is { NewPrincipal: { } made, CurrentPrincipal: { } current })
        {
            Keep(made, current);
        }
        return Task.CompletedTask;
    }

    /// <summary>Gives a principal the sign-in of another one.</summary>
    public static ClaimsPrincipal Keep(ClaimsPrincipal made, ClaimsPrincipal current)
    {
        if (made.Identity is ClaimsIdentity identity)
        {
            foreach (var held in new[] { IdClaim, SignInTerm.SinceClaim }.Select(current.FindFirst).OfType<Claim>())
            {
                identity.TryRemoveClaim(identity.FindFirst(held.Type));
                identity.AddClaim(held);
            }
        }
        return made;
    }

    private sealed record Watcher(SignIns SignIns, string Id, Action Ended) : IDisposable
    {
        public void Dispose()
        {
            lock (SignIns._gate)
            {
                if (SignIns._open.TryGetValue(Id, out var pages))
                {
                    pages -= Ended;
                    if (pages is null)
                    {
                        SignIns._open.Remove(Id);
                    }
                    else
                    {
                        SignIns._open[Id] = pages;
                    }
                }
            }
        }
    }
}
