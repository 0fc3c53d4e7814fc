using Microsoft.AspNetCore.Identity;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Accounts;

/// <summary>Signs people in with a cookie.</summary>
public sealed class SignInService(SignInManager<Person> signIn)
{
    /// <summary>Signs in with address and password; five failures lock the account for five minutes.</summary>
    public async Task<Refusal?> SignInAsync(string email, string password, bool remember)
    {
        var result = await signIn.PasswordSignInAsync(email.Trim(), password, remember, lockoutOnFailure: true);
        return result.Succeeded ? null
            : result.IsLockedOut ? Refusal.Conflict(AccountTexts.Refused_LockedOut)
            : Refusal.Invalid(new FieldError("password", AccountTexts.Refused_SignIn));
    }

    /// <summary>The same for a program: the answer carries tokens instead of a cookie.</summary>
    public Task<Refusal?> SignInForTokensAsync(string email, string password)
    {
        signIn.AuthenticationScheme = IdentityConstants.BearerScheme;
        return SignInAsync(email, password, remember: false);
    }

    /// <summary>Signs in a person who has just proved who they are.</summary>
    public Task SignInAsync(Person person) => signIn.SignInAsync(person, isPersistent: true);
}
