using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Webhooks;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Webhooks;

public sealed class WebhooksPageTests : IDisposable
{
    private readonly WebhookWorld _world = new();
    private readonly BunitContext _page = new();

    public WebhooksPageTests()
    {
        _page.Services.AddSingleton(_world.Service);
        _page.Services.AddSingleton(_world.Sender);
        _page.Services.AddSingleton(_world.Study.Get<WebhookLog>());
        _page.Services.AddSingleton<TimeProvider>(_world.Study.Clock);
        _page.Services.AddScoped<UndoOffers>();
        _page.AddBunitPersistentComponentState();
        _page.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    [Fact]
    public async Task Create_ShowsTheSecretOnce()
    {
        var page = await RenderAsync();
        Assert.Contains("There are no webhooks", page.Markup, StringComparison.Ordinal);

        await page.Find("#name").ChangeAsync("Wall");
        await page.Find("#url").ChangeAsync(_world.Address);
        await page.Find("form").SubmitAsync();

        Assert.StartsWith("sdwh_", page.Find("#secret").GetAttribute("value"), StringComparison.Ordinal);
        await page.Find("[role=status] .button:not(.primary)").ClickAsync(new MouseEventArgs());
        Assert.Empty(page.FindAll("#secret"));
        Assert.Equal("Wall", page.Find("li h3").TextContent);
    }

    [Fact]
    public async Task Create_ThatIsRefused_SaysWhyAndKeepsWhatWasTyped()
    {
        var page = await RenderAsync();

        await page.Find("#name").ChangeAsync("Wall");
        await page.Find("#url").ChangeAsync("ftp://example.org");
        await page.Find("form").SubmitAsync();

        Assert.Contains("http://", page.Find("#url-error").TextContent, StringComparison.Ordinal);
        Assert.Equal("Wall", page.Find("#name").GetAttribute("value"));
    }

    [Fact]
    public async Task Test_ThatFails_IsShownAndStandsInTheLog()
    {
        await _world.AddAsync();
        _world.Status = 500;
        var page = await RenderAsync();

        await page.Find("[aria-label='Send a test to Wall']").ClickAsync(new MouseEventArgs());
        page.WaitForAssertion(() => Assert.Contains("status 500", page.Find("section [role=status]").TextContent, StringComparison.Ordinal));
        await page.Find("[aria-label='Deliveries of Wall']").ClickAsync(new MouseEventArgs());

        page.WaitForAssertion(() => Assert.Contains("given up", page.Find("tbody tr").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Log_RetryNow_SendsAtOnce()
    {
        await _world.AddAsync();
        await _world.StudyAsync();
        _world.Status = 500;
        await _world.SendAsync();
        _world.Status = 200;
        var page = await RenderAsync();
        await page.Find("[aria-label='Deliveries of Wall']").ClickAsync(new MouseEventArgs());
        page.WaitForElement("tbody tr");

        await page.Find("[aria-label='Retry session.finished now']").ClickAsync(new MouseEventArgs());

        page.WaitForAssertion(() => Assert.Contains("arrived (200)", page.Find("tbody tr").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task PauseEditAndDelete_Act_AndADeletionIsUndone()
    {
        await _world.AddAsync();
        var page = await RenderAsync();

        await page.Find("[aria-label='Pause Wall']").ClickAsync(new MouseEventArgs());
        Assert.Equal("paused", page.Find("li .badge").TextContent);
        await page.Find("[aria-label='Resume Wall']").ClickAsync(new MouseEventArgs());
        await page.Find("[aria-label='Edit Wall']").ClickAsync(new MouseEventArgs());
        await page.Find("li input").ChangeAsync("Door");
        await page.Find("li form").SubmitAsync();
        Assert.Equal("Door", page.Find("li h3").TextContent);
        await page.Find("[aria-label='Delete Door']").ClickAsync(new MouseEventArgs());
        Assert.Empty(page.FindAll("li h3"));
        await page.InvokeAsync(() => _page.Services.GetRequiredService<UndoOffers>().Current!.Undo(TestContext.Current.CancellationToken));

        Assert.Equal("Door", page.Find("li h3").TextContent);
    }

    public void Dispose()
    {
        _page.Dispose();
        _world.Dispose();
    }

    private async Task<IRenderedComponent<WebhooksPage>> RenderAsync()
    {
        var profile = (await _world.Study.Get<ProfileService>().GetAsync(_world.Study.StudentId, TestContext.Current.CancellationToken))!;
        return _page.Render<WebhooksPage>(p => p.AddCascadingValue(profile));
    }
}
