using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using StudyDashboard.Data;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Accounts.SignInList;

/// <summary>
/// The sign-ins of a person that can still be used. Each stands among what Identity keeps for the person, beside those that were ended, from
/// its first request on; its use is noted once an hour.
/// </summary>
internal sealed class KnownSignIns(
    IDbContextFactory<StudyDbContext> contexts, IServiceScopeFactory scopes, EndedSignIns ended, SignIns open, SignInTerm term, IOptions<IdentityOptions> identity, TimeProvider clock)
{
    /// <summary>Whose rows they are among those of Identity.</summary>
    public const string Provider = "StudyDashboard.SignedIn";

    // A program that signs in again and again, instead of refreshing, does not make the list endless.
    private const int Most = 200;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, DateTime> _noted = new(StringComparer.Ordinal);

    /// <summary>Notes that a sign-in is used: once an hour in the database, otherwise at the cost of a look into memory.</summary>
    public async Task NoteUseAsync(ClaimsPrincipal principal, string? userAgent, bool isProgram)
    {
        var now = clock.NowUtc();
        if (EndedSignIns.KeyOf(principal) is not var (person, id) || principal.FindFirstValue(identity.Value.ClaimsIdentity.SecurityStampClaimType) is not { } stamp || !Claim(id, now))
        {
            return;
        }
        var (browser, system) = BrowserName.Of(userAgent);
        try
        {
            await WriteAsync(person, id, new KeptSignIn(SignInTerm.SinceOf(principal) ?? now, now, browser, system, isProgram, stamp));
        }
        catch (Exception failure) when (failure is DbException or DbUpdateException)
        {
            // The disk is full: what is asked for may be to read, which goes on without the note.
        }
    }

    /// <summary>Those of a person, the last used first.</summary>
    /// <param name="personId">Whose.</param>
    /// <param name="current">The id of the one that asks.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<SignInView>> ListAsync(int personId, string? current, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var stamp = await context.Users.Where(p => p.Id == personId).Select(p => p.SecurityStamp).SingleOrDefaultAsync(cancellationToken);
        var rows = await context.UserTokens.AsNoTracking().Where(t => t.UserId == personId && t.LoginProvider == Provider).ToListAsync(cancellationToken);
        return [.. rows.Select(row => (Id: row.Name, Kept: Read(row))).Where(s => IsLive(s.Kept, stamp)).OrderByDescending(s => s.Id == current).ThenByDescending(s => s.Kept.LastUsed)
            .Select(s => new SignInView(s.Id, s.Kept.Since, s.Kept.LastUsed, NameOf(s.Kept), s.Id == current))];
    }

    /// <summary>Ends sign-ins of a person, who gives the password for it: at once, on their open pages too.</summary>
    public async Task<Refusal?> EndAsync(int personId, IReadOnlyCollection<string> ids, string? password, CancellationToken cancellationToken)
    {
        await using (var scope = scopes.CreateAsyncScope())
        {
            if (await scope.ServiceProvider.GetRequiredService<PasswordService>().ProveAsync(personId, password) is { } refusal)
            {
                return refusal;
            }
        }
        // Of this person's own, so that nobody's id is good for anybody else.
        var own = (await ListAsync(personId, null, cancellationToken)).Select(s => s.Id).Intersect(ids).ToList();
        await ended.EndAsync(personId, own, cancellationToken);
        foreach (var id in own)
        {
            open.End(id);
        }
        return null;
    }

    /// <summary>Of requests that come at once, one writes.</summary>
    private bool Claim(string id, DateTime now) =>
        _noted.TryGetValue(id, out var last) ? now - last >= Hour && _noted.TryUpdate(id, now, last) : _noted.TryAdd(id, now);

    private async Task WriteAsync(int person, string id, KeptSignIn used)
    {
        foreach (var (past, _) in _noted.Where(n => used.LastUsed - n.Value >= Hour))
        {
            _noted.TryRemove(past, out _);
        }
        // Not ended with the request: it is written once an hour only.
        await using var context = await contexts.CreateDbContextAsync(CancellationToken.None);
        await using var transaction = await context.BeginWriteAsync(person, CancellationToken.None);
        var stamp = await context.Users.Where(p => p.Id == person).Select(p => p.SecurityStamp).SingleOrDefaultAsync(CancellationToken.None);
        if (stamp != used.Stamp || await context.HasEndedAsync(person, id, CancellationToken.None))
        {
            return;
        }
        var rows = await context.UserTokens.Where(t => t.UserId == person && t.LoginProvider == Provider).ToListAsync(CancellationToken.None);
        var others = rows.Where(r => r.Name != id).OrderByDescending(r => Read(r).LastUsed).ToList();
        context.RemoveRange(others.Where((row, i) => i >= Most - 1 || !IsLive(Read(row), stamp)));
        if (rows.Find(r => r.Name == id) is not { } mine)
        {
            context.Add(mine = new IdentityUserToken<int> { UserId = person, LoginProvider = Provider, Name = id });
        }
        mine.Value = JsonSerializer.Serialize(used, Json.Stored);
        await context.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }

    private bool IsLive(KeptSignIn kept, string? stamp) => kept.Stamp == stamp && !term.IsOver(kept.Since) && clock.NowUtc() - kept.LastUsed < EndedSignIns.Lifetime + Hour;

    private static KeptSignIn Read(IdentityUserToken<int> row) => JsonSerializer.Deserialize<KeptSignIn>(row.Value!, Json.Stored)!;

    private static string NameOf(KeptSignIn kept) => kept.IsProgram ? SignInListTexts.Program
        : (kept.Browser, kept.System) switch
        {
            ({ } browser, { } system) => SignInListTexts.BrowserOn.With(browser, system),
            var (browser, system) => browser ?? system ?? SignInListTexts.Unknown,
        };
}
