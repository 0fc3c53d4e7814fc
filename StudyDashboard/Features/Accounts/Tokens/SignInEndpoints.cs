using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using StudyDashboard.Features.Accounts.SignInList;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Accounts.Tokens;

/// <summary>Sign-in tokens for programs that have a person's password and no personal token.</summary>
internal static class SignInEndpoints
{
    public static void MapSignInTokens(this IEndpointRouteBuilder app)
    {
        var auth = app.MapApi("/api/auth", "Sign-in").AllowAnonymous();
        auth.MapPost("/login", LoginAsync).WithSummary("Sign in").Produces<AccessTokenResponse>()
            .WithDescription("Gives an access token that is valid for an hour and a refresh token. Five failures lock the account for five minutes (429). "
                + "Where an authenticator app is asked for, 401 names `code` until it is sent too, or a `recovery_code` in its place.");
        auth.MapPost("/refresh", RefreshAsync).WithSummary("Get a new access token").Produces<AccessTokenResponse>();
        auth.MapPost("/logout", LogoutAsync).WithSummary("Sign out")
            .WithDescription("Ends the sign-in that the refresh token is of, with all its access and refresh tokens, at once, and no other. One that has ended is 204 as well.");
    }

    private static async Task<Results<EmptyHttpResult, ApiProblem>> LoginAsync(JsonBody<LoginRequest> body, SignInService signIn)
    {
        var login = body.Value;
        var missing = new[] { ("email", login.Email), ("password", login.Password) }.Where(f => string.IsNullOrEmpty(f.Item2))
            .Select(f => new FieldError(f.Item1, ApiTexts.Login_Required)).ToList();
        if (missing.Count > 0)
        {
            return ApiProblem.Of(Refusal.Invalid(missing));
        }
        // On success the scheme itself writes the tokens.
        var outcome = await signIn.SignInForTokensAsync(login.Email!, login.Password!, login.Code, login.RecoveryCode);
        return outcome.Refusal switch
        {
            null when outcome.Value == SignInState.Done => TypedResults.Empty,
            null => ApiProblem.Of(StatusCodes.Status401Unauthorized, SecondStepTexts.Api_AsksCode, new FieldError("code", SecondStepTexts.Api_AsksCode)),
            { Kind: RefusalKind.Conflict } locked => ApiProblem.TooMany(locked.Message, await signIn.LockedForAsync(login.Email!)),
            // Not which of address and password was wrong, but that it was the code.
            var refusal => ApiProblem.Of(StatusCodes.Status401Unauthorized, refusal.Message, [.. refusal.Fields.Where(f => f.Field != "password")]),
        };
    }

    private static async Task<Results<SignInHttpResult, ApiProblem>> RefreshAsync(
        JsonBody<RefreshRequest> body, SignInManager<Person> signIn, IOptionsMonitor<BearerTokenOptions> options, EndedSignIns ended, SignInTerm term, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(body.Value.RefreshToken))
        {
            return NoToken();
        }
        if (PrincipalOf(body.Value.RefreshToken, options, clock) is not { } principal || term.IsOver(principal) || await signIn.ValidateSecurityStampAsync(principal) is not { } person
            || await ended.HasAsync(principal, cancellationToken))
        {
            return ApiProblem.Of(StatusCodes.Status401Unauthorized, ApiTexts.Login_NoRefresh);
        }
        // It stays the same sign-in, so that signing out ends what came of it.
        return TypedResults.SignIn(SignIns.Keep(await signIn.CreateUserPrincipalAsync(person), principal), authenticationScheme: IdentityConstants.BearerScheme);
    }

    private static async Task<Results<NoContent, ApiProblem>> LogoutAsync(
        JsonBody<RefreshRequest> body, IOptionsMonitor<BearerTokenOptions> options, EndedSignIns ended, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(body.Value.RefreshToken))
        {
            return NoToken();
        }
        if (PrincipalOf(body.Value.RefreshToken, options, clock) is { } principal)
        {
            await ended.EndAsync(principal, cancellationToken);
        }
        return TypedResults.NoContent();
    }

    /// <summary>Whose sign-in a refresh token is of; null when it is none, or has expired.</summary>
    private static ClaimsPrincipal? PrincipalOf(string refreshToken, IOptionsMonitor<BearerTokenOptions> options, TimeProvider clock) =>
        options.Get(IdentityConstants.BearerScheme).RefreshTokenProtector.Unprotect(refreshToken) is { Properties.ExpiresUtc: { } expires } ticket && clock.GetUtcNow() < expires
            ? ticket.Principal : null;

    private static ApiProblem NoToken() => ApiProblem.Of(Refusal.Invalid(new FieldError("refresh_token", ApiTexts.Login_Required)));
}

/// <summary>Who signs in.</summary>
internal sealed record LoginRequest
{
    public string? Email { get; init; }

    public string? Password { get; init; }

    public string? Code { get; init; }

    public string? RecoveryCode { get; init; }
}

/// <summary>The refresh token of an earlier sign-in.</summary>
internal sealed record RefreshRequest
{
    public string? RefreshToken { get; init; }
}
