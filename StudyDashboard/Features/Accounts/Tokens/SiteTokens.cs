using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Accounts.Tokens;

/// <summary>Makes, lists, checks and revokes tokens of the whole site.</summary>
public sealed class SiteTokens(IDbContextFactory<StudyDbContext> contexts, TimeProvider clock)
{
    /// <summary>How every secret of the site begins; a personal one begins with <see cref="TokenService.Prefix"/> alone.</summary>
    public const string Prefix = $"{TokenService.Prefix}site_";

    /// <summary>Makes a token. The secret is in the answer and nowhere else.</summary>
    public async Task<Outcome<NewSiteToken>> CreateAsync(string name, CancellationToken cancellationToken)
    {
        name = name.Trim();
        if (name.Length is 0 or > ApiToken.MaxName)
        {
            return Refusal.Invalid(new FieldError("name", TokenTexts.Refused_Name.With(ApiToken.MaxName)));
        }
        var secret = TokenSecret.New(Prefix);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(WriteTransactions.NoStudent, cancellationToken);
        if (await context.Set<SiteToken>().CountAsync(t => t.RevokedAt == null, cancellationToken) >= TokenService.MaxTokens)
        {
            return Refusal.Conflict(TokenTexts.Refused_TooMany.With(TokenService.MaxTokens));
        }
        var token = new SiteToken(name, TokenSecret.HashOf(secret), clock.NowUtc());
        context.Add(token);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new NewSiteToken(secret, SiteTokenView.Of(token));
    }

    /// <summary>Those that are not revoked, newest first.</summary>
    public async Task<IReadOnlyList<SiteTokenView>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var tokens = await context.Set<SiteToken>().AsNoTracking().Where(t => t.RevokedAt == null).OrderByDescending(t => t.Id).ToListAsync(cancellationToken);
        return [.. tokens.Select(SiteTokenView.Of)];
    }

    /// <summary>Ends a token's validity at once.</summary>
    public Task<Refusal?> RevokeAsync(int tokenId, CancellationToken cancellationToken) =>
        ChangeAsync(tokenId, token => token.Revoke(clock.NowUtc()), cancellationToken);

    /// <summary>Takes a revocation back.</summary>
    public Task<Refusal?> ReinstateAsync(int tokenId, CancellationToken cancellationToken) =>
        ChangeAsync(tokenId, token => token.Reinstate(), cancellationToken);

    /// <summary>The token of a secret, when it is valid. Notes its use, once a minute.</summary>
    public async Task<SiteTokenView?> CheckAsync(string secret, CancellationToken cancellationToken)
    {
        var (now, hash) = (clock.NowUtc(), TokenSecret.HashOf(secret));
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Set<SiteToken>().AsNoTracking().SingleOrDefaultAsync(t => t.Hash == hash && t.RevokedAt == null, cancellationToken) is not { } token)
        {
            return null;
        }
        if (token.LastUsedAt is null || now - token.LastUsedAt >= TimeSpan.FromMinutes(1))
        {
            try
            {
                await ChangeAsync(token.Id, used => used.Use(now), cancellationToken);
            }
            catch (Exception failure) when (failure is DbException or DbUpdateException)
            {
                // The disk is full: whoever uses the token hears of it where it matters.
            }
        }
        return SiteTokenView.Of(token);
    }

    private async Task<Refusal?> ChangeAsync(int tokenId, Action<SiteToken> change, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(WriteTransactions.NoStudent, cancellationToken);
        if (await context.Set<SiteToken>().SingleOrDefaultAsync(t => t.Id == tokenId, cancellationToken) is not { } token)
        {
            return Refusal.NotFound(TokenTexts.Refused_NotThere);
        }
        change(token);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }
}

/// <summary>A token of the site without its secret.</summary>
public sealed record SiteTokenView(int Id, string Name, DateTime CreatedAt, DateTime? LastUsedAt)
{
    internal static SiteTokenView Of(SiteToken token) => new(token.Id, token.Name, token.CreatedAt, token.LastUsedAt);
}

/// <summary>A token of the site just made.</summary>
/// <param name="Secret">What a program sends. It can never be read again.</param>
/// <param name="Token">The rest.</param>
public sealed record NewSiteToken(string Secret, SiteTokenView Token);
