using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Admin;
using StudyDashboard.Features.Accounts.SecondStep;
using StudyDashboard.Features.Accounts.SignInList;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Accounts;

/// <summary>An authenticator app's codes, from the settings page to each way of signing in. Without script, as all of these pages work.</summary>
public sealed class SecondStepTests : IAsyncLifetime
{
    private const string Page = "/settings/second-step";
    private const string Sessions = "/api/analytics/sessions";

    private readonly ApiFactory _product = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _product.InitializeAsync();

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Fact]
    public async Task SwitchedOn_SignInAsksTheCode_AndLeadsWhereItWasAskedFor()
    {
        using var browser = await _product.BrowserOfAsync(_product.Student);
        var app = await SetUpAsync(browser);
        using var other = _product.Anonymous();

        using var first = await PasswordAsync(other, "/sign-in?ReturnUrl=%2Fdashboard%2Fsessions");
        var codePage = LeadsTo(first);
        Assert.StartsWith("/sign-in/code?ReturnUrl=", codePage, StringComparison.Ordinal);
        // The password alone opens nothing.
        Assert.False(await IsSignedInAsync(other));
        using var second = await other.PostFormAsync(codePage, "code", ("Form.Code", app.Code));

        Assert.Equal("/dashboard/sessions", LeadsTo(second));
        Assert.True(await IsSignedInAsync(other));
        // Who switched it on stays signed in by a new cookie.
        Assert.True(await IsSignedInAsync(browser));
    }

    [Fact]
    public async Task Code_UsedOnce_IsRefusedUntilTheNext()
    {
        using var browser = await _product.BrowserOfAsync(_product.Student);
        var app = await SetUpAsync(browser);
        var code = app.Code;
        using var first = await SignedInWithAsync(code);
        using var again = await HalfwayAsync();

        using var refused = await again.PostFormAsync("/sign-in/code", "code", ("Form.Code", code));

        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Contains("was used already", await refused.TextAsync(), StringComparison.Ordinal);
        Assert.False(await IsSignedInAsync(again));
    }

    [Fact]
    public async Task Code_OfTheSetUp_IsUsed()
    {
        using var browser = await _product.BrowserOfAsync(_product.Student);
        var app = await AuthenticatorApp.SetUpAsync(browser, _product.Clock);
        using var again = await HalfwayAsync();

        using var refused = await again.PostFormAsync("/sign-in/code", "code", ("Form.Code", app.Code));

        Assert.False(await IsSignedInAsync(again));
    }

    [Fact]
    public async Task Code_SentTwiceAtOnce_SignsInOnce()
    {
        using var browser = await _product.BrowserOfAsync(_product.Student);
        var app = await SetUpAsync(browser);
        var devices = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => HalfwayAsync()));
        var code = app.Code;

        var answers = await Task.WhenAll(devices.Select(d => d.PostFormAsync("/sign-in/code", "code", ("Form.Code", code))));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task WrongCodes_LockTheAccount_AlsoForTheRightPassword()
    {
        using var browser = await _product.BrowserOfAsync(_product.Student);
        var app = await SetUpAsync(browser);
        using var guesser = await HalfwayAsync();

        for (var i = 0; i < 5; i++)
        {
            using var refused = await guesser.PostFormAsync("/sign-in/code", "code", ("Form.Code", "000000"));
        }
        using var locked = await guesser.PostFormAsync("/sign-in/code", "code", ("Form.Code", app.Code));

        Assert.Contains("Too many attempts", await locked.TextAsync(), StringComparison.Ordinal);
        using var elsewhere = _product.Anonymous();
        using var password = await PasswordAsync(elsewhere);
        Assert.Contains("Too many attempts", await password.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongCodes_ManyAtOnce_AreAllCounted()
    {
        using var browser = await _product.BrowserOfAsync(_product.Student);
        await SetUpAsync(browser);
        var guessers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => HalfwayAsync()));

        var answers = await Task.WhenAll(guessers.Select(g => g.PostFormAsync("/sign-in/code", "code", ("Form.Code", "000000"))));
        var pages = await Task.WhenAll(answers.Select(a => a.TextAsync()));

        Assert.Equal(4, pages.Count(p => p.Contains("This code is not right", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task WrongRecoveryCodes_LockTheAccount()
    {
        using var browser = await _product.BrowserOfAsync(_product.Student);
        var app = await SetUpAsync(browser);
        using var guesser = await HalfwayAsync();

        for (var i = 0; i < 5; i++)
        {
            using var refused = await guesser.PostFormAsync("/sign-in/code?Recovery=true", "code", ("Form.Code", "AAAAA-AAAAA"));
        }
        using var locked = await guesser.PostFormAsync("/sign-in/code?Recovery=true", "code", ("Form.Code", app.RecoveryCodes[0]));

        Assert.Contains("Too many attempts", await locked.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RecoveryCode_SignsInOnce()
    {
        using var browser = await _product.BrowserOfAsync(_product.Student);
        var app = await SetUpAsync(browser);
        using var first = await HalfwayAsync();
        using var second = await HalfwayAsync();

        using var taken = await first.PostFormAsync("/sign-in/code?Recovery=true", "code", ("Form.Code", app.RecoveryCodes[7].ToLowerInvariant()));
        using var refused = await second.PostFormAsync("/sign-in/code?Recovery=true", "code", ("Form.Code", app.RecoveryCodes[7]));

        Assert.True(await IsSignedInAsync(first));
        Assert.False(await IsSignedInAsync(second));
        Assert.Contains("Recovery codes left: 9", await browser.GetStringAsync(Page, Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RecoveryCodes_MadeAnew_EndTheOldOnes()
    {
        using var browser = await _product.BrowserOfAsync(_product.Student);
        var app = await SetUpAsync(browser);

        using var refused = await browser.PostFormAsync(Page, "renew-codes", ("Form.Password", "wrong"));
        Assert.Empty(AuthenticatorApp.CodesOf(await refused.TextAsync()));
        using var made = await browser.PostFormAsync(Page, "renew-codes", ("Form.Password", ApiFactory.Password));
        var codes = AuthenticatorApp.CodesOf(await made.TextAsync());
        Assert.True(made.Headers.CacheControl!.NoStore);

        Assert.Equal(10, codes.Except(app.RecoveryCodes).Count());
        using var old = await HalfwayAsync();
        using var refusedOld = await old.PostFormAsync("/sign-in/code?Recovery=true", "code", ("Form.Code", app.RecoveryCodes[0]));
        Assert.False(await IsSignedInAsync(old));
        using var taken = await old.PostFormAsync("/sign-in/code?Recovery=true", "code", ("Form.Code", codes[0]));
        Assert.True(await IsSignedInAsync(old));
    }

    [Theory]
    [InlineData("wrong", null, "This is not your password.")]
    [InlineData(ApiFactory.Password, "000000", "does not go with the key")]
    public async Task SwitchOn_WithoutPasswordOrCode_IsRefused_AndKeepsTheKey(string password, string? code, string reason)
    {
        using var browser = await _product.BrowserOfAsync(_product.Student);

        using var refused = await browser.PostFormAsync(Page, "switch-on", ("Form.Code", code ?? "000000"), ("Form.Password", password));

        var page = await refused.TextAsync();
        Assert.Contains(reason, page, StringComparison.Ordinal);
        Assert.Contains("Form.Pending", page, StringComparison.Ordinal);
        using var device = _product.Anonymous();
        using var answer = await PasswordAsync(device);
        Assert.True(await IsSignedInAsync(device));
    }

    [Fact]
    public async Task Key_OfAnotherPerson_IsNotTaken()
    {
        using var browser = await _product.BrowserOfAsync(_product.Student);
        using var other = await _product.BrowserOfAsync(_product.OtherStudent);
        var theirs = await other.GetStringAsync(Page, Token);
        var pending = System.Text.RegularExpressions.Regex.Match(theirs, "name=\"Form.Pending\" value=\"([^\"]+)\"").Groups[1].Value;

        using var refused = await browser.PostFormAsync(Page, "switch-on", ("Form.Pending", pending), ("Form.Code", "000000"), ("Form.Password", ApiFactory.Password));

        Assert.DoesNotContain(pending, await refused.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SwitchedOff_AfterThePassword_AsksNoCode_AndLeavesNothingBehind()
    {
        using var browser = await _product.BrowserOfAsync(_product.Student);
        await SetUpAsync(browser);

        using var refused = await browser.PostFormAsync(Page, "switch-off", ("Form.Password", "wrong"));
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        using var off = await browser.PostFormAsync(Page, "switch-off", ("Form.Password", ApiFactory.Password));

        Assert.Equal(HttpStatusCode.Redirect, off.StatusCode);
        using var device = _product.Anonymous();
        using var answer = await PasswordAsync(device);
        Assert.True(await IsSignedInAsync(device));
        await using var context = _product.Context();
        Assert.Empty(await context.UserTokens.Where(t => t.LoginProvider != KnownSignIns.Provider).ToListAsync(Token));
    }

    [Fact]
    public async Task RememberedBrowser_IsNotAskedForThirtyDays_UntilThePasswordChanges()
    {
        // What is kept beyond the browser's end has an end itself, which the client's cookies know by the real clock.
        _product.Clock.Advance(TimeProvider.System.GetUtcNow() - _product.Clock.GetUtcNow());
        using var browser = await _product.BrowserOfAsync(_product.Student);
        var app = await SetUpAsync(browser);
        using var device = await HalfwayAsync();
        using var remembered = await device.PostFormAsync("/sign-in/code", "code", ("Form.Code", app.Code), ("Form.RememberBrowser", "true"));

        using var next = await PasswordAsync(device);
        Assert.Equal("/", LeadsTo(next));

        using var changed = await browser.PostFormAsync(
            "/settings/password", "password", ("Form.Current", ApiFactory.Password), ("Form.Password", "another long password"));
        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        // Looked at within a minute, as all that a sign-in depends on.
        _product.Clock.Advance(TimeSpan.FromMinutes(2));
        using var later = await device.PostFormAsync("/sign-in", "sign-in", ("Form.Email", _product.Student.Email!), ("Form.Password", "another long password"));
        Assert.StartsWith("/sign-in/code", LeadsTo(later), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CodePage_WithoutAPassword_LeadsToTheSignIn()
    {
        using var client = _product.Anonymous();

        using var answer = await client.GetAsync("/sign-in/code", Token);

        Assert.Equal("/sign-in", LeadsTo(answer));
    }

    [Fact]
    public async Task Login_OverTheApi_NamesTheCodeUntilItComes()
    {
        using var browser = await _product.BrowserOfAsync(_product.Student);
        var app = await SetUpAsync(browser);
        using var client = _product.Anonymous();

        Assert.Equal(["code"], (await (await LoginAsync(client, "")).ProblemAsync(401)).FieldsOf());
        Assert.Equal(["code"], (await (await LoginAsync(client, ""","code":"000000" """)).ProblemAsync(401)).FieldsOf());
        Assert.Equal(["recovery_code"], (await (await LoginAsync(client, ""","recovery_code":"AAAAA-AAAAA" """)).ProblemAsync(401)).FieldsOf());
        var tokens = await (await LoginAsync(client, $""","code":"{app.Code}" """)).OkAsync();
        Assert.NotEqual("", tokens.GetProperty("refresh_token").GetString());
        await (await LoginAsync(client, $""","recovery_code":"{app.RecoveryCodes[0]}" """)).OkAsync();

        using var signedIn = _product.ClientWith(tokens.GetProperty("access_token").GetString()!);
        await (await signedIn.SendAsync("GET", Sessions)).OkAsync();
    }

    [Fact]
    public async Task Login_WithAWrongPasswordAndARightCode_SaysNothingOfTheCode()
    {
        using var browser = await _product.BrowserOfAsync(_product.Student);
        var app = await SetUpAsync(browser);
        using var client = _product.Anonymous();

        var problem = await (await client.SendAsync("POST", "/api/auth/login", $$"""{"email":"mina@example.org","password":"wrong","code":"{{app.Code}}"}""")).ProblemAsync(401);

        Assert.Empty(problem.FieldsOf());
    }

    [Fact]
    public async Task Stored_IsNeitherKeyNorCode()
    {
        using var browser = await _product.BrowserOfAsync(_product.Student);
        var app = await SetUpAsync(browser);

        await using var context = _product.Context();
        var stored = string.Join('\n', await context.UserTokens.Select(t => t.Value).ToListAsync(Token));

        Assert.NotEqual("", stored);
        Assert.All(app.RecoveryCodes.Append(app.KeyText).Select(s => s.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal)),
            secret => Assert.DoesNotContain(secret, stored, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Admin_SwitchesItOff_ForWhoLostAppAndCodes()
    {
        using var browser = await _product.BrowserOfAsync(_product.Student);
        await SetUpAsync(browser);
        var people = _product.Services.GetRequiredService<PeopleAdmin>();
        Assert.True((await people.AllAsync(Token)).Single(p => p.Id == _product.Student.Id).HasSecondStep);

        Assert.Null(await people.SwitchOffSecondStepAsync(_product.Student.Id, Token));

        using var device = _product.Anonymous();
        using var answer = await PasswordAsync(device);
        Assert.True(await IsSignedInAsync(device));
    }

    /// <summary>Sets the app up and waits for its next code: the one of the set-up is used.</summary>
    private async Task<AuthenticatorApp> SetUpAsync(HttpClient browser)
    {
        var app = await AuthenticatorApp.SetUpAsync(browser, _product.Clock);
        _product.Clock.Advance(TimeSpan.FromSeconds(60));
        return app;
    }

    private Task<HttpResponseMessage> PasswordAsync(HttpClient device, string address = "/sign-in") =>
        device.PostFormAsync(address, "sign-in", ("Form.Email", _product.Student.Email!), ("Form.Password", ApiFactory.Password));

    /// <summary>A device that has given the password.</summary>
    private async Task<HttpClient> HalfwayAsync()
    {
        var device = _product.Anonymous();
        using var answer = await PasswordAsync(device);
        Assert.StartsWith("/sign-in/code", LeadsTo(answer), StringComparison.Ordinal);
        return device;
    }

    private async Task<HttpClient> SignedInWithAsync(string code)
    {
        var device = await HalfwayAsync();
        using var answer = await device.PostFormAsync("/sign-in/code", "code", ("Form.Code", code));
        Assert.True(await IsSignedInAsync(device));
        return device;
    }

    private static string LeadsTo(HttpResponseMessage answer) => new Uri(new Uri("http://localhost"), answer.Headers.Location!).PathAndQuery;

    private static async Task<bool> IsSignedInAsync(HttpClient device)
    {
        using var answer = await device.GetAsync("/settings/password", Token);
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private static Task<HttpResponseMessage> LoginAsync(HttpClient client, string more) =>
        client.SendAsync("POST", "/api/auth/login", $$"""{"email":"mina@example.org","password":"{{ApiFactory.Password}}"{{more}}}""");
}
