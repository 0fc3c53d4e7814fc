using Microsoft.AspNetCore.Components;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure.Live;

namespace StudyDashboard.Features.Sessions.Timer;

/// <summary>Shows the running timer and its commands, the same on every open tab and device.</summary>
public sealed partial class TimerBar : IDisposable
{
    private IDisposable? _subscription;

    [Inject]
    public required TimerService Timers { get; init; }

    [Inject]
    public required StudyFeed Feed { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    [PersistentState]
    public TimerState? State { get; set; }

    public void Dispose() => _subscription?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        State ??= await Timers.CurrentAsync(Profile.Id, CancellationToken.None);
        if (RendererInfo.IsInteractive)
        {
            _subscription = Feed.Subscribe(Profile.Id, _ => InvokeAsync(ReloadAsync));
        }
    }

    private Task StartAsync() => Timers.StartAsync(
        Profile.Id, new StartTimer { About = new SessionAbout { Kind = SessionKind.Theory } }, CancellationToken.None);

    private Task PauseAsync() => Timers.PauseAsync(Profile.Id, State!.SessionId, CancellationToken.None);

    private Task ResumeAsync() => Timers.ResumeAsync(Profile.Id, State!.SessionId, CancellationToken.None);

    private Task FinishAsync() => Timers.FinishAsync(Profile.Id, State!.SessionId, new FinishTimer(), CancellationToken.None);

    private async Task ReloadAsync()
    {
        State = await Timers.CurrentAsync(Profile.Id, CancellationToken.None);
        StateHasChanged();
    }
}
