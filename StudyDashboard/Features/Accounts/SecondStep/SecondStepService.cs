using System.Globalization;
using Microsoft.AspNetCore.Identity;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Accounts.SecondStep;

/// <summary>Switches the code of an authenticator app on and off for a person. Each change takes the password and ends every other sign-in.</summary>
internal sealed class SecondStepService(
    UserManager<Person> people, SignInManager<Person> signIn, PasswordService passwords, SecondStepSecrets secrets, SecretBox box, TimeProvider clock)
{
    /// <summary>Whether it is on, and how many recovery codes are left.</summary>
    public async Task<SecondStepState> StateAsync(int personId) => await FindAsync(personId) is { TwoFactorEnabled: true } person
        ? new SecondStepState(true, RecoveryCodes.LeftOf(await SecondStepSecrets.RecoveryAsync(people, person)))
        : new SecondStepState(false, 0);

    /// <summary>
    /// A key to put into an app: the one of <paramref name="pending"/>, if it is this person's, or a new one. It counts once a code made with it comes back.
    /// </summary>
    public async Task<PendingKey> PendingAsync(int personId, string? pending)
    {
        var key = KeyOf(personId, pending) ?? Totp.NewKey();
        var account = (await FindAsync(personId))?.Email ?? "";
        return new PendingKey(Totp.TextOf(key), Totp.AddressOf(key, account), box.Close(PurposeOf(personId), Totp.TextOf(key)));
    }

    /// <summary>Switches it on and gives the recovery codes, the only time they can be read.</summary>
    public async Task<Outcome<IReadOnlyList<string>>> SwitchOnAsync(int personId, string? password, string? pending, string? code)
    {
        if (await passwords.ProveAsync(personId, password) is { } refusal)
        {
            return refusal;
        }
        var person = (await FindAsync(personId))!;
        if (person.TwoFactorEnabled)
        {
            return Refusal.Conflict(SecondStepTexts.Refused_On);
        }
        if (KeyOf(personId, pending) is not { } key || Totp.Match(key, code, clock.GetUtcNow(), used: 0) is not { } step)
        {
            return Refusal.Invalid(new FieldError("code", SecondStepTexts.Refused_NewCode));
        }
        // The switch comes last: whatever breaks before it leaves the sign-in as it was.
        await secrets.KeepKeyAsync(people, person, key);
        await SecondStepSecrets.UseAsync(people, person, step);
        var codes = await MakeCodesAsync(person);
        await people.SetTwoFactorEnabledAsync(person, true);
        await signIn.RefreshSignInAsync(person);
        return Outcome.Of(codes);
    }

    /// <summary>New recovery codes; the old ones end.</summary>
    public async Task<Outcome<IReadOnlyList<string>>> RenewCodesAsync(int personId, string? password)
    {
        if (await passwords.ProveAsync(personId, password) is { } refusal)
        {
            return refusal;
        }
        return await FindAsync(personId) is { TwoFactorEnabled: true } person ? Outcome.Of(await MakeCodesAsync(person)) : Refusal.Conflict(SecondStepTexts.Refused_Off);
    }

    public async Task<Refusal?> SwitchOffAsync(int personId, string? password)
    {
        if (await passwords.ProveAsync(personId, password) is { } refusal)
        {
            return refusal;
        }
        var person = (await FindAsync(personId))!;
        await people.SetTwoFactorEnabledAsync(person, false);
        await SecondStepSecrets.ForgetAsync(people, person);
        await signIn.ForgetTwoFactorClientAsync();
        await signIn.RefreshSignInAsync(person);
        return null;
    }

    private async Task<IReadOnlyList<string>> MakeCodesAsync(Person person)
    {
        var (codes, stored) = RecoveryCodes.Make();
        await SecondStepSecrets.KeepRecoveryAsync(people, person, stored);
        return codes;
    }

    private byte[]? KeyOf(int personId, string? pending) =>
        pending is { Length: > 0 } && box.Open(PurposeOf(personId), pending) is { } key ? Totp.KeyOf(key) : null;

    private Task<Person?> FindAsync(int personId) => people.FindByIdAsync(personId.ToString(CultureInfo.InvariantCulture));

    private static string PurposeOf(int personId) => string.Create(CultureInfo.InvariantCulture, $"SecondStep pending {personId}");
}

/// <summary>A person's second step.</summary>
public sealed record SecondStepState(bool IsOn, int CodesLeft);

/// <summary>A key that waits for its first code.</summary>
/// <param name="Text">To type into an app.</param>
/// <param name="Address">To read as a QR code.</param>
/// <param name="Closed">The key encrypted, to come back with the form.</param>
internal sealed record PendingKey(string Text, string Address, string Closed);
