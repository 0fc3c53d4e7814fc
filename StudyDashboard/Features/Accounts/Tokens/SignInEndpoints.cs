using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
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
            { Kind: RefusalKind.Conflict } locked => ApiProblem.Of(StatusCodes.Status429TooManyRequests, locked.Message),
            // Not which of address and password was wrong, but that it was the code.
            var refusal => ApiProblem.Of(StatusCodes.Status401Unauthorized, refusal.Message, [.. refusal.Fields.Where(f => f.Field != "password")]),
        };
    }

    private static async Task<Results<SignInHttpResult, ApiProblem>> RefreshAsync(
        JsonBody<RefreshRequest> body, SignInManager<Person> signIn, IOptionsMonitor<BearerTokenOptions> options, TimeProvider clock)
    {
        if (string.IsNullOrEmpty(body.Value.RefreshToken))
        {
            return ApiProblem.Of(Refusal.Invalid(new FieldError("refresh_token", ApiTexts.Login_Required)));
        }
        var ticket = options.Get(IdentityConstants.BearerScheme).RefreshTokenProtector.Unprotect(body.Value.RefreshToken);
        if (ticket?.Properties.ExpiresUtc is not { } expires || clock.GetUtcNow() >= expires
            || await signIn.ValidateSecurityStampAsync(ticket.Principal) is not { } person)
        {
            return ApiProblem.Of(StatusCodes.Status401Unauthorized, ApiTexts.Login_NoRefresh);
        }
        return TypedResults.SignIn(await signIn.CreateUserPrincipalAsync(person), authenticationScheme: IdentityConstants.BearerScheme);
    }
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
