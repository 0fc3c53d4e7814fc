using System.Globalization;
using Microsoft.AspNetCore.Identity;
using StudyDashboard.Features.Accounts.Passwords;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Accounts;

/// <summary>Changes and resets passwords. Either ends every other sign-in.</summary>
public sealed class PasswordService(UserManager<Person> people, SignInManager<Person> signIn)
{
    public async Task<Refusal?> ChangeAsync(int personId, string? current, string? wanted)
    {
        if (await FindAsync(personId) is not { } person)
        {
            return Refusal.NotFound(PeopleTexts.Refused_Student);
        }
        // Whoever sits at an open page guesses no oftener than at the sign-in.
        if (await people.IsLockedOutAsync(person))
        {
            return Refusal.Conflict(AccountTexts.Refused_LockedOut);
        }
        var changed = await people.ChangePasswordAsync(person, current ?? "", wanted ?? "");
        if (changed.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.PasswordMismatch)))
        {
            await people.AccessFailedAsync(person);
            return Refusal.Invalid(new FieldError("current", PeopleTexts.Refused_OwnPassword));
        }
        if (!changed.Succeeded)
        {
            return Refusal.Invalid(PasswordRefusals.Explain(changed.Errors.First()));
        }
        await signIn.RefreshSignInAsync(person);
        return null;
    }

    /// <summary>
    /// Asks for the password once more before something that decides who gets in. Whoever sits at an open page guesses no oftener than at the sign-in.
    /// </summary>
    public async Task<Refusal?> ProveAsync(int personId, string? password)
    {
        if (await FindAsync(personId) is not { } person || await people.IsLockedOutAsync(person))
        {
            return Refusal.Conflict(AccountTexts.Refused_LockedOut);
        }
        if (await people.CheckPasswordAsync(person, password ?? ""))
        {
            return null;
        }
        await people.AccessFailedAsync(person);
        return Refusal.Invalid(new FieldError("password", PeopleTexts.Refused_OwnPassword));
    }

    public async Task<Refusal?> ResetAsync(int personId, string? code, string? wanted)
    {
        if (await FindAsync(personId) is not { } person)
        {
            return Refusal.Conflict(PeopleTexts.Refused_Reset);
        }
        var reset = await people.ResetPasswordAsync(person, code ?? "", wanted ?? "");
        if (reset.Succeeded)
        {
            await people.ResetAccessFailedCountAsync(person);
        }
        return reset.Succeeded ? null
            : reset.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.InvalidToken)) ? Refusal.Conflict(PeopleTexts.Refused_Reset)
            : Refusal.Invalid(PasswordRefusals.Explain(reset.Errors.First()));
    }

    public Task SignOutAsync() => signIn.SignOutAsync();

    private Task<Person?> FindAsync(int personId) => people.FindByIdAsync(personId.ToString(CultureInfo.InvariantCulture));
}
