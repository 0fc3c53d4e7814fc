using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Admin;
using StudyDashboard.Features.Accounts.Tokens;
using StudyDashboard.Infrastructure.Http;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Accounts;

public sealed class OfflineResultsPartTests : IDisposable
{
    private readonly StudyFixture _study = new();
    private readonly BunitContext _page = new();
    private readonly SiteTokens _tokens;

    public OfflineResultsPartTests()
    {
        _tokens = ActivatorUtilities.CreateInstance<SiteTokens>(_study.Get<IServiceProvider>());
        _page.Services.AddSingleton(_tokens);
        _page.Services.AddScoped<UndoOffers>();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Switch_SaysWhetherItIsOnAndHowToSwitchItOn(bool isOn, bool saysHow)
    {
        var part = await RenderAsync(isOn);

        Assert.Equal(saysHow, part.Markup.Contains("Ingest:Enabled=true", StringComparison.Ordinal));
        Assert.Contains("There is none.", part.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoke_EndsTheToken_AndUndoneItIsValidAgain()
    {
        var made = (await _tokens.CreateAsync("viewers", Token)).Value;
        Assert.NotNull(await _tokens.CheckAsync(made.Secret, Token));
        var part = await RenderAsync(isOn: true);
        Assert.Contains("viewers", part.Find("li").TextContent, StringComparison.Ordinal);
        Assert.Contains("last used", part.Find("li").TextContent, StringComparison.Ordinal);

        await part.Find("li .danger").ClickAsync(new MouseEventArgs());
        Assert.Null(await _tokens.CheckAsync(made.Secret, Token));
        Assert.Empty(part.FindAll("li"));
        await part.InvokeAsync(() => _page.Services.GetRequiredService<UndoOffers>().Current!.Undo(Token));

        Assert.NotNull(await _tokens.CheckAsync(made.Secret, Token));
        Assert.Single(part.FindAll("li"));
    }

    [Fact]
    public async Task Revoke_ByWhoIsNoAdminAnyMore_IsRefused()
    {
        var made = (await _tokens.CreateAsync("viewers", Token)).Value;
        var part = await RenderAsync(isOn: true, Roles.Student);

        await part.Find("li .danger").ClickAsync(new MouseEventArgs());

        Assert.NotNull(await _tokens.CheckAsync(made.Secret, Token));
        Assert.NotNull(part.Find("[role=alert]"));
    }

    public void Dispose()
    {
        _page.Dispose();
        _study.Dispose();
    }

    private async Task<IRenderedComponent<OfflineResultsPart>> RenderAsync(bool isOn, string role = Roles.Admin)
    {
        _page.Services.AddSingleton(new IngestSwitch(isOn));
        _page.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        var profile = (await _study.Get<ProfileService>().GetAsync(_study.StudentId, Token))! with { Roles = [role] };
        return _page.Render<OfflineResultsPart>(p => p.AddCascadingValue(profile));
    }
}
