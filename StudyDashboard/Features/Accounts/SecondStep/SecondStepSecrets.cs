using System.Globalization;
using Microsoft.AspNetCore.Identity;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Accounts.SecondStep;

/// <summary>
/// What is kept of a second step: the app's key, encrypted, because the product has to use it again; the step of the last code that was
/// taken; the hashes of the recovery codes.
/// </summary>
internal sealed class SecondStepSecrets(SecretBox box)
{
    private const string Owner = "second_step";
    private const string Key = "key";
    private const string Used = "used";
    private const string Recovery = "recovery";

    /// <summary>The app's key; null when there is none, or when the keys of the data folder that it was encrypted with are gone.</summary>
    public async Task<byte[]?> KeyAsync(UserManager<Person> people, Person person) =>
        await people.GetAuthenticationTokenAsync(person, Owner, Key) is { } stored && box.Open(PurposeOf(person), stored) is { } key ? Totp.KeyOf(key) : null;

    public static async Task<long> UsedAsync(UserManager<Person> people, Person person) =>
        long.TryParse(await people.GetAuthenticationTokenAsync(person, Owner, Used), CultureInfo.InvariantCulture, out var step) ? step : 0;

    public static Task<string?> RecoveryAsync(UserManager<Person> people, Person person) => people.GetAuthenticationTokenAsync(person, Owner, Recovery);

    public Task KeepKeyAsync(UserManager<Person> people, Person person, byte[] key) => SetAsync(people, person, Key, box.Close(PurposeOf(person), Totp.TextOf(key)));

    /// <summary>Notes a code as used. False when another one was taken at the same moment.</summary>
    public static Task<bool> UseAsync(UserManager<Person> people, Person person, long step) => SetAsync(people, person, Used, step.ToString(CultureInfo.InvariantCulture));

    /// <summary>False when they changed at the same moment.</summary>
    public static Task<bool> KeepRecoveryAsync(UserManager<Person> people, Person person, string stored) => SetAsync(people, person, Recovery, stored);

    public static async Task ForgetAsync(UserManager<Person> people, Person person)
    {
        foreach (var name in new[] { Key, Used, Recovery })
        {
            await people.RemoveAuthenticationTokenAsync(person, Owner, name);
        }
    }

    private static async Task<bool> SetAsync(UserManager<Person> people, Person person, string name, string value) => (await people.SetAuthenticationTokenAsync(person, Owner, name, value)).Succeeded;

    private static string PurposeOf(Person person) => string.Create(CultureInfo.InvariantCulture, $"SecondStep {person.Id}");
}
