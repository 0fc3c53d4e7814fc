using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Tokens;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Accounts;

public sealed class TokensPageTests : IDisposable
{
    private readonly StudyFixture _study = new();
    private readonly BunitContext _page = new();

    public TokensPageTests()
    {
        _page.Services.AddSingleton(ActivatorUtilities.CreateInstance<TokenService>(_study.Get<IServiceProvider>()));
        _page.Services.AddSingleton<TimeProvider>(_study.Clock);
        _page.Services.AddScoped<UndoOffers>();
        _page.AddBunitPersistentComponentState();
        _page.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    [Fact]
    public async Task Copy_WhereTheBrowserHasNoClipboard_SaysToCopyByHand()
    {
        _page.JSInterop.SetupVoid("navigator.clipboard.writeText", _ => true).SetException(new JSException("undefined"));
        var page = await RenderAsync();
        await page.Find("#name").ChangeAsync("backup");
        await page.Find("form").SubmitAsync();

        await page.Find("[role=status] .button.primary").ClickAsync(new MouseEventArgs());

        Assert.StartsWith("sd_", page.Find("#secret").GetAttribute("value"), StringComparison.Ordinal);
        Assert.Contains("copy it", page.Find("#secret-hint").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoke_Undone_IsValidAgain()
    {
        var page = await RenderAsync();
        await page.Find("#name").ChangeAsync("backup");
        await page.Find("form").SubmitAsync();

        await page.Find("tbody .danger").ClickAsync(new MouseEventArgs());
        Assert.Empty(page.FindAll("tbody"));
        await page.InvokeAsync(() => _page.Services.GetRequiredService<UndoOffers>().Current!.Undo(TestContext.Current.CancellationToken));

        Assert.Equal("backup", page.Find("tbody th").TextContent);
    }

    public void Dispose()
    {
        _page.Dispose();
        _study.Dispose();
    }

    private async Task<IRenderedComponent<TokensPage>> RenderAsync()
    {
        var profile = (await _study.Get<ProfileService>().GetAsync(_study.StudentId, TestContext.Current.CancellationToken))!;
        return _page.Render<TokensPage>(p => p.AddCascadingValue(profile));
    }
}
