using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using StudyDashboard.Features.Accounts.SecondStep;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Accounts;

/// <summary>How far a sign-in has come.</summary>
public enum SignInState
{
    Done,

    /// <summary>The password was right; a code is asked for.</summary>
    AsksCode,
}

/// <summary>Signs people in with a cookie.</summary>
public sealed class SignInService(SignInManager<Person> signIn)
{
    // Attempts at one address wait for each other: at the same moment, only one of them would be counted. Two addresses may share a turn.
    private static readonly SemaphoreSlim[] Turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Signs in with address and password; five failures lock the account for five minutes.</summary>
    public Task<Outcome<SignInState>> SignInAsync(string email, string password, bool remember)
    {
        var name = email.Trim();
        return InTurnAsync(name, async () => await TryAsync(name, password, remember) switch
        {
            { RequiresTwoFactor: true } => SignInState.AsksCode,
            var result => OutcomeOf(result, "password", AccountTexts.Refused_SignIn),
        });
    }

    /// <summary>Whether the browser has given a right password and owes the code.</summary>
    public async Task<bool> IsCodeAwaitedAsync() => (await HalfwayAsync()).Succeeded;

    /// <summary>
    /// The second step: a code of the app, or a recovery code. Failures count with those of the password. A browser that is remembered is
    /// not asked for one for 30 days; a recovery code remembers none.
    /// </summary>
    public async Task<Outcome<SignInState>> GiveCodeAsync(string? code, bool isRecovery, bool remember, bool rememberBrowser)
    {
        // The person is read within the turn and not before, with the failures that are counted by then.
        return await InTurnAsync((await HalfwayAsync()).Principal?.FindFirstValue(ClaimTypes.Name) ?? "", () => TryCodeAsync(code, isRecovery, remember, rememberBrowser));
    }

    /// <summary>The same for a program: the answer carries tokens instead of a cookie, and password and code come at once.</summary>
    public async Task<Outcome<SignInState>> SignInForTokensAsync(string email, string password, string? code, string? recoveryCode)
    {
        signIn.AuthenticationScheme = IdentityConstants.BearerScheme;
        var outcome = await SignInAsync(email, password, remember: false);
        if (outcome.Refusal is not null || outcome.Value == SignInState.Done || (string.IsNullOrEmpty(code) && string.IsNullOrEmpty(recoveryCode)))
        {
            return outcome;
        }
        var isRecovery = string.IsNullOrEmpty(code);
        return await InTurnAsync(email.Trim(), () => TryCodeAsync(isRecovery ? recoveryCode : code, isRecovery, remember: false, rememberBrowser: false));
    }

    /// <summary>How long an account is still locked after wrong passwords; null when it is not, or until an administrator says otherwise.</summary>
    public async Task<TimeSpan?> LockedForAsync(string email) =>
        // Identity counts by the system's clock.
        (await signIn.UserManager.FindByNameAsync(email.Trim()))?.LockoutEnd - TimeProvider.System.GetUtcNow() is { } left && left > TimeSpan.Zero && left < TimeSpan.FromDays(1) ? left : null;

    /// <summary>Signs in a person who has just proved who they are.</summary>
    public Task SignInAsync(Person person) => signIn.SignInAsync(person, isPersistent: true);

    private Task<AuthenticateResult> HalfwayAsync() => signIn.Context.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme);

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

    private async Task<Outcome<SignInState>> TryCodeAsync(string? code, bool isRecovery, bool remember, bool rememberBrowser) => OutcomeOf(
        await signIn.TwoFactorSignInAsync(isRecovery ? RecoveryProvider.Name : AuthenticatorProvider.Name, code ?? "", remember, rememberBrowser && !isRecovery),
        isRecovery ? "recovery_code" : "code",
        isRecovery ? SecondStepTexts.Refused_RecoveryCode : SecondStepTexts.Refused_Code);

    private static Outcome<SignInState> OutcomeOf(SignInResult result, string field, string message) =>
        result.Succeeded ? SignInState.Done
        : result.IsLockedOut ? Refusal.Conflict(AccountTexts.Refused_LockedOut)
        : Refusal.Invalid(new FieldError(field, message));

    private static async Task<Outcome<SignInState>> InTurnAsync(string name, Func<Task<Outcome<SignInState>>> attempt)
    {
        var turn = Turns[(uint)name.GetHashCode(StringComparison.OrdinalIgnoreCase) % (uint)Turns.Length];
        await turn.WaitAsync();
        try
        {
            return await attempt();
        }
        finally
        {
            turn.Release();
        }
    }
}
