using Microsoft.AspNetCore.Identity;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Accounts.Passkeys;

/// <summary>Signs in with a passkey, which stands for password and second step at once: the device asked for a fingerprint, a face or its code.</summary>
public sealed class PasskeySignIn(SignInManager<Person> signIn)
{
    /// <summary>Whose passkey it is, signed in; or why not. Who is locked stays outside with a passkey, too.</summary>
    public async Task<Outcome<Person>> SignInAsync(string credential, bool remember)
    {
        if (await AssertAsync(credential) is not { Succeeded: true } asserted)
        {
            return Refusal.Conflict(PasskeyTexts.Refused_SignIn);
        }
        if (await signIn.UserManager.IsLockedOutAsync(asserted.User))
        {
            return Refusal.Conflict(AccountTexts.Refused_LockedOut);
        }
        // With the count of the device, by which a copied passkey is noticed.
        await signIn.UserManager.AddOrUpdatePasskeyAsync(asserted.User, asserted.Passkey);
        await signIn.SignInAsync(asserted.User, remember);
        return asserted.User;
    }

    private async Task<PasskeyAssertionResult<Person>?> AssertAsync(string credential)
    {
        try
        {
            return await signIn.PerformPasskeyAssertionAsync(credential);
        }
        catch (InvalidOperationException)
        {
            // No challenge stands: its five minutes are over, or it was used.
            return null;
        }
    }
}
