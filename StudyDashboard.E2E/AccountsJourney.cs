using System.Text.RegularExpressions;
using Microsoft.Playwright;
using StudyDashboard.E2E.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StudyDashboard.E2E;

public sealed class AccountsJourney : Journey
{
    [Fact]
    public async Task FirstVisit_GoneThrough_EndsOnToday()
    {
        var page = await OpenDeviceAsync(width: 390);
        await RegisterOwnerAsync(page);
        await Button(page, "Next").ClickAsync();
        await page.GetByLabel("A study day starts at").SelectOptionAsync("3");
        await Button(page, "Next").ClickAsync();
        await page.GetByLabel("Monday").FillAsync("1.5h");
        await Button(page, "Next").ClickAsync();
        await page.GetByLabel("Theme", new() { Exact = true }).SelectOptionAsync("Dark");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await Button(page, "Next").ClickAsync();
        await Button(page, "Start empty").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/$"));

        await VisitAsync(page, "/settings/study-days");
        await Expect(page.GetByLabel("A study day starts at")).ToHaveValueAsync("3");
        await Expect(page.GetByLabel("Monday").First).ToHaveValueAsync("1:30");
    }

    [Fact]
    public async Task SignOut_InOneTab_EndsTheOtherAndNoOtherDevice()
    {
        var page = await OpenDeviceAsync();
        await CreateOwnerAsync(page);
        var other = await page.Context.NewPageAsync();
        await VisitAsync(other, "/dashboard/sessions");
        var phone = await OpenDeviceAsync(width: 390);
        await SignInAsync(phone);

        await Button(page, "Sign out").ClickAsync();

        await Expect(other).ToHaveURLAsync(new Regex("/sign-in\\?ReturnUrl=%2Fdashboard%2Fsessions$"));
        await Button(phone, "Start").First.ClickAsync();
        await Button(phone, "Start session").ClickAsync();
        await Expect(phone).ToHaveTitleAsync(new Regex("^0:0"));
    }

    [Fact]
    public async Task SignInList_AllOthersSignedOut_LosePagesAtOnce_AndThisOneStays()
    {
        var page = await OpenDeviceAsync();
        await CreateOwnerAsync(page);
        var phone = await OpenDeviceAsync(width: 390);
        await SignInAsync(phone);
        await VisitAsync(phone, "/dashboard/sessions");

        await VisitAsync(page, "/settings/sign-in");
        await Button(page, "Sign out all others").ClickAsync();
        await page.GetByLabel("Password").FillAsync(OwnerPassword);
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();

        await Expect(phone).ToHaveURLAsync(new Regex("/sign-in\\?ReturnUrl=%2Fdashboard%2Fsessions$"));
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Where you are signed in" }).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Guardian_InvitedAndPaired_IsRevokedByTheStudent()
    {
        var owner = await OpenDeviceAsync();
        await CreateOwnerAsync(owner);
        await VisitAsync(owner, "/admin");
        await owner.GetByLabel("Role", new() { Exact = true }).SelectOptionAsync("Guardian");
        await Button(owner, "Create invitation").ClickAsync();
        var link = await owner.GetByLabel("Link to pass on").InputValueAsync();

        var guardian = await OpenDeviceAsync();
        await guardian.GotoAsync(link);
        await guardian.GetByLabel("Name", new() { Exact = true }).FillAsync("Vera Park");
        await guardian.GetByLabel("E-mail address").FillAsync("vera@example.org");
        await guardian.GetByLabel("Password").FillAsync("another long password");
        await Button(guardian, "Create account").ClickAsync();
        await Expect(guardian).ToHaveURLAsync(new Regex("/welcome$"));
        await ReadyAsync(guardian);

        await VisitAsync(owner, "/settings/guardians");
        await Button(owner, "Give a pairing code").ClickAsync();
        var code = await owner.GetByText(new Regex("^[2-9A-Z]{4}-[2-9A-Z]{4}$")).InnerTextAsync();
        await VisitAsync(guardian, "/children");
        await guardian.GetByLabel("Pairing code").FillAsync(code);
        await Button(guardian, "Connect").ClickAsync();
        await Expect(guardian.GetByText("Mina Park is connected.")).ToBeVisibleAsync();

        await owner.ReloadAsync();
        await ReadyAsync(owner);
        await Button(owner, "Revoke").ClickAsync();
        await Expect(owner.GetByText("No guardian sees anything.")).ToBeVisibleAsync();
        await guardian.ReloadAsync();
        await ReadyAsync(guardian);
        await Expect(guardian.GetByText("No child is connected yet")).ToBeVisibleAsync();

        await guardian.GotoAsync("/settings/delete-account");
        await guardian.GetByLabel("Password").FillAsync("another long password");
        await Button(guardian, "Delete my account").ClickAsync();
        await Expect(guardian).ToHaveURLAsync(new Regex("/sign-in"));
    }

    [Fact]
    public async Task Zone_Changed_SaysWhatMoves()
    {
        var page = await OpenDeviceAsync();
        await CreateOwnerAsync(page);
        await VisitAsync(page, "/settings/study-days");
        await page.GetByLabel("Time zone").SelectOptionAsync("Asia/Tokyo");
        await Expect(page.GetByText("Sessions that are there stay on the day")).ToBeVisibleAsync();
        await Button(page, "Save").First.ClickAsync();
        await Expect(page.GetByText("Saved.")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await ReadyAsync(page);
        await Expect(page.GetByLabel("Time zone")).ToHaveValueAsync("Asia/Tokyo");
    }
}
