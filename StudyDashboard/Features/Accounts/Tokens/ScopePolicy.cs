using Microsoft.AspNetCore.Authorization;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Accounts.Tokens;

/// <summary>Names of the policies that ask for a scope.</summary>
internal static class ScopePolicy
{
    public static string Of(ApiScope scope) => $"scope:{Words<ApiScope>.Of(scope)}";
}

internal sealed record ScopeRequirement(ApiScope Scope) : IAuthorizationRequirement;

/// <summary>
/// A personal token must have the scope. Who signed in as themselves may read and write; handing in offline results always takes a token.
/// </summary>
internal sealed class ScopeHandler : AuthorizationHandler<ScopeRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ScopeRequirement requirement)
    {
        var isToken = context.User.Identity?.AuthenticationType == TokenScheme.Name;
        if (isToken ? context.User.HasClaim(TokenScheme.ScopeClaim, Words<ApiScope>.Of(requirement.Scope)) : requirement.Scope != ApiScope.Ingest)
        {
            context.Succeed(requirement);
        }
        return Task.CompletedTask;
    }
}
