using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Accounts.Tokens;

/// <summary>Authenticates a request by the token, a person's or the site's, in its header <c>Authorization: Bearer</c>.</summary>
internal sealed class TokenScheme(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, TokenService tokens, SiteTokens site)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Token";

    /// <summary>Type of the claims that name a token's scopes.</summary>
    public const string ScopeClaim = "scope";

    /// <summary>Type of the claim that names the token.</summary>
    public const string IdClaim = "token";

    /// <summary>Type of the claim that a token of the whole site has in place of a person: its id.</summary>
    public const string SiteClaim = "site_token";

    /// <summary>What follows <c>Bearer</c> in a request's header, or null.</summary>
    public static string? SecretOf(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var header && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SecretOf(Request) is not { } secret || !secret.StartsWith(TokenService.Prefix, StringComparison.Ordinal))
        {
            return AuthenticateResult.NoResult();
        }
        var identity = secret.StartsWith(SiteTokens.Prefix, StringComparison.Ordinal) ? await OfSiteAsync(secret) : await OfPersonAsync(secret);
        return identity is null
            ? AuthenticateResult.Fail("The token is not valid.")
            : AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }

    private async Task<ClaimsIdentity?> OfPersonAsync(string secret) => await tokens.CheckAsync(secret, Context.RequestAborted) is { } token
        ? IdentityOf(ClaimTypes.NameIdentifier, token.PersonId, token.Scopes, new Claim(IdClaim, Number(token.Id))) : null;

    // No person: whoever asks for one finds none.
    private async Task<ClaimsIdentity?> OfSiteAsync(string secret) => await site.CheckAsync(secret, Context.RequestAborted) is { } token
        ? IdentityOf(SiteClaim, token.Id, [ApiScope.Ingest]) : null;

    private static ClaimsIdentity IdentityOf(string type, int id, IEnumerable<ApiScope> scopes, params IEnumerable<Claim> more)
    {
        var identity = new ClaimsIdentity(Name);
        identity.AddClaim(new Claim(type, Number(id)));
        identity.AddClaims(scopes.Select(s => new Claim(ScopeClaim, Words<ApiScope>.Of(s))));
        identity.AddClaims(more);
        return identity;
    }

    private static string Number(int id) => id.ToString(CultureInfo.InvariantCulture);

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = SecretOf(Request) is null ? "Bearer" : "Bearer error=\"invalid_token\"";
        return Task.CompletedTask;
    }
}
