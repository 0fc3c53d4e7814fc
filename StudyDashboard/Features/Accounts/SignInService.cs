using Microsoft.AspNetCore.Identity;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Accounts;

/// <summary>Signs people in with a cookie.</summary>
public sealed class SignInService(SignInManager<Person> signIn)
{
    // Attempts at one address wait for each other: at the same moment, only one of them would be counted. Two addresses may share a turn.
    private static readonly SemaphoreSlim[] Turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Signs in with address and password; five failures lock the account for five minutes.</summary>
    public async Task<Refusal?> SignInAsync(string email, string password, bool remember)
    {
        var name = email.Trim();
        var turn = Turns[(uint)name.GetHashCode(StringComparison.OrdinalIgnoreCase) % (uint)Turns.Length];
        await turn.WaitAsync();
        try
        {
            var result = await TryAsync(name, password, remember);
            return result.Succeeded ? null
                : result.IsLockedOut ? Refusal.Conflict(AccountTexts.Refused_LockedOut)
                : Refusal.Invalid(new FieldError("password", AccountTexts.Refused_SignIn));
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The same for a program: the answer carries tokens instead of a cookie.</summary>
    public Task<Refusal?> SignInForTokensAsync(string email, string password)
    {
        signIn.AuthenticationScheme = IdentityConstants.BearerScheme;
        return SignInAsync(email, password, remember: false);
    }

    /// <summary>How long an account is still locked after wrong passwords; null when it is not, or until an administrator says otherwise.</summary>
    public async Task<TimeSpan?> LockedForAsync(string email) =>
        // Identity counts by the system's clock.
        (await signIn.UserManager.FindByNameAsync(email.Trim()))?.LockoutEnd - TimeProvider.System.GetUtcNow() is { } left && left > TimeSpan.Zero && left < TimeSpan.FromDays(1) ? left : null;

    /// <summary>Signs in a person who has just proved who they are.</summary>
    public Task SignInAsync(Person person) => signIn.SignInAsync(person, isPersistent: true);

    private async Task<SignInResult> TryAsync(string name, string password, bool remember)
    {
        if (await signIn.UserManager.FindByNameAsync(name) is { } person)
        {
            return await signIn.PasswordSignInAsync(person, password, remember, lockoutOnFailure: true);
        }
        // As long as a wrong password takes, so that the time does not tell who has an account.
        signIn.UserManager.PasswordHasher.HashPassword(null!, password);
        return SignInResult.Failed;
    }
}
