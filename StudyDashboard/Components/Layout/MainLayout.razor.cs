using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Circuits;
using StudyDashboard.Infrastructure.Live;

namespace StudyDashboard.Components.Layout;

/// <summary>The frame of every page: rail, top bar, and who is signed in, handed down to all of them.</summary>
public sealed partial class MainLayout : IDisposable
{
    private IDisposable? _subscription;

    [Inject]
    public required ProfileService Profiles { get; init; }

    [Inject]
    public required CurrentPerson Current { get; init; }

    [Inject]
    public required AuthenticationStateProvider Authentication { get; init; }

    [Inject]
    public required StudyFeed Feed { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required CircuitSeat Seat { get; init; }

    /// <summary>Read once while the page is prerendered and handed to the circuit.</summary>
    [PersistentState]
    public Profile? Profile { get; set; }

    public void Dispose()
    {
        Authentication.AuthenticationStateChanged -= OnSignInChanged;
        Seat.Resting -= OnResting;
        _subscription?.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        if (Profile is null && await Current.IdAsync() is { } id)
        {
            // A circuit may ask again later, and then for what holds then.
            Profile = RendererInfo.IsInteractive ? await Profiles.GetAsync(id, CancellationToken.None) : await Current.ProfileAsync(CancellationToken.None);
            LeaveWhenGone();
        }
        if (Profile is not null && RendererInfo.IsInteractive)
        {
            Authentication.AuthenticationStateChanged += OnSignInChanged;
            Seat.Resting += OnResting;
            _subscription = Feed.Subscribe(Profile.Id, topic =>
            {
                if (topic == FeedTopic.Profile)
                {
                    _ = InvokeAsync(ReloadAsync);
                }
            });
        }
    }

    // The person was deleted while this page was open, or the cookie outlived them.
    private void LeaveWhenGone()
    {
        if (Profile is null)
        {
            Navigation.NavigateTo(PageAddresses.SignIn, forceLoad: true);
        }
    }

    // The password was changed elsewhere, or an admin locked the person: nothing here acts any more. Loaded anew, the page comes back for
    // a browser that is still signed in; any other is sent to the sign-in page.
    private void OnSignInChanged(Task<AuthenticationState> signIn) => _ = InvokeAsync(async () =>
    {
        if ((await signIn).User.Identity?.IsAuthenticated != true)
        {
            Profile = null;
            StateHasChanged();
            Navigation.Refresh(forceReload: true);
        }
    });

    // Leaving for a page without a circuit lets go of this one and of all that it holds.
    private void OnResting() => _ = InvokeAsync(() => Navigation.NavigateTo(PageAddresses.RestingFrom($"/{Navigation.ToBaseRelativePath(Navigation.Uri)}"), forceLoad: true));

    private async Task ReloadAsync()
    {
        if (Profile is not { } shown)
        {
            return;
        }
        Profile = await Profiles.GetAsync(shown.Id, CancellationToken.None);
        LeaveWhenGone();
        StateHasChanged();
    }
}
