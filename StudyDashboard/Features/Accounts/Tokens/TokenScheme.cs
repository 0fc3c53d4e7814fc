using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Accounts.Tokens;

/// <summary>Authenticates a request by the personal token in its header <c>Authorization: Bearer</c>.</summary>
internal sealed class TokenScheme(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, TokenService tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Token";

    /// <summary>Type of the claims that name a token's scopes.</summary>
    public const string ScopeClaim = "scope";

    /// <summary>Type of the claim that names the token.</summary>
    public const string IdClaim = "token";

    /// <summary>What follows <c>Bearer</c> in a request's header, or null.</summary>
    public static string? SecretOf(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var header && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SecretOf(Request) is not { } secret || !secret.StartsWith(TokenService.Prefix, StringComparison.Ordinal))
        {
            return AuthenticateResult.NoResult();
        }
        if (await tokens.CheckAsync(secret, Context.RequestAborted) is not { } token)
        {
            return AuthenticateResult.Fail("The token is not valid.");
        }
        var identity = new ClaimsIdentity(Name);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, token.PersonId.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        identity.AddClaim(new Claim(IdClaim, token.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        identity.AddClaims(token.Scopes.Select(s => new Claim(ScopeClaim, Words<ApiScope>.Of(s))));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = SecretOf(Request) is null ? "Bearer" : "Bearer error=\"invalid_token\"";
        return Task.CompletedTask;
    }
}
