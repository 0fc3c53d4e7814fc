using System.Text.RegularExpressions;
using Microsoft.Playwright;
using StudyDashboard.E2E.Infrastructure;
using StudyDashboard.Features.Accounts.SecondStep;
using static Microsoft.Playwright.Assertions;
using static StudyDashboard.E2E.Infrastructure.Journey;

namespace StudyDashboard.E2E;

/// <content>The ways in: authenticator app, recovery codes, passkeys.</content>
public sealed partial class AccessibilityTests
{
    [Fact]
    public async Task SignIn_WithItsSteps_HasNoViolations()
    {
        const string Email = "careful@example.org";
        const string Password = "another long password";
        var (page, axe) = await product.OpenAsync();
        await Passkeys.AddDeviceAsync(page);
        await page.GotoAsync("/register");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Careful");
        await page.GetByLabel("E-mail address").FillAsync(Email);
        await page.GetByLabel("Password").FillAsync(Password);
        await Button(page, "Create account").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/welcome$"));

        await page.GotoAsync("/settings/new-passkey");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("my laptop");
        await page.GetByLabel("Password").FillAsync("a wrong password");
        await Button(page, "Go on").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await axe.CheckAsync("new passkey: refused");
        await page.GetByLabel("Password").FillAsync(Password);
        await Button(page, "Go on").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/settings/sign-in$"));
        await ReadyAsync(page);
        await axe.CheckAsync("passkeys");
        await Button(page, "Rename my laptop").ClickAsync();
        await Expect(Button(page, "Save")).ToBeVisibleAsync();
        await axe.CheckAsync("passkeys: rename");

        await page.Context.ClearCookiesAsync(new() { Name = "study" });
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("E-mail address").FillAsync(Email);
        await page.GetByLabel("Password").FillAsync(Password);
        await Button(page, "Sign in").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/welcome$"));
        await page.GotoAsync("/settings/sign-in");
        await ReadyAsync(page);
        await Button(page, "Sign out all others").ClickAsync();
        await Expect(page.GetByLabel("Password")).ToBeVisibleAsync();
        await axe.CheckAsync("sign-ins: sign out");

        await page.GotoAsync("/settings/second-step");
        var key = Totp.KeyOf(await page.Locator("strong.secret").InnerTextAsync());
        await page.GetByLabel("Code that the app shows").FillAsync("000000");
        await page.GetByLabel("Password").FillAsync(Password);
        await Button(page, "Switch on").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await axe.CheckAsync("second step: refused");
        await page.GetByLabel("Code that the app shows").FillAsync(Totp.CodeOf(key, Totp.StepAt(product.Clock.GetUtcNow())));
        await page.GetByLabel("Password").FillAsync(Password);
        await Button(page, "Switch on").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Recovery codes" })).ToBeVisibleAsync();
        await axe.CheckAsync("second step: recovery codes");
        await page.GotoAsync("/settings/second-step");
        await Expect(Button(page, "Switch off")).ToBeVisibleAsync();
        await axe.CheckAsync("second step: on");

        await page.Context.ClearCookiesAsync();
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("E-mail address").FillAsync(Email);
        await page.GetByLabel("Password").FillAsync(Password);
        await Button(page, "Sign in").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/sign-in/code"));
        await axe.CheckPageAsync("sign-in: code");
        await page.GetByLabel("Code that the app shows").FillAsync("000000");
        await Button(page, "Sign in").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await axe.CheckAsync("sign-in: code refused");
        await page.GetByRole(AriaRole.Link, new() { Name = "Use a recovery code" }).ClickAsync();
        await Expect(page.GetByLabel("Recovery code")).ToBeVisibleAsync();
        await axe.CheckAsync("sign-in: recovery code");
        // The wrong password of the new passkey is answered 422, which the console names.
        Assert.DoesNotContain(axe.Take(), line => !line.Contains("422", StringComparison.Ordinal));
    }
}
