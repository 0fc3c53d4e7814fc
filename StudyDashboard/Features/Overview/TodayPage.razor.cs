using Microsoft.AspNetCore.Components;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Overview;

/// <summary>The first screen: what now, and how it goes.</summary>
public sealed partial class TodayPage : IDisposable
{
    private IDisposable? _subscription;

    [Inject]
    public required TodayService Today { get; init; }

    [Inject]
    public required StudyFeed Feed { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    /// <summary>Read once while the page is prerendered and handed to the circuit.</summary>
    [PersistentState]
    public TodayModel? Model { get; set; }

    private string Greeting => (Model!.Hour switch
    {
        >= 4 and < 12 => OverviewTexts.Greeting_Morning,
        >= 12 and < 18 => OverviewTexts.Greeting_Afternoon,
        _ => OverviewTexts.Greeting_Evening,
    }).With(Profile.DisplayName);

    public void Dispose() => _subscription?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        Model ??= await Today.GetAsync(Profile, CancellationToken.None);
        if (RendererInfo.IsInteractive)
        {
            _subscription = Feed.Subscribe(Profile.Id, _ => InvokeAsync(ReloadAsync));
        }
    }

    private async Task ReloadAsync()
    {
        Model = await Today.GetAsync(Profile, CancellationToken.None);
        StateHasChanged();
    }
}
