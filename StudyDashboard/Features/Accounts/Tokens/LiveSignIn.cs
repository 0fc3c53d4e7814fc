using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace StudyDashboard.Features.Accounts.Tokens;

/// <summary>A sign-in token ends with the account or the password it was given for, and by signing out, not only with its hour.</summary>
internal sealed class LiveSignIn(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, SignInManager<Person> signIn, EndedSignIns ended)
    {
        // The handler names its tickets by the scheme and what they are for ("Identity.Bearer:AccessToken").
        var ticket = context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Ticket;
        if (ticket?.AuthenticationScheme.StartsWith(IdentityConstants.BearerScheme, StringComparison.Ordinal) == true
            && (await signIn.ValidateSecurityStampAsync(context.User) is null || await ended.HasAsync(context.User, context.RequestAborted)))
        {
            context.User = new ClaimsPrincipal(new ClaimsIdentity());
        }
        await next(context);
    }
}
