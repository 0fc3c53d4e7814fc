using Microsoft.AspNetCore.Identity;

namespace StudyDashboard.Features.Accounts.SecondStep;

/// <summary>Takes a recovery code, each once.</summary>
internal sealed class RecoveryProvider : IUserTwoFactorTokenProvider<Person>
{
    public const string Name = "Recovery";

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<Person> manager, Person user) =>
        await SecondStepSecrets.RecoveryAsync(manager, user) is { } stored
        && RecoveryCodes.Use(stored, token) is { } left
        && await SecondStepSecrets.KeepRecoveryAsync(manager, user, left);

    /// <summary>They are made ten at a time, when the second step is switched on.</summary>
    public Task<string> GenerateAsync(string purpose, UserManager<Person> manager, Person user) => throw new NotSupportedException();

    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<Person> manager, Person user) => Task.FromResult(true);
}
