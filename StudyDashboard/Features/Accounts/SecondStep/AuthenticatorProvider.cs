using Microsoft.AspNetCore.Identity;

namespace StudyDashboard.Features.Accounts.SecondStep;

/// <summary>Takes a code of an authenticator app, each once.</summary>
internal sealed class AuthenticatorProvider(SecondStepSecrets secrets, TimeProvider clock) : IUserTwoFactorTokenProvider<Person>
{
    public const string Name = "Authenticator";

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<Person> manager, Person user)
    {
        if (await secrets.KeyAsync(manager, user) is not { } key)
        {
            return false;
        }
        var used = await SecondStepSecrets.UsedAsync(manager, user);
        return Totp.Match(key, token, clock.GetUtcNow(), used) is { } step && await SecondStepSecrets.UseAsync(manager, user, step);
    }

    /// <summary>The app makes them.</summary>
    public Task<string> GenerateAsync(string purpose, UserManager<Person> manager, Person user) => throw new NotSupportedException();

    /// <summary>Always: who has switched the second step on is asked for it, even if the key cannot be read any more.</summary>
    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<Person> manager, Person user) => Task.FromResult(true);
}
