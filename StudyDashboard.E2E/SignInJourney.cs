using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using StudyDashboard.E2E.Infrastructure;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.SecondStep;
using static Microsoft.Playwright.Assertions;

namespace StudyDashboard.E2E;

/// <summary>The ways in beside the password: an authenticator app, recovery codes, passkeys.</summary>
public sealed class SignInJourney : Journey
{
    [Fact]
    public async Task AuthenticatorApp_SetUp_IsAskedForOnAnotherDevice_AndARecoveryCodeStandsInForIt()
    {
        var page = await OpenDeviceAsync();
        await CreateOwnerAsync(page);
        await VisitAsync(page, "/settings/sign-in");
        await page.GetByRole(AriaRole.Link, new() { Name = "Set up" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "QR code" })).ToBeVisibleAsync();
        var key = Totp.KeyOf(await page.Locator("strong.secret").InnerTextAsync());
        await page.GetByLabel("Code that the app shows").FillAsync(Code(key));
        await page.GetByLabel("Password").FillAsync(OwnerPassword);
        await Button(page, "Switch on").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Recovery codes" })).ToBeVisibleAsync();
        var codes = await page.GetByRole(AriaRole.Listitem).AllInnerTextsAsync();
        Assert.Equal(10, codes.Count);
        var file = await page.RunAndWaitForDownloadAsync(() => Button(page, "Download").ClickAsync());
        Assert.Equal("StudyDashboard recovery codes.txt", file.SuggestedFilename);
        Assert.Equal(codes, (await File.ReadAllTextAsync(await file.PathAsync(), TestContext.Current.CancellationToken)).TrimStart('\ufeff').Trim().Split('\n'));
        await page.GetByRole(AriaRole.Link, new() { Name = "Back to settings" }).ClickAsync();
        await Expect(page.GetByText("Recovery codes left: 10")).ToBeVisibleAsync();

        Server.Clock.Advance(TimeSpan.FromMinutes(1));
        var phone = await OpenDeviceAsync(width: 390);
        await GivePasswordAsync(phone);
        await phone.GetByLabel("Code that the app shows").FillAsync("000000");
        await Button(phone, "Sign in").ClickAsync();
        await Expect(phone.GetByRole(AriaRole.Alert)).ToContainTextAsync("This code is not right");
        await phone.GetByLabel("Code that the app shows").FillAsync(Code(key));
        await phone.GetByLabel("Ask for no code in this browser").CheckAsync();
        await Button(phone, "Sign in").ClickAsync();
        await Expect(phone).ToHaveURLAsync(new Regex("/$"));
        await ReadyAsync(phone);

        // The browser is remembered; another one is not, and signs in by a code from the drawer.
        await phone.Context.ClearCookiesAsync(new() { Name = "study" });
        await SignInAsync(phone);
        var other = await OpenDeviceAsync();
        await GivePasswordAsync(other);
        await other.GetByRole(AriaRole.Link, new() { Name = "Use a recovery code" }).ClickAsync();
        await other.GetByLabel("Recovery code").FillAsync(codes[4]);
        await Button(other, "Sign in").ClickAsync();
        await Expect(other).ToHaveURLAsync(new Regex("/$"));

        await VisitAsync(other, "/settings/sign-in");
        await Expect(other.GetByText("Recovery codes left: 9")).ToBeVisibleAsync();
        await other.GetByRole(AriaRole.Link, new() { Name = "Manage" }).ClickAsync();
        await other.GetByLabel("Password").Last.FillAsync(OwnerPassword);
        await Button(other, "Switch off").ClickAsync();
        await Expect(other.GetByRole(AriaRole.Link, new() { Name = "Set up" })).ToBeVisibleAsync();
        await SignInAsync(await OpenDeviceAsync());
    }

    [Fact]
    public async Task Passkey_Added_SignsIn_UntilItIsRemoved()
    {
        var page = await OpenDeviceAsync();
        await Passkeys.AddDeviceAsync(page);
        await CreateOwnerAsync(page);
        await VisitAsync(page, "/settings/sign-in");
        await page.GetByRole(AriaRole.Link, new() { Name = "Add a passkey" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("my laptop");
        await page.GetByLabel("Password").FillAsync("a wrong password");
        await Button(page, "Go on").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("This is not your password.");
        await page.GetByLabel("Password").FillAsync(OwnerPassword);
        await Button(page, "Go on").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/settings/sign-in$"));
        await ReadyAsync(page);

        await Button(page, "Rename my laptop").ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("laptop at home");
        await Button(page, "Save").ClickAsync();
        await Expect(Button(page, "Rename laptop at home")).ToBeVisibleAsync();

        await page.Context.ClearCookiesAsync();
        await LockAsync(Server.Clock.GetUtcNow().AddMinutes(5));
        await page.GotoAsync("/sign-in");
        await Button(page, "Sign in with a passkey").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("Too many attempts.");
        await LockAsync(null);
        await page.GotoAsync("/sign-in?ReturnUrl=%2Fsettings%2Fsign-in");
        await Button(page, "Sign in with a passkey").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/settings/sign-in$"));
        await ReadyAsync(page);

        await Button(page, "Remove laptop at home").ClickAsync();
        await Expect(page.GetByText("You have no passkeys.")).ToBeVisibleAsync();
        await Button(page, "Undo").ClickAsync();
        await Button(page, "Remove laptop at home").ClickAsync();
        await Expect(page.GetByText("You have no passkeys.")).ToBeVisibleAsync();
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync("/sign-in");
        await Button(page, "Sign in with a passkey").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("This passkey does not sign in here.");
    }

    [Fact]
    public async Task Passkey_OfferedByTheBrowser_SignsInWithoutAButton()
    {
        var page = await OpenDeviceAsync();
        await Passkeys.AddDeviceAsync(page, offered: true);
        await CreateOwnerAsync(page);
        await page.GotoAsync("/settings/new-passkey");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("my laptop");
        await page.GetByLabel("Password").FillAsync(OwnerPassword);
        await Button(page, "Go on").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/settings/sign-in$"));

        await page.Context.ClearCookiesAsync();
        await page.GotoAsync("/sign-in");

        await Expect(page).ToHaveURLAsync(new Regex("/$"));
        await ReadyAsync(page);
    }

    private static async Task GivePasswordAsync(IPage page)
    {
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("E-mail address").FillAsync(OwnerEmail);
        await page.GetByLabel("Password").FillAsync(OwnerPassword);
        await Button(page, "Sign in").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/sign-in/code"));
    }

    private async Task LockAsync(DateTimeOffset? until)
    {
        using var scope = Server.Services.CreateScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        await people.SetLockoutEndDateAsync((await people.FindByEmailAsync(OwnerEmail))!, until);
    }

    private string Code(byte[] key) => Totp.CodeOf(key, Totp.StepAt(Server.Clock.GetUtcNow()));
}
