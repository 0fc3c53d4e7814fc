using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using StudyDashboard.Features.Accounts.Tokens;
using StudyDashboard.Texts;

namespace StudyDashboard.Infrastructure.Http;

/// <summary>Says which scope a token lacks (RFC 6750, section 3.1) instead of a bare 403.</summary>
internal sealed class ScopeRefusal : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _framework = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Forbidden && policy.Requirements.OfType<ScopeRequirement>().FirstOrDefault() is { } lacking)
        {
            var scope = Words<ApiScope>.Of(lacking.Scope);
            context.Response.Headers.WWWAuthenticate = $"Bearer error=\"insufficient_scope\", scope=\"{scope}\"";
            await ApiProblem.Of(StatusCodes.Status403Forbidden, ApiTexts.Problem_Scope.With(scope)).ExecuteAsync(context);
            return;
        }
        await _framework.HandleAsync(next, context, policy, authorizeResult);
    }
}
