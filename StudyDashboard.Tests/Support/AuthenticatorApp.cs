using System.Net;
using System.Text.RegularExpressions;
using StudyDashboard.Features.Accounts.SecondStep;

namespace StudyDashboard.Tests.Support;

/// <summary>A person's authenticator app, with the recovery codes that were shown when it was set up.</summary>
internal sealed partial class AuthenticatorApp(TimeProvider clock, string keyText, IReadOnlyList<string> recoveryCodes)
{
    public string KeyText { get; } = keyText;

    public IReadOnlyList<string> RecoveryCodes { get; } = recoveryCodes;

    /// <summary>The code that it shows now; each is taken once.</summary>
    public string Code => CodeOf(KeyText, clock.GetUtcNow());

    /// <summary>Sets it up on the settings page of who is signed in.</summary>
    public static async Task<AuthenticatorApp> SetUpAsync(HttpClient browser, TimeProvider clock, string password = ApiFactory.Password)
    {
        // The page shows the same key again as long as the form comes back with it.
        var page = await browser.GetStringAsync("/settings/second-step", TestContext.Current.CancellationToken);
        var (pending, key) = (Pending().Match(page).Groups[1].Value, Key().Match(page).Groups[1].Value);
        using var answer = await browser.PostFormAsync(
            "/settings/second-step", "switch-on", ("Form.Pending", pending), ("Form.Code", CodeOf(key, clock.GetUtcNow())), ("Form.Password", password));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return new AuthenticatorApp(clock, key, CodesOf(await answer.TextAsync()));
    }

    /// <summary>The recovery codes on a page.</summary>
    public static IReadOnlyList<string> CodesOf(string page) => [.. RecoveryCode().Matches(page).Select(m => m.Groups[1].Value)];

    private static string CodeOf(string keyText, DateTimeOffset now) => Totp.CodeOf(Totp.KeyOf(keyText), Totp.StepAt(now));

    [GeneratedRegex("name=\"Form.Pending\" value=\"([^\"]+)\"")]
    private static partial Regex Pending();

    [GeneratedRegex("<strong class=\"secret\">([A-Z2-7 ]+)</strong>")]
    private static partial Regex Key();

    [GeneratedRegex("<li>([2-9A-Z]{5}-[2-9A-Z]{5})</li>")]
    private static partial Regex RecoveryCode();
}
