using System.Globalization;
using Microsoft.AspNetCore.Identity;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Accounts.Passkeys;

/// <summary>A person's passkeys: see, name, remove. A scope for each use, for pages live long and Identity remembers what it read.</summary>
public sealed class PasskeyService(IServiceScopeFactory scopes)
{
    public const int MaxName = 80;

    /// <summary>The newest first.</summary>
    public Task<IReadOnlyList<PasskeyView>> ListAsync(int personId) => WithAsync(personId, async (people, person) =>
        (IReadOnlyList<PasskeyView>)[.. (await people.GetPasskeysAsync(person)).OrderByDescending(p => p.CreatedAt)
            .Select(p => new PasskeyView(Convert.ToHexStringLower(p.CredentialId), p.Name ?? "", p.CreatedAt.UtcDateTime))], []);

    public async Task<Refusal?> RenameAsync(int personId, string id, string? name) =>
        NameOf(name) is not { } taken ? RefusedName : (await ChangeAsync(personId, id, (people, person, passkey) =>
        {
            passkey.Name = taken;
            return people.AddOrUpdatePasskeyAsync(person, passkey);
        })).Refusal;

    /// <summary>Removes one. What comes back restores it, as long as someone holds it.</summary>
    public Task<Outcome<RemovedPasskey>> RemoveAsync(int personId, string id) =>
        ChangeAsync(personId, id, (people, person, passkey) => people.RemovePasskeyAsync(person, passkey.CredentialId));

    public Task<Refusal?> RestoreAsync(int personId, RemovedPasskey removed) => WithAsync(personId, async (people, person) =>
        (await people.AddOrUpdatePasskeyAsync(person, removed.Passkey)).Succeeded ? null : NotThere, NotThere);

    /// <summary>A name as it is stored, or null when it cannot be taken.</summary>
    internal static string? NameOf(string? name) => name?.Trim() is { Length: > 0 and <= MaxName } taken ? taken : null;

    internal static Refusal RefusedName => Refusal.Invalid(new FieldError("name", PasskeyTexts.Refused_Name.With(MaxName)));

    private static Refusal NotThere => Refusal.NotFound(PasskeyTexts.Refused_NotThere);

    private Task<Outcome<RemovedPasskey>> ChangeAsync(int personId, string id, Func<UserManager<Person>, Person, UserPasskeyInfo, Task<IdentityResult>> change) =>
        WithAsync<Outcome<RemovedPasskey>>(personId, async (people, person) =>
            // Of this person's own, so that nobody's id is good for anybody else.
            (await people.GetPasskeysAsync(person)).FirstOrDefault(p => Convert.ToHexStringLower(p.CredentialId) == id) is { } passkey
            && (await change(people, person, passkey)).Succeeded ? new RemovedPasskey(passkey) : NotThere, NotThere);

    private async Task<T> WithAsync<T>(int personId, Func<UserManager<Person>, Person, Task<T>> act, T nobody)
    {
        await using var scope = scopes.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        return await people.FindByIdAsync(personId.ToString(CultureInfo.InvariantCulture)) is { } person ? await act(people, person) : nobody;
    }
}

/// <summary>A passkey as its owner sees it.</summary>
public sealed record PasskeyView(string Id, string Name, DateTime MadeAt);

/// <summary>A passkey that was removed a moment ago.</summary>
public sealed record RemovedPasskey(UserPasskeyInfo Passkey);
