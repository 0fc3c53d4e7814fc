using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Data;
using StudyDashboard.Data.Backups;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Admin;
using StudyDashboard.Infrastructure.Hosting;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Accounts;

public sealed class BackupsPartTests : IAsyncLifetime
{
    private readonly StudyFixture _study = new();
    private readonly BunitContext _page = new();
    private readonly StudyOptions _options = new(Directory.CreateTempSubdirectory("study-part-").FullName);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await using (var context = TestDatabase.OnFile(_options.DatabaseFile))
        {
            await context.Database.EnsureCreatedAsync(Token);
        }
        var (shelf, backup) = (new BackupShelf(_options), new Backup(_options, _study.Clock));
        _page.Services.AddSingleton(shelf).AddSingleton(BackupOptions.Default).AddSingleton<TimeProvider>(_study.Clock)
            .AddSingleton(new ScheduledBackup(backup, shelf, BackupOptions.Default, _options, _study.Clock));
    }

    public async ValueTask DisposeAsync()
    {
        await _page.DisposeAsync();
        _study.Dispose();
        Directory.Delete(_options.DataFolder, recursive: true);
    }

    [Fact]
    public async Task Make_ListsTheNewBackup_AndADayLaterItIsLate()
    {
        var part = await RenderAsync();
        Assert.Contains("There is none yet.", part.Markup, StringComparison.Ordinal);

        await part.Find("button").ClickAsync(new MouseEventArgs());

        Assert.Equal("Backed up.", part.Find("[role=status]").TextContent);
        Assert.Contains("study-20260310-090000.zip", part.Find("li").TextContent, StringComparison.Ordinal);
        Assert.Empty(part.FindAll("[role=alert]"));
        _study.Clock.Advance(TimeSpan.FromHours(27));
        Assert.Contains("older than it should be", (await RenderAsync()).Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Make_ThatFails_SaysSoAndLeavesNothing()
    {
        await File.WriteAllTextAsync(_options.DatabaseFile, "no database", Token);
        var part = await RenderAsync();

        await part.Find("button").ClickAsync(new MouseEventArgs());

        Assert.Contains("could not be made", part.Markup, StringComparison.Ordinal);
        Assert.Contains("failed at", part.Markup, StringComparison.Ordinal);
        Assert.Empty(part.FindAll("li"));
    }

    [Fact]
    public async Task Make_ByWhoIsNoAdminAnyMore_IsRefused()
    {
        var part = await RenderAsync(Roles.Student);

        await part.Find("button").ClickAsync(new MouseEventArgs());

        Assert.False(Directory.Exists(_options.BackupsFolder));
        Assert.Empty(part.Find("[role=status]").TextContent);
    }

    private async Task<IRenderedComponent<BackupsPart>> RenderAsync(string role = Roles.Admin)
    {
        _page.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        var profile = (await _study.Get<ProfileService>().GetAsync(_study.StudentId, Token))! with { Roles = [role] };
        return _page.Render<BackupsPart>(parameters => parameters.AddCascadingValue(profile));
    }
}
