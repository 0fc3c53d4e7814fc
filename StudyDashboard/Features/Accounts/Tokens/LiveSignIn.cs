using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using StudyDashboard.Features.Accounts.SignInList;

namespace StudyDashboard.Features.Accounts.Tokens;

/// <summary>A sign-in token ends with the account or the password it was given for, with its sign-in and by signing out, not only with its hour.</summary>
internal sealed class LiveSignIn(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, SignInManager<Person> signIn, EndedSignIns ended, SignInTerm term, KnownSignIns known)
    {
        // The handler names its tickets by the scheme and what they are for ("Identity.Bearer:AccessToken").
        var ticket = context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Ticket;
        if (ticket?.AuthenticationScheme.StartsWith(IdentityConstants.BearerScheme, StringComparison.Ordinal) == true)
        {
            if (term.IsOver(context.User) || await signIn.ValidateSecurityStampAsync(context.User) is null || await ended.HasAsync(context.User, context.RequestAborted))
            {
                context.User = new ClaimsPrincipal(new ClaimsIdentity());
            }
            else
            {
                await known.NoteUseAsync(context.User, context.Request.Headers.UserAgent, isProgram: true);
            }
        }
        await next(context);
    }
}
