using System.Globalization;
using Microsoft.AspNetCore.Identity;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Accounts.Passkeys;

/// <summary>
/// Adds a passkey in two steps: after the password, the device is told what to make; what it made is checked and kept. Between them the
/// framework holds the challenge in a cookie for five minutes, so nothing is added for which no password was given.
/// </summary>
internal sealed class NewPasskey(UserManager<Person> people, SignInManager<Person> signIn, PasswordService passwords)
{
    private const int Most = 20;

    /// <summary>What the browser asks the device for, as JSON.</summary>
    public async Task<Outcome<string>> BeginAsync(int personId, string? name, string? password)
    {
        if (PasskeyService.NameOf(name) is null)
        {
            return PasskeyService.RefusedName;
        }
        if (await passwords.ProveAsync(personId, password) is { } refusal)
        {
            return refusal;
        }
        var person = await FindAsync(personId);
        return (await people.GetPasskeysAsync(person)).Count >= Most
            ? Refusal.Conflict(PasskeyTexts.Refused_TooMany.With(Most))
            : await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = IdOf(personId), Name = person.Email ?? "", DisplayName = person.DisplayName });
    }

    /// <summary>Keeps what the device made.</summary>
    public async Task<Refusal?> AddAsync(int personId, string? name, string? credential)
    {
        if (PasskeyService.NameOf(name) is not { } taken)
        {
            return PasskeyService.RefusedName;
        }
        if (credential is not { Length: > 0 } || await AttestAsync(credential) is not { Succeeded: true } made || made.UserEntity.Id != IdOf(personId))
        {
            return Refusal.Conflict(PasskeyTexts.Refused_New);
        }
        made.Passkey.Name = taken;
        return (await people.AddOrUpdatePasskeyAsync(await FindAsync(personId), made.Passkey)).Succeeded ? null : Refusal.Conflict(PasskeyTexts.Refused_New);
    }

    private async Task<PasskeyAttestationResult?> AttestAsync(string credential)
    {
        try
        {
            return await signIn.PerformPasskeyAttestationAsync(credential);
        }
        catch (InvalidOperationException)
        {
            // No challenge stands: its five minutes are over, or it was used.
            return null;
        }
    }

    private async Task<Person> FindAsync(int personId) => (await people.FindByIdAsync(IdOf(personId)))!;

    private static string IdOf(int personId) => personId.ToString(CultureInfo.InvariantCulture);
}
