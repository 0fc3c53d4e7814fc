using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using StudyDashboard.Infrastructure.Http;

namespace StudyDashboard.Features.Accounts.Tokens;

internal static class TokensFeature
{
    private const string Picker = "Picker";

    /// <summary>Personal tokens and sign-in tokens beside the cookie, and the choice between the three.</summary>
    public static IServiceCollection AddTokens(this IServiceCollection services)
    {
        services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, TokenScheme>(TokenScheme.Name, null)
            .AddBearerToken(IdentityConstants.BearerScheme)
            .AddPolicyScheme(Picker, null, picker => picker.ForwardDefaultSelector = Pick);
        services.Configure<AuthenticationOptions>(options =>
            options.DefaultScheme = options.DefaultAuthenticateScheme = options.DefaultChallengeScheme = options.DefaultForbidScheme = Picker);
        services.ConfigureApplicationCookie(cookie =>
        {
            var toSignIn = cookie.Events.OnRedirectToLogin;
            cookie.Events.OnRedirectToLogin = context => IsForPrograms(context.HttpContext) ? Answer401(context.HttpContext) : toSignIn(context);
        });
        var policies = services.AddAuthorizationBuilder();
        foreach (var scope in Enum.GetValues<ApiScope>())
        {
            policies.AddPolicy(ScopePolicy.Of(scope), policy => policy.RequireAuthenticatedUser().AddRequirements(new ScopeRequirement(scope)));
        }
        return services.AddSingleton<TokenService>().AddSingleton<SiteTokens>().AddSingleton<IAuthorizationHandler, ScopeHandler>();
    }

    /// <summary>
    /// The cookie stands for a person at a page and may read the API, for the page that tries it; it never changes anything there, so no
    /// other site can make a browser do so. All else takes a token.
    /// </summary>
    private static string Pick(HttpContext context)
    {
        if (!IsForPrograms(context))
        {
            return IdentityConstants.ApplicationScheme;
        }
        return TokenScheme.SecretOf(context.Request) switch
        {
            null => HttpMethods.IsGet(context.Request.Method) ? IdentityConstants.ApplicationScheme : TokenScheme.Name,
            var secret when secret.StartsWith(TokenService.Prefix, StringComparison.Ordinal) => TokenScheme.Name,
            _ => IdentityConstants.BearerScheme,
        };
    }

    private static bool IsForPrograms(HttpContext context) => ApiRoutes.IsApi(context) || context.Request.Path.StartsWithSegments("/openapi");

    private static Task Answer401(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }
}
