using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Admin;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Accounts.Tokens;

/// <summary>Makes, lists, checks and revokes personal tokens.</summary>
public sealed class TokenService(IDbContextFactory<StudyDbContext> contexts, TimeProvider clock)
{
    /// <summary>How every secret begins, so that a person or a scanner knows what it is.</summary>
    public const string Prefix = "sd_";

    /// <summary>Most tokens of a person that are not revoked.</summary>
    public const int MaxTokens = 100;

    /// <summary>Makes a token. The secret is in the answer and nowhere else.</summary>
    public async Task<Outcome<NewToken>> CreateAsync(
        int personId, string name, IReadOnlyCollection<ApiScope> scopes, DateTime? expiresAt, CancellationToken cancellationToken)
    {
        var now = clock.NowUtc();
        name = name.Trim();
        var errors = new List<FieldError>();
        if (name.Length is 0 or > ApiToken.MaxName)
        {
            errors.Add(new FieldError("name", TokenTexts.Refused_Name.With(ApiToken.MaxName)));
        }
        if (scopes.Count == 0)
        {
            errors.Add(new FieldError("scopes", TokenTexts.Refused_Scopes.With(string.Join(", ", Words<ApiScope>.All))));
        }
        if (expiresAt <= now)
        {
            errors.Add(new FieldError("expires_at", TokenTexts.Refused_Expiry));
        }
        if (errors.Count > 0)
        {
            return Refusal.Invalid(errors);
        }
        var secret = TokenSecret.New(Prefix);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(personId, cancellationToken);
        if (await context.Set<ApiToken>().CountAsync(t => t.PersonId == personId && t.RevokedAt == null, cancellationToken) >= MaxTokens)
        {
            return Refusal.Conflict(TokenTexts.Refused_TooMany.With(MaxTokens));
        }
        var token = new ApiToken(personId, name, scopes, TokenSecret.HashOf(secret), now, expiresAt);
        context.Add(token);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new NewToken(secret, TokenView.Of(token));
    }

    /// <summary>A person's tokens that are not revoked, newest first.</summary>
    public async Task<IReadOnlyList<TokenView>> ListAsync(int personId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var tokens = await context.Set<ApiToken>().AsNoTracking()
            .Where(t => t.PersonId == personId && t.RevokedAt == null).OrderByDescending(t => t.Id)
            .ToListAsync(cancellationToken);
        return [.. tokens.Select(TokenView.Of)];
    }

    /// <summary>Ends a token's validity at once.</summary>
    public Task<Refusal?> RevokeAsync(int personId, int tokenId, CancellationToken cancellationToken) =>
        ChangeAsync(personId, tokenId, token => token.Revoke(clock.NowUtc()), cancellationToken);

    /// <summary>Takes a revocation back.</summary>
    public Task<Refusal?> ReinstateAsync(int personId, int tokenId, CancellationToken cancellationToken) =>
        ChangeAsync(personId, tokenId, token => token.Reinstate(), cancellationToken);

    private static readonly Func<StudyDbContext, string, IAsyncEnumerable<Found>> OfHash = ReadyQuery.Of((StudyDbContext context, string hash) =>
        context.Set<ApiToken>().AsNoTracking().Where(t => t.Hash == hash)
            .Join(context.Users, t => t.PersonId, p => p.Id, (t, p) => new Found { Token = t, LockoutEnd = p.LockoutEnd }));

    /// <summary>The token of a secret, when it is valid now. Notes its use, once a minute.</summary>
    public async Task<TokenView?> CheckAsync(string secret, CancellationToken cancellationToken)
    {
        var now = clock.NowUtc();
        var hash = TokenSecret.HashOf(secret);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await OfHash(context, hash).SingleOrDefaultAsync(cancellationToken);
        // Failed attempts of someone else do not stop a person's programs; an admin's lock does.
        if (found?.Token.IsValidAt(now) != true || AdminQueries.IsLockedForGood(found.LockoutEnd))
        {
            return null;
        }
        var token = found.Token;
        if (token.LastUsedAt is null || now - token.LastUsedAt >= TimeSpan.FromMinutes(1))
        {
            await NoteUseAsync(token, now, cancellationToken);
        }
        return TokenView.Of(token);
    }

    private sealed class Found
    {
        public required ApiToken Token { get; init; }

        public required DateTimeOffset? LockoutEnd { get; init; }
    }

    private async Task NoteUseAsync(ApiToken token, DateTime now, CancellationToken cancellationToken)
    {
        try
        {
            await ChangeAsync(token.PersonId, token.Id, used => used.Use(now), cancellationToken);
        }
        catch (Exception failure) when (failure is DbException or DbUpdateException)
        {
            // The disk is full: what the token is used for may be to read, which goes on without the note.
        }
    }

    private async Task<Refusal?> ChangeAsync(int personId, int tokenId, Action<ApiToken> change, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(personId, cancellationToken);
        if (await context.Set<ApiToken>().SingleOrDefaultAsync(t => t.Id == tokenId && t.PersonId == personId, cancellationToken) is not { } token)
        {
            return Refusal.NotFound(TokenTexts.Refused_NotThere);
        }
        change(token);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }
}

/// <summary>A token without its secret.</summary>
public sealed record TokenView(
    int Id, int PersonId, string Name, IReadOnlyList<ApiScope> Scopes, DateTime CreatedAt, DateTime? ExpiresAt, DateTime? LastUsedAt)
{
    public static TokenView Of(ApiToken token) =>
        new(token.Id, token.PersonId, token.Name, token.Scopes, token.CreatedAt, token.ExpiresAt, token.LastUsedAt);
}

/// <summary>A token just made.</summary>
/// <param name="Secret">What a program sends. It can never be read again.</param>
/// <param name="Token">The rest.</param>
public sealed record NewToken(string Secret, TokenView Token);
