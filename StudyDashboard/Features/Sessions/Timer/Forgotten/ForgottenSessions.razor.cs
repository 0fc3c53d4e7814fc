using Microsoft.AspNetCore.Components;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure.Live;

namespace StudyDashboard.Features.Sessions.Timer.Forgotten;

/// <summary>The forgotten timers of a person, to be settled; for the timer page and for Today.</summary>
public sealed partial class ForgottenSessions : IDisposable
{
    private IDisposable? _subscription;

    [Inject]
    public required ForgottenTimers Reader { get; init; }

    [Inject]
    public required StudyFeed Feed { get; init; }

    [Parameter, EditorRequired]
    public required Profile Profile { get; set; }

    /// <summary>Read once while the page is prerendered and handed to the circuit.</summary>
    [PersistentState]
    public IReadOnlyList<ForgottenTimer>? Timers { get; set; }

    public void Dispose() => _subscription?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        Timers ??= await Reader.ListAsync(Profile.Id, CancellationToken.None);
        if (RendererInfo.IsInteractive)
        {
            _subscription = Feed.Subscribe(Profile.Id, _ => InvokeAsync(ReloadAsync));
        }
    }

    private async Task ReloadAsync()
    {
        Timers = await Reader.ListAsync(Profile.Id, CancellationToken.None);
        StateHasChanged();
    }
}
