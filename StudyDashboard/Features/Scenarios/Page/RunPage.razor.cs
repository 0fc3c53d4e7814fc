using Microsoft.AspNetCore.Components;
using StudyDashboard.Components;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Scenarios.Content;
using StudyDashboard.Features.Scenarios.Runs;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;

namespace StudyDashboard.Features.Scenarios.Page;

/// <summary>A run, the same on every device that shows it, and its result when it is complete.</summary>
public sealed partial class RunPage
{
    private IDisposable? _subscription;
    private RunState? _run;
    private Refusal? _refusal;
    private bool _isRead;
    private bool _isBusy;

    [Parameter]
    public int Id { get; set; }

    [Inject]
    public required ScenarioRuns Runs { get; init; }

    [Inject]
    public required ScenarioCompletion Completion { get; init; }

    [Inject]
    public required StudyFeed Feed { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    private ScenarioProgress Progress => _run!.Progress;

    private ScenarioContent Content => Progress.Content;

    public void Dispose() => _subscription?.Dispose();

    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
        {
            _subscription = Feed.Subscribe(Profile.Id, topic => _ = topic == FeedTopic.Scenarios ? InvokeAsync(ReloadAsync) : null);
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_run?.Id != Id)
        {
            _run = await Runs.FindAsync(Profile.Id, Id, CancellationToken.None);
            _isRead = true;
        }
    }

    private async Task ReloadAsync()
    {
        // A step of this page is on its way and brings the state itself.
        if (!_isBusy)
        {
            _run = await Runs.FindAsync(Profile.Id, Id, CancellationToken.None);
            StateHasChanged();
        }
    }

    private async Task StepAsync(StepKind kind, string? reply = null, bool? isKnown = null)
    {
        if (_isBusy || _run is null)
        {
            return;
        }
        _isBusy = true;
        var taken = await Runs.StepAsync(Profile.Id, Id, _run.Steps.Count, kind, reply, isKnown, CancellationToken.None);
        (_isBusy, _refusal) = (false, taken.Refusal);
        _run = taken.Refusal is null ? taken.Value : await Runs.FindAsync(Profile.Id, Id, CancellationToken.None);
    }

    private async Task FinishAsync()
    {
        _isBusy = true;
        var done = await Completion.CompleteAsync(Profile.Id, Id, CancellationToken.None);
        (_isBusy, _refusal) = (false, done.Refusal);
        _run = await Runs.FindAsync(Profile.Id, Id, CancellationToken.None);
    }

    private async Task TakeUpAsync()
    {
        _refusal = await Runs.TakeUpAsync(Profile.Id, Id, CancellationToken.None);
        _run = await Runs.FindAsync(Profile.Id, Id, CancellationToken.None);
    }

    private async Task AgainAsync()
    {
        var started = await Runs.StartAsync(Profile.Id, _run!.ScenarioKey, CancellationToken.None);
        _refusal = started.Refusal;
        if (_refusal is null)
        {
            Navigation.NavigateTo(PageAddresses.ScenarioRun(started.Value.Id));
        }
    }
}
