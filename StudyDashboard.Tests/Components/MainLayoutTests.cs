using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Radzen;
using StudyDashboard.Components.Layout;
using StudyDashboard.Components.Palette;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Circuits;
using StudyDashboard.Features.Notices;
using StudyDashboard.Features.Rewards.Achievements;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Components;

public sealed class MainLayoutTests : IDisposable
{
    private readonly StudyFixture _study = new();
    private readonly BunitContext _page = new();
    private readonly SignIn _signIn;

    public MainLayoutTests()
    {
        _page.JSInterop.Mode = JSRuntimeMode.Loose;
        _page.Services.AddSingleton(_study.Get<ProfileService>());
        _page.Services.AddSingleton(_study.Get<StudyFeed>());
        _page.Services.AddSingleton(_study.Get<NoticeReader>());
        _page.Services.AddSingleton(_study.Get<NoticeService>());
        _page.Services.AddSingleton(_study.Get<AchievementReader>());
        _page.Services.AddSingleton<TimeProvider>(_study.Clock);
        _page.Services.AddScoped<CurrentPerson>();
        _page.Services.AddScoped<UndoOffers>();
        _page.Services.AddScoped<CircuitSeat>();
        _page.Services.AddScoped<IPaletteSource, FramePalette>();
        _page.Services.AddRadzenComponents();
        _page.AddBunitPersistentComponentState();
        _page.Services.AddSingleton<AuthenticationStateProvider>(_signIn = new SignIn(_study.StudentId));
        _page.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    [Fact]
    public void SignInEndedElsewhere_OpenPage_ShowsNothingMoreAndIsLoadedAnew()
    {
        var layout = _page.Render<MainLayout>();
        Assert.NotEmpty(layout.FindAll(".rail"));

        _signIn.End();

        layout.WaitForAssertion(() => Assert.Empty(layout.FindAll(".rail")));
        var last = ((BunitNavigationManager)_page.Services.GetRequiredService<NavigationManager>()).History.First();
        Assert.True(last.Options.ForceLoad);
    }

    [Fact]
    public void Disposed_SignInEnds_GoesNowhere()
    {
        var layout = _page.Render<MainLayout>();
        layout.Instance.Dispose();

        _signIn.End();

        Assert.Empty(((BunitNavigationManager)_page.Services.GetRequiredService<NavigationManager>()).History);
    }

    public void Dispose()
    {
        _page.Dispose();
        _study.Dispose();
    }

    /// <summary>A sign-in that the server finds to be no longer valid.</summary>
    private sealed class SignIn(int personId) : AuthenticationStateProvider
    {
        private ClaimsPrincipal _user = new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, $"{personId}")], "test"));

        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(_user));

        public void End()
        {
            _user = new ClaimsPrincipal(new ClaimsIdentity());
            NotifyAuthenticationStateChanged(GetAuthenticationStateAsync());
        }
    }
}
