using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.SignInList;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Accounts;

public sealed class SignInListSettingsTests : IAsyncLifetime
{
    private readonly ApiFactory _product = new();
    private readonly BunitContext _page = new();

    private KnownSignIns Known => _product.Services.GetRequiredService<KnownSignIns>();

    [Fact]
    public async Task SignOut_OfOne_AsksForThePassword_AndKeepsTheOthers()
    {
        var part = await RenderAsync();

        await part.FindAll("li .danger")[0].ClickAsync(new MouseEventArgs());
        await part.Find("#password").ChangeAsync("wrong");
        await part.Find("form").SubmitAsync();
        Assert.Contains("This is not your password", part.Find("form").TextContent, StringComparison.Ordinal);
        Assert.Equal(3, part.FindAll("li").Count);

        await part.Find("#password").ChangeAsync(ApiFactory.Password);
        await part.Find("form").SubmitAsync();
        Assert.Equal(2, part.FindAll("li").Count);
        Assert.Empty(part.FindAll("form"));
    }

    [Fact]
    public async Task SignOut_OfAllOthers_LeavesThisOne_AndOffersNothingMore()
    {
        var part = await RenderAsync();

        await part.Find("p > .button").ClickAsync(new MouseEventArgs());
        await part.Find("#password").ChangeAsync(ApiFactory.Password);
        await part.Find("form").SubmitAsync();

        Assert.Contains("this browser", Assert.Single(part.FindAll("li")).TextContent, StringComparison.Ordinal);
        Assert.Empty(part.FindAll("button"));
    }

    [Fact]
    public async Task Cancel_EndsNothing()
    {
        var part = await RenderAsync();

        await part.FindAll("li .danger")[0].ClickAsync(new MouseEventArgs());
        await part.Find("[data-cancel]").ClickAsync(new MouseEventArgs());

        Assert.Empty(part.FindAll("form"));
        Assert.Equal(3, part.FindAll("li").Count);
    }

    public async ValueTask InitializeAsync()
    {
        await _product.InitializeAsync();
        _page.Services.AddSingleton(Known);
        _page.Services.AddSingleton<TimeProvider>(_product.Clock);
        _page.AddBunitPersistentComponentState();
        _page.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    public async ValueTask DisposeAsync()
    {
        await _page.DisposeAsync();
        await _product.DisposeAsync();
    }

    private async Task<IRenderedComponent<SignInListSettings>> RenderAsync()
    {
        var mine = await SignInAsync();
        await SignInAsync();
        await SignInAsync();
        var profile = (await _product.Services.GetRequiredService<ProfileService>().GetAsync(_product.Student.Id, TestContext.Current.CancellationToken))!;
        return _page.Render<SignInListSettings>(p => p.AddCascadingValue(profile).AddCascadingValue(Task.FromResult(new AuthenticationState(mine))));
    }

    private async Task<ClaimsPrincipal> SignInAsync()
    {
        using var scope = _product.Services.CreateScope();
        var principal = await scope.ServiceProvider.GetRequiredService<SignInManager<Person>>().CreateUserPrincipalAsync(_product.Student);
        await Known.NoteUseAsync(principal, null, isProgram: false);
        return principal;
    }
}
